import { type Amount, amountAt } from "./amount.ts";
import { clockAt, wordClock } from "./clock.ts";
import type { Lexicon } from "./lexicon.ts";
import { lexiconOf } from "./lexicons.ts";
import { type Mention, valueKey } from "./mention.ts";
import { widened } from "./neighbours.ts";
import { romanOf } from "./roman.ts";
import { isTight, plain, type Token, tokensOf } from "./tokens.ts";

/** A mention with where it stands, while a text is read. */
export interface Placed extends Mention {
  start: number;
  end: number;
  /** The number itself, where it is one in figures without a scale; else null. */
  figure: number | null;
  scale: number;
  isHalfDay: boolean;
}

/** International or national, with an exit code or a trunk zero; bounded, so linear. */
const TELEPHONE = /(?<![\d.,])(?:\+|00?)[1-9]\d{0,2}(?:[ .()-]{0,2}\d){7,13}(?!\d)/g;
/** The most digits of a number that a double holds. */
const MOST_DIGITS = 15;
/** Signs in which a figure is a part: CO2, km2. */
const SIGNS = new Set(["CO", "NO", "SO", "CH", "m", "km", "cm", "mm", "dm"]);

/**
 * Every number in a normalised text, in figures and in words.
 *
 * @param isAlone whether the other text's number words are not known: then figures stand for themselves too
 */
export function numbersIn(prose: string, language: string, isAlone: boolean): Mention[] {
  const telephones: Mention[] = [];
  const text = plain(prose).replace(TELEPHONE, (whole) => {
    const key = `p:${whole.replace(/\D/g, "").slice(-9)}`;
    telephones.push({ text: whole, keys: [key], parts: [], isOptional: false });
    return ";".repeat(whole.length);
  });
  const lexicon = lexiconOf(language);
  const tokens = tokensOf(text, lexicon);
  const mentions: Placed[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { end, found } = mentionsAt(text, tokens, at, language, lexicon, isAlone);
    mentions.push(...found);
    at = end;
  }
  return [...telephones, ...widened(text, mentions, lexicon)];
}

function mentionsAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  language: string,
  lexicon: Lexicon | null,
  isAlone: boolean,
): { end: number; found: Placed[] } {
  const token = tokens[at] as Token;
  const placed = (end: number, mention: Partial<Placed> & { keys: string[] }): Placed => {
    const last = tokens[end - 1] as Token;
    const where = { text: text.slice(token.start, last.end), start: token.start, end: last.end };
    return { ...where, parts: [], isOptional: false, figure: null, scale: 1, isHalfDay: false, ...mention };
  };
  const time = clockAt(text, tokens, at, lexicon);
  if (time !== null) {
    const parts = time.parts.map((part) => mentionOf(String(part), [valueKey(part)]));
    return { end: time.end, found: [placed(time.end, { keys: time.keys, parts, isHalfDay: time.isHalfDay })] };
  }
  const amount = amountAt(tokens, at, language, lexicon);
  if (amount !== null) {
    return { end: amount.end, found: [placed(amount.end, described(text, tokens, at, amount, lexicon, isAlone))] };
  }
  if (token.kind === "figures") {
    // Of a date in figures the other text may say the parts; of a version it says all.
    const isDate = /^(?:\d{1,2}\D\d{1,2}\D\d{4}|\d{4}\D\d\d\D\d\d)$/.test(token.text);
    const parts = isDate ? token.text.split(/\D/).map((part) => mentionOf(part, figureKeys(part))) : [];
    return { end: at + 1, found: [placed(at + 1, { keys: [`v:${token.text.replace(/\D/g, ".")}`], parts })] };
  }
  if (token.kind !== "word") return { end: at + 1, found: [] };
  const roman = romanOf(token.text);
  const keys = [...(token.other ?? []), ...(roman === null ? [] : [valueKey(roman.value)])];
  if (keys.length === 0) return { end: at + 1, found: [] };
  // “XV” may be anything; “XXIe” and “Louis XIV” are numbers.
  const isName = /^\p{Lu}\p{Ll}/u.test(tokens[at - 1]?.text ?? "") && /^[IVX]{2,}$/.test(token.text);
  const isOptional = roman === null || !(roman.isOrdinal || isName);
  return { end: at + 1, found: [placed(at + 1, { keys, isOptional })] };
}

function described(
  text: string,
  tokens: readonly Token[],
  at: number,
  amount: Amount,
  lexicon: Lexicon | null,
  isAlone: boolean,
): Partial<Placed> & { keys: string[] } {
  const token = tokens[at] as Token;
  const before = tokens[at - 1];
  const isLong = token.kind === "figures" && token.text.replace(/\D/g, "").length > MOST_DIGITS;
  const keys = isLong ? figureKeys(token.text.replace(/\D/g, "")) : amount.values.map(valueKey);
  if (isAlone && amount.hasFigures && amount.scale > 1 && token.kind === "figures") {
    keys.push(valueKey(Number(token.text.replace(",", "."))));
  }
  if (!amount.hasFigures && lexicon?.hasDual) {
    keys.push(...wordClock(text, tokens, at, amount.end, amount.values[0] ?? 0));
  }
  if (amount.end === at + 1) keys.push(...(token.other ?? []));
  const parts = amount.parts.map((values) => mentionOf(String(values[0]), values.map(valueKey)));
  const isSign = isTight(before, token) && SIGNS.has(before?.text ?? "") && /^[234]$/.test(token.text);
  const figure = amount.hasFigures && amount.scale === 1 ? (amount.values[0] ?? null) : null;
  return {
    keys,
    parts,
    isOptional: !amount.hasFigures || isSign,
    figure,
    scale: amount.scale,
  };
}

function mentionOf(text: string, keys: string[]): Mention {
  return { text, keys, parts: [], isOptional: false };
}

function figureKeys(digits: string): string[] {
  return [digits.length > MOST_DIGITS ? `v:${digits}` : valueKey(Number(digits))];
}
