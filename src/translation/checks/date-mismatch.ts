import type { Check } from "./compared.ts";
import type { Fault } from "./finding.ts";
import { quoted } from "./finding.ts";
import { lexiconOf } from "./numbers/lexicons.ts";
import { plain, tokensOf } from "./numbers/tokens.ts";

/** 24/11/2025, 24.11.2025, 2025-11-24. */
const NUMERIC = /(?<!\d)(?:\d{4}-(\d\d)-\d\d|(\d{1,2})([/.-])(\d{1,2})\3(?:\d{4}|\d\d))(?!\d)/g;

/**
 * A month or a day of the week that became another one. Days of the month and years are numbers. One that is gone
 * without another is a doubt: “le lundi 24” may be “on Monday”.
 */
export const dateMismatch: Check = ({ source, target }) => {
  const [from, to] = [lexiconOf(source.language), lexiconOf(target.language)];
  if (from === null || to === null) return null;
  const faults = ["m:", "d:"].map((kind): Fault | null => {
    const expected = datesIn(source.prose, from, kind);
    const found = datesIn(target.prose, to, kind);
    const lost = unmatched(expected.words, found.keys);
    const added = unmatched(found.words, expected.keys);
    if (lost.length > 0 && added.length > 0) return { detail: `Expected ${quoted(lost)}, found ${quoted(added)}.` };
    if (kind === "d:") return null;
    if (lost.length > 0) return { detail: `${quoted(lost)} is not in the translation.`, doubtful: true };
    return added.length > 0 ? { detail: `${quoted(added)} is not in the source.`, doubtful: true } : null;
  });
  return faults.find((fault) => fault !== null && !fault.doubtful) ?? faults.find((fault) => fault !== null) ?? null;
};

interface Dates {
  words: { text: string; keys: readonly string[] }[];
  keys: Set<string>;
}

function datesIn(prose: string, lexicon: Parameters<typeof tokensOf>[1], kind: string): Dates {
  const text = plain(prose);
  const words = tokensOf(text, lexicon).flatMap(({ text, other }) => {
    const keys = other?.filter((key) => key.startsWith(kind)) ?? [];
    return keys.length === 0 ? [] : [{ text, keys }];
  });
  const numeric = [...text.matchAll(NUMERIC)].flatMap(([, iso, one, , two]) => [iso, one, two]);
  const months = numeric.flatMap((month) => (month === undefined || kind !== "m:" ? [] : [`m:${Number(month)}`]));
  return { words, keys: new Set([...words.flatMap(({ keys }) => keys), ...months]) };
}

function unmatched(words: Dates["words"], keys: ReadonlySet<string>): string[] {
  return words.filter((word) => !word.keys.some((key) => keys.has(key))).map(({ text }) => text);
}
