import type { Check } from "./compared.ts";
import { type Fault, quoted } from "./finding.ts";
import type { Lexicon } from "./numbers/lexicon.ts";
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
  const [expected, found] = [datesIn(source.prose, from), datesIn(target.prose, to)];
  const faults = (["months", "days"] as const).map((kind): Fault | null => {
    const lost = unmatched(expected[kind], [...found[kind], ...found.figures]);
    const added = unmatched(found[kind], [...expected[kind], ...expected.figures]);
    if (lost.length > 0 && added.length > 0) return { detail: `Expected ${quoted(lost)}, found ${quoted(added)}.` };
    if (kind === "days") return null;
    if (lost.length > 0) return { detail: `${quoted(lost)} is not in the translation.`, doubtful: true };
    return added.length > 0 ? { detail: `${quoted(added)} is not in the source.`, doubtful: true } : null;
  });
  return faults.find((fault) => fault !== null && !fault.doubtful) ?? faults.find((fault) => fault !== null) ?? null;
};

interface Named {
  text: string;
  keys: readonly string[];
}

interface Dates {
  months: Named[];
  days: Named[];
  /** Months in figures. */
  figures: Named[];
}

function datesIn(prose: string, lexicon: Lexicon): Dates {
  const text = plain(prose);
  const dates: Dates = { months: [], days: [], figures: [] };
  for (const { text: word, other } of tokensOf(text, lexicon)) {
    const months = other?.filter((key) => key.startsWith("m:")) ?? [];
    const days = other?.filter((key) => key.startsWith("d:")) ?? [];
    if (months.length > 0) dates.months.push({ text: word, keys: months });
    if (days.length > 0) dates.days.push({ text: word, keys: days });
  }
  for (const [whole, iso, one, , two] of text.matchAll(NUMERIC)) {
    const months = [iso, one, two].filter((month) => month !== undefined);
    dates.figures.push({ text: whole, keys: months.map((month) => `m:${Number(month)}`) });
  }
  return dates;
}

function unmatched(these: Named[], those: Named[]): string[] {
  const keys = new Set(those.flatMap((one) => one.keys));
  return these.filter((one) => !one.keys.some((key) => keys.has(key))).map(({ text }) => text);
}
