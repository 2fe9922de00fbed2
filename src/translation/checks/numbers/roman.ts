const VALUES: Record<string, number> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
const ROMAN = /^(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(ers?|res?|es?|èmes?|ᵉ)?$/u;

/** A word as a Roman numeral, with a French ordinal's ending perhaps: `XXIe`; null where it is none. */
export function romanOf(word: string): { value: number; isOrdinal: boolean } | null {
  const [, numeral = "", ending] = ROMAN.exec(word) ?? [];
  // “Ce”, “De”, “Les” are words: an ending makes a numeral of I, V and X alone.
  if (numeral === "" || (ending !== undefined && !/^[IVX]+$/.test(numeral))) return null;
  let value = 0;
  for (let i = 0; i < numeral.length; i++) {
    const one = VALUES[numeral[i] as string] as number;
    value += one < (VALUES[numeral[i + 1] as string] ?? 0) ? -one : one;
  }
  return { value, isOrdinal: ending !== undefined };
}
