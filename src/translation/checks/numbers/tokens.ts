import type { Lexicon } from "./lexicon.ts";

export interface Token {
  kind: "figures" | "word" | "sign";
  text: string;
  start: number;
  end: number;
  /** What the word says of numbers, if it does. */
  unit?: number;
  scale?: number;
  other?: readonly string[];
  /** Whether Arabic's “and” stands before it. */
  isJoined?: boolean;
}

const TOKEN = /((?<![\d.,])\d{1,3}(?: \d{3}(?!\d))+(?:[.,٫]\d+)?(?!\d)|\d+(?:[.,٫٬'’]\d+)*)|([\p{L}\p{M}]+)|(\S)/gu;
/** The planet, a walk and a permission. */
const NO_MONTHS = new Set(["Mars", "march", "may"]);
/** Arabic's prefixes: and, so; with, to, as; the. */
const PREFIX = /^([وف])?(?:[بلك](?=.{3}))?(?:ال|ل(?=ل))?/u;

/** Figures in all their scripts as 0 to 9; Arabic without vowel signs, and with one spelling of each letter. */
export function plain(text: string): string {
  return text
    .replace(/[\u064B-\u065F\u0670\u0640\u200E\u200F\u061C]/g, "")
    .replace(/(?![0-9])\p{Nd}/gu, digitOf)
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/٪/g, "%");
}

/** Each script's digits stand in a row from its zero; full-width ones, and those of mathematics, are said as others. */
function digitOf(figure: string): string {
  const alike = figure.normalize("NFKC");
  if (/^[0-9]$/.test(alike)) return alike;
  const point = figure.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((point - zero) % 10);
}

/** A plain text's figures, words and signs; white space parts them. */
export function tokensOf(text: string, lexicon: Lexicon | null): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [whole, figures, word] = match;
    const token: Token = {
      kind: figures !== undefined ? "figures" : word !== undefined ? "word" : "sign",
      text: whole,
      start: match.index,
      end: match.index + whole.length,
    };
    if (word !== undefined && lexicon !== null) Object.assign(token, meaningOf(word, lexicon));
    return token;
  });
}

function meaningOf(word: string, lexicon: Lexicon): Partial<Token> | null {
  if (word.length > 24 || NO_MONTHS.has(word)) return null;
  const lower = word.toLowerCase();
  const whole = lookedUp(lower, lexicon);
  if (whole !== null || !lexicon.hasDual) return whole;
  const [prefix = "", joiner] = PREFIX.exec(lower) ?? [];
  // “and” alone first: what is left may begin with a letter that only looks like a prefix.
  const rest = joiner === undefined ? null : lookedUp(lower.slice(1), lexicon);
  const bare =
    rest ?? lookedUp(lower.slice(prefix.length), lexicon) ?? lookedUp(lower.replace(/^[وف]?ال/u, ""), lexicon);
  return bare && { ...bare, isJoined: joiner === "و" };
}

function lookedUp(word: string, { units, scales, others }: Lexicon): Partial<Token> | null {
  const [unit, scale, other] = [units[word], scales[word], others[word]];
  if (unit === undefined && scale === undefined && other === undefined) return null;
  return {
    ...(unit !== undefined && { unit }),
    ...(scale !== undefined && { scale }),
    ...(other !== undefined && { other }),
  };
}

/** Whether two tokens stand side by side, with nothing between. */
export function isTight(before: Token | undefined, after: Token | undefined): boolean {
  return before !== undefined && after !== undefined && before.end === after.start;
}
