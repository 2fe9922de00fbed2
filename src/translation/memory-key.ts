import { createHash } from "node:crypto";

/** Raise it when normalisation changes: old entries then match nothing, instead of the wrong thing. */
const VERSION = 1;

/**
 * What two spellings of the same paragraph have in common: Unicode NFC, no space at either end,
 * every run of white space one space. A no-break space stays apart from a plain one only by
 * nature, not by meaning, so U+00A0 and U+202F (French punctuation) count as spaces.
 */
export function normalise(encoded: string): string {
  return encoded
    .normalize("NFC")
    .replace(/[\s\u00A0\u202F]+/g, " ")
    .trim(); // biome-ignore format: one chain
}

/** Key of a paragraph in the memory: SHA-256 over language pair and normalised, encoded text. */
export function memoryKey(source: string, target: string, encoded: string): string {
  return createHash("sha256")
    .update(`${VERSION}\n${source}\n${target}\n${normalise(encoded)}`)
    .digest("base64url");
}
