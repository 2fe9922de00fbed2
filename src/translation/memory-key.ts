import { createHash } from "node:crypto";

/**
 * Raise it when texts that had two keys of their own could meet under one old key: old entries then match nothing,
 * instead of the wrong thing. Holding more spellings alike needs no other number: an old key still matches its text alone.
 */
const VERSION = 1;

/**
 * What two spellings of the same paragraph have in common. All that is folded is typing, none of it meaning:
 * - Unicode NFC: é is é, in one character or in two.
 * - White space: none at either end, every run of it one space; U+00A0 and U+202F, which French puts before `:` and
 *   inside « », are spaces. Whether there is a space at all is kept apart.
 * - What only tells where a line may break: soft hyphens (U+00AD), zero-width spaces (U+200B), byte order marks
 *   (U+FEFF). Joiners (U+200C, U+200D) stay, since they change what Arabic and Indic words are read as.
 * - The apostrophe between two letters: `l'eau` and `l’eau` are one word on two keyboards. Anywhere else `'` may be a
 *   quotation mark, a minute or a foot, and stays.
 *
 * All else holds two paragraphs apart: case, accents, figures, quotation marks, placeholders such as {name} and %s,
 * and markup, of which encodeMarkup leaves names, nesting and what no engine may touch, and takes attributes.
 */
export function normalise(encoded: string): string {
  return encoded
    .normalize("NFC")
    .replace(/[\u00AD\u200B\uFEFF]/g, "")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
    .replace(/\s+/g, " ")
    .trim();
}

/** Key of a paragraph in the memory: SHA-256 over language pair and normalised, encoded text. */
export function memoryKey(source: string, target: string, encoded: string): string {
  return createHash("sha256")
    .update(`${VERSION}\n${source}\n${target}\n${normalise(encoded)}`)
    .digest("base64url");
}
