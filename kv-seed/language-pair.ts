import type { LanguagePair } from "../src/translation/engine.ts";
import type { SeedFile } from "./files.ts";

const PAIR = /^([a-z]{2,3}(?:-[A-Z]{2})?)-([a-z]{2,3}(?:-[A-Z]{2})?)\.([a-z]+)$/;

/** The pair that `{source}-{target}.{extension}` names; a file named otherwise is a fault. */
export function languagePair({ name, report }: SeedFile, extension: string): LanguagePair | null {
  const [, source, target, found] = PAIR.exec(name) ?? [];
  if (source === undefined || target === undefined || found !== extension) {
    report(1, `is not named {source}-{target}.${extension}, as fr-en.${extension}`);
    return null;
  }
  if (source === target) report(1, `translates ${source} into itself`);
  return { source, target };
}
