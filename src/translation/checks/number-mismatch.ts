import type { Check } from "./compared.ts";
import { counts } from "./counts.ts";
import { type Fault, quoted } from "./finding.ts";
import { lexiconOf } from "./numbers/lexicons.ts";
import type { Mention } from "./numbers/mention.ts";
import { numbersIn } from "./numbers/read.ts";
import { withoutPlaceholders } from "./placeholders.ts";

/** The largest number that a language whose words are not known may say in a word. */
const LARGEST_WORD = 12;

/** A number of one text that the other says in no way: figures in any script, separators, words, scales, times. */
export const numberMismatch: Check = ({ source, target }) => {
  const knows = [source, target].map(({ language }) => lexiconOf(language) !== null);
  const isKnown = knows.every(Boolean);
  const from = numbersIn(withoutPlaceholders(source.prose), source.language, !isKnown);
  const to = numbersIn(withoutPlaceholders(target.prose), target.language, !isKnown);
  const lost = unmatched(from, to, unsaidIn(target.language));
  const added = unmatched(to, from, unsaidIn(source.language));
  if (lost.length === 0 && added.length === 0) return exchanged(from, to);
  const isSmall = ({ keys }: Mention) =>
    keys.some((key) => key === "n:1" || (!isKnown && Number(key.slice(2)) <= LARGEST_WORD));
  return {
    detail: [said(lost, "not in the translation"), said(added, "not in the source")]
      .filter((part) => part !== "")
      .join("; "),
    doubtful: [...lost, ...added].every(isSmall),
  };
};

/** Arabic has a form of the noun for two, and says no number of one. */
function unsaidIn(language: string): string[] {
  return lexiconOf(language)?.hasDual ? ["n:1", "n:2"] : [];
}

/**
 * All numbers stand in both texts, but one less often than in the source and another one more often: 2-2, 1-0 became
 * 1-2, 1-0. A doubt, for a text may say a number again in other words.
 */
function exchanged(from: Mention[], to: Mention[]): Fault | null {
  const fewer = scarcer(from, to);
  const more = scarcer(to, from);
  if (fewer.length === 0 || more.length === 0) return null;
  return { detail: `${said(fewer, "less often than in the source")}; ${said(more, "more often")}`, doubtful: true };
}

/** Numbers in figures that stand more often in the first list than, in any form, in the second. */
function scarcer(these: Mention[], those: Mention[]): Mention[] {
  const figures = these.filter(({ isOptional, parts }) => !isOptional && parts.length === 0);
  const most = counts(figures.map(({ keys }) => keys[0] ?? ""));
  const has = counts(those.flatMap(({ keys, parts }) => [...keys, ...parts.flatMap((part) => part.keys)]));
  return figures.filter(({ keys }) => keys.every((key) => (most.get(keys[0] ?? "") ?? 0) > (has.get(key) ?? 0)));
}

/** Numbers that others say neither whole nor in parts; what needs not be said is known. */
function unmatched(these: Mention[], those: Mention[], unsaid: readonly string[]): Mention[] {
  const known = new Set([
    ...those.flatMap(({ keys, parts }) => [...keys, ...parts.flatMap((part) => part.keys)]),
    ...unsaid,
  ]);
  const isKnown = ({ keys }: Mention) => keys.some((key) => known.has(key));
  return these.filter((one) => !one.isOptional && !isKnown(one) && !(one.parts.length > 0 && one.parts.every(isKnown)));
}

function said(mentions: Mention[], where: string): string {
  return mentions.length === 0 ? "" : `${quoted([...new Set(mentions.map(({ text }) => text))])} ${where}`;
}
