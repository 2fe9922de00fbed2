import type { TermCase } from "./term.ts";
import { fold, type Word } from "./words.ts";

const ARABIC = /\p{sc=Arab}/u;

/** How strictly a wording’s letters are compared. */
export interface Spelling {
  case: TermCase | undefined;
  /** Whether the word stands where every word has a capital. */
  atStart: boolean;
}

/**
 * Whether a word is a term’s word in accents and capitals too, as far as both go together: folding alone would take
 * marche for marché. A capital may go without its accent (Etat), in the text or in the term.
 */
export function isSpelt(word: string, wanted: string, { case: letters, atStart }: Spelling): boolean {
  if (word === wanted || ARABIC.test(wanted)) return true;
  const [is, be] = [spelt(word), spelt(wanted)];
  const together = alike(is, be);
  for (let i = 0; i < together; i++) {
    if (!isSameAccent(is[i] as string, be[i] as string, is.length !== be.length)) return false;
  }
  if (letters === "insensitive") return true;
  if (letters === undefined) return !isAcronym(be) || !is.slice(0, together).some(isSmall);
  if (is.length > 1 && !is.some(isSmall)) return true; // A headline in capitals.
  const from = atStart && isCapital(is[0] as string) ? 1 : 0;
  return is.slice(from, together).every((letter, i) => isCapital(letter) === isCapital(be[i + from] as string));
}

/** Whether a word stands first, or after what ends or opens a sentence. */
export function isAtStart(words: readonly Word[], index: number): boolean {
  return index === 0 || /[.!?…:«“"؟\u2013\u2014]/.test(words[index]?.gap ?? "");
}

function spelt(word: string): string[] {
  return [
    ...word
      .normalize("NFC")
      .replace(/[œŒæÆ]/g, (l) => SPELT[l] as string)
      .replace(/[\u00AD\u200C\u200D]/g, ""),
  ];
}
const SPELT: Record<string, string> = { œ: "oe", Œ: "OE", æ: "ae", Æ: "AE" };

/** How many letters from the start are the same but for accents and case. */
function alike(a: string[], b: string[]): number {
  let i = 0;
  while (i < a.length && i < b.length && fold(a[i] as string) === fold(b[i] as string)) i++;
  return i;
}

function isSameAccent(is: string, be: string, isInflected: boolean): boolean {
  const [a, b] = [is.toLowerCase(), be.toLowerCase()];
  if (a === b || (isCapital(is) && a === fold(be)) || (isCapital(be) && b === fold(is))) return true;
  return isInflected && a === "è" && b === "e"; // premier, première
}

function isAcronym(letters: string[]): boolean {
  return letters.filter(isCapital).length > 1 && !letters.some(isSmall);
}

function isCapital(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

function isSmall(letter: string): boolean {
  return letter !== letter.toUpperCase();
}
