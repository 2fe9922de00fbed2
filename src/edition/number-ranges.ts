/** Most digits of a number in a key. */
const MOST_DIGITS = 9;

/**
 * The numbers, written without leading zeros, whose text is later than `after` and not later than `upTo`
 * (null: than anything), as ranges. Keys are sorted as text, rows by number: of each length of number
 * those in a stretch of text are one range.
 */
export function numberRanges(after: string, upTo: string | null): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const least = digits === 1 ? 0 : 10 ** (digits - 1);
    const from = Math.max(least, firstAfter(after, digits));
    const to = Math.min(10 ** digits, upTo === null ? Number.POSITIVE_INFINITY : firstAfter(upTo, digits)) - 1;
    if (from <= to) ranges.push([from, to]);
  }
  return ranges;
}

/** The first of all texts of so many digits that is later than `text`, as a number. */
function firstAfter(text: string, digits: number): number {
  const same = (/^\d*/.exec(text)?.[0] ?? "").slice(0, digits);
  const first = Number(same.padEnd(digits, "0"));
  if (same.length === digits) return first + 1;
  const next = text[same.length];
  return next === undefined || next < "0" ? first : first + 10 ** (digits - same.length);
}
