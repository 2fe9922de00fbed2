/**
 * A number as a text says it. What it may stand for is a list of keys: `n:1500000` a value, `t:1110` a time of day in
 * minutes, `m:11` a month, `p:142685300` a telephone number's last nine digits, `v:2.4.1` figures joined by dots.
 */
export interface Mention {
  /** As it stands in the text. */
  text: string;
  keys: string[];
  /** What it is made of; the other language may say it in parts: 18 h 30, 18 and 30. */
  parts: Mention[];
  /** In words, or a sign's part: the other text may leave it out. */
  isOptional: boolean;
}

export function valueKey(value: number): string {
  return `n:${Number(value.toPrecision(12))}`;
}

export function timeKey(hours: number, minutes: number): string {
  return `t:${hours * 60 + minutes}`;
}
