import { languagePair } from "../src/articles/language.ts";
import type { LanguagePair } from "../src/translation/engine.ts";
import type { SeedFile } from "./files.ts";

/** The pair that `{source}-{target}.{extension}` names; a file named otherwise is a fault. */
export function pairOfFile({ name, report }: SeedFile, extension: string): LanguagePair | null {
  const end = `.${extension}`;
  const pair = name.endsWith(end) ? languagePair(name.slice(0, -end.length)) : null;
  if (pair === null) {
    report(1, `is not named {source}-{target}.${extension}, as fr-en.${extension}`);
    return null;
  }
  if (pair.source === pair.target) report(1, `translates ${pair.source} into itself`);
  return pair;
}
