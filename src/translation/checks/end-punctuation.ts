import type { Check } from "./compared.ts";

/** What a text ends with, but for closing quotes, brackets and spaces. */
const CLOSERS = /[\s"'’”»›)\]}\p{Cf}]/u;
const KINDS: Record<string, string> = {
  ".": "a full stop", "…": "a full stop", "!": "a full stop", "。": "a full stop", "۔": "a full stop", "！": "a full stop",
  "?": "a question mark", "؟": "a question mark", "？": "a question mark",
  ":": "a colon", "：": "a colon",
  ";": "a semicolon", "؛": "a semicolon", ",": "a comma", "،": "a comma",
}; // biome-ignore format: a table
/** A list's item ends as each language's lists do. */
const OF_LISTS = new Set(["a semicolon", "a comma"]);

export const endPunctuation: Check = ({ source, target }) => {
  const from = endOf(source.text);
  const to = endOf(target.text);
  if (from === to || (from !== null && OF_LISTS.has(from) && to !== "a question mark" && to !== "a colon")) return null;
  // “p.m.”, “U.S.”, “Inc.”: the stop is the word's.
  if (
    from === null &&
    to === "a full stop" &&
    /(?:\p{L}\.\p{L}|\b(?:Inc|Ltd|Co|Corp|Jr|No|etc))\.\W*$/u.test(target.text.slice(-24))
  )
    return null;
  return { detail: `The source ends with ${from ?? "no punctuation"}, the translation with ${to ?? "none"}.` };
};

function endOf(text: string): string | null {
  let end = text.length;
  while (end > 0 && CLOSERS.test(text[end - 1] as string)) end--;
  return KINDS[text[end - 1] ?? ""] ?? null;
}
