import type { Check } from "./compared.ts";
import { quoted } from "./finding.ts";
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
  const hasDual = lexiconOf(target.language)?.hasDual ?? false;
  // Arabic has a form of the noun for two, and says no number of one.
  const lost = unmatched(from, to, hasDual ? ["n:1", "n:2"] : []);
  const added = unmatched(to, from, []);
  if (lost.length === 0 && added.length === 0) return null;
  const isSmall = ({ keys }: Mention) =>
    keys.some((key) => key === "n:1" || (!isKnown && Number(key.slice(2)) <= LARGEST_WORD));
  return {
    detail: [said(lost, "not in the translation"), said(added, "not in the source")]
      .filter((part) => part !== "")
      .join("; "),
    doubtful: [...lost, ...added].every(isSmall),
  };
};

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
