/**
 * Language tags as editions use them: a BCP 47 language with an optional region,
 * in canonical case (`fr`, `ar`, `pt-BR`).
 */
export const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Z]{2})?$/;

const PAIR = /^([a-z]{2,3}(?:-[A-Z]{2})?)-([a-z]{2,3}(?:-[A-Z]{2})?)$/;

/** The two languages of `fr-en` or `pt-BR-en`; null where a name is no such pair. */
export function languagePair(name: string): { source: string; target: string } | null {
  const [, source, target] = PAIR.exec(name) ?? [];
  return source === undefined || target === undefined ? null : { source, target };
}

export type Direction = "ltr" | "rtl";

const RTL_LANGUAGES = new Set(["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb", "dv"]);

/** Writing direction of a language tag. A table, so that Node and workerd agree to the letter. */
export function direction(language: string): Direction {
  return RTL_LANGUAGES.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}
