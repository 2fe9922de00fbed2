import { type Bases, basesOf } from "./bases.ts";

/** A word of a text, where it stands, and what it may be a form of. */
export interface Word {
  /** As written. */
  text: string;
  /** Folded: what spellings of one word have in common. */
  key: string;
  /** Offsets in the text, code units. */
  from: number;
  to: number;
  /** Punctuation between this word and the one before; spaces, hyphens and apostrophes are none. */
  gap: string;
  bases: Bases;
  /** All of those, what is written first. */
  readings: readonly string[];
}

/**
 * Words by script (UAX #24): Arabic letters and others never make one word together, so a particle that is joined to
 * a Latin name is a word of its own; scripts without spaces are taken sign by sign. Invisible characters (soft
 * hyphen, joiners) stand inside a word.
 */
const WORD = new RegExp(
  [
    "[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]",
    "[[\\p{sc=Arab}&&\\p{L}]\\u0640][[\\p{sc=Arab}&&\\p{L}]\\p{M}\\u0640\\u200C\\u200D]*",
    "[[\\p{L}\\p{N}]--[\\p{sc=Arab}\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}]][[[\\p{L}\\p{N}]--[\\p{sc=Arab}\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}]]\\p{M}\\u00AD\\u200C\\u200D]*",
  ].join("|"),
  "gv",
);
/** What may stand between the words of a term, whatever the term is written with there. */
const JOINERS = /[\s\u00AD\u061C\u200B-\u200F\u2060'’ʼ‘\-\u2010\u2011]+/gu;

/** The words of a text in a language. */
export function wordsOf(text: string, language: string): Word[] {
  const known = new Map<string, Pick<Word, "key" | "bases" | "readings">>();
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const from = match.index;
    let folded = known.get(word);
    if (folded === undefined) {
      const key = fold(word);
      const bases = basesOf(key, language);
      folded = { key, bases, readings: [...bases.same, ...bases.inflected] };
      known.set(word, folded);
    }
    const gap = from === end ? "" : text.slice(end, from).replace(JOINERS, "");
    end = from + word.length;
    words.push({ text: word, ...folded, from, to: end, gap });
  }
  return words;
}

const LIGATURES: Record<string, string> = { œ: "oe", æ: "ae", ß: "ss", ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ک: "ك" };

/**
 * Small letters without accents; Arabic without diacritics and tatweel, its hamzas, alefs, yas and ta marbuta alike
 * (NFD takes the hamza off its seat), and its digits as ASCII.
 */
export function fold(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return word
    .normalize("NFD")
    .toLowerCase()
    .replace(/[\p{M}\u0640\u00AD\u200C\u200D]/gu, "")
    .replace(/[œæßٱىیةک]/g, (letter) => LIGATURES[letter] as string)
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf));
}
