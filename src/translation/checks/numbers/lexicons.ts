import { ARABIC } from "./arabic.ts";
import { ENGLISH } from "./english.ts";
import { FRENCH } from "./french.ts";
import type { Lexicon } from "./lexicon.ts";

const LEXICONS: Record<string, Lexicon> = { fr: FRENCH, en: ENGLISH, ar: ARABIC };

/** Null for a language whose number words are not known: then only digits are compared. */
export function lexiconOf(language: string): Lexicon | null {
  return LEXICONS[language] ?? null;
}
