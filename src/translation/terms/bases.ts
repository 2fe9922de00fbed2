import { arabicBases } from "./arabic.ts";
import { englishBases } from "./english.ts";
import { frenchBases } from "./french.ts";

/** Words that a folded word may be a form of, itself included. */
export interface Bases {
  /** The same form, with what is written onto it taken off: Arabic's particles and pronouns. */
  same: readonly string[];
  /** Others, by inflection. */
  inflected: readonly string[];
}

/** What a folded word may be a form of. Languages without rules here have none but the word itself. */
export function basesOf(key: string, language: string): Bases {
  switch (language.split("-")[0]) {
    case "fr":
      return { same: [key], inflected: frenchBases(key) };
    case "en":
      return { same: [key], inflected: englishBases(key) };
    case "ar":
      return arabicBases(key);
    default:
      return { same: [key], inflected: [] };
  }
}
