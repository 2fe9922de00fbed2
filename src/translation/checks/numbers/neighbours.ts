import type { Lexicon } from "./lexicon.ts";
import { timeKey, valueKey } from "./mention.ts";
import type { Placed } from "./read.ts";

/**
 * What a number may also be for what stands beside it: in “3 à 4 millions” the 3 is millions, in “2024-25” the 25 a
 * year, in “2 to 5 pm” the 2 an hour, in “24/11/2025” the 11 a month, in “années 80” the 80 is 1980.
 */
export function widened(text: string, mentions: Placed[], lexicon: Lexicon | null): Placed[] {
  for (const [i, one] of mentions.entries()) {
    const next = mentions[i + 1];
    if (one.figure !== null) one.keys.push(...decadeKeys(text, one, one.figure));
    if (next === undefined) continue;
    const between = text.slice(one.end, Math.min(next.start, one.end + 12)).replace(/ ?[$£€]/, "");
    if (/^[/.-]$/.test(between)) {
      for (const { figure, keys } of [one, next])
        if (figure !== null && figure >= 1 && figure <= 12) keys.push(`m:${figure}`);
    }
    if (/^[-–/]$/.test(between) && one.figure !== null && next.figure !== null) {
      if (one.figure >= 1000 && one.figure < 3000 && next.figure < 100) {
        next.keys.push(valueKey(Math.floor(one.figure / 100) * 100 + next.figure));
      }
    }
    if (!(lexicon?.range.test(between) || /^ ?[-–—] ?$/.test(between))) continue;
    if (next.scale > 1 && one.scale === 1) {
      const value = one.figure ?? Number(one.keys[0]?.slice(2));
      one.keys.push(valueKey(value * next.scale));
    }
    const isTime = next.keys.some((key) => key.startsWith("t:"));
    if (isTime && one.figure !== null && one.figure <= 24) {
      one.keys.push(timeKey(one.figure, 0));
      if (next.isHalfDay && one.figure < 12) one.keys.push(timeKey(one.figure + 12, 0));
    }
  }
  return mentions;
}

function decadeKeys(text: string, { start, end }: Placed, figure: number): string[] {
  const isDecade =
    /(?:années|ans) $/.test(text.slice(Math.max(0, start - 8), start)) || /^['’]?s\b/.test(text.slice(end, end + 3));
  if (!isDecade || figure % 10 !== 0) return [];
  if (figure < 100) return [valueKey(1900 + figure), valueKey(2000 + figure)];
  return figure >= 1000 && figure < 3000 ? [valueKey(figure % 100)] : [];
}
