import { type Check, lettersIn } from "./compared.ts";
import { counts } from "./counts.ts";
import { quoted } from "./finding.ts";
import { sentencesOf } from "./sentences.ts";

/** Longest stretch of words that is looked for as a loop; longer ones are sentences. */
const LONGEST_PERIOD = 16;
/** Letters from which a sentence is not said twice by chance. */
const LONG_SENTENCE = 24;

/** An engine that loops: the same words again and again, or a sentence said twice; more often than in the source. */
export const repetition: Check = ({ source, target, thresholds }) => {
  const from = wordsOf(source.prose);
  const to = wordsOf(target.prose);
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    // A single word needs one time more: “very, very, very”.
    const least = thresholds.loopTimes + (period === 1 ? 1 : 0);
    const loop = longestLoop(to, period);
    if (loop.times >= least && loop.times > longestLoop(from, period).times) {
      const words = to.slice(loop.at, loop.at + period).join(" ");
      return { detail: `${quoted([words])} stands ${Math.floor(loop.times)} times in a row.` };
    }
  }
  const run = /(\p{L})\1{9,}/u.exec(target.prose);
  if (run !== null && !/(\p{L})\1{4,}/u.test(source.prose))
    return { detail: `${quoted([run[0]])} is one letter again and again.` };
  const most = Math.max(1, ...repeated(source.prose, source.language).values());
  const twice = [...repeated(target.prose, target.language)].find(([, times]) => times > most);
  return twice === undefined ? null : { detail: `${quoted([twice[0]])} stands ${twice[1]} times.` };
};

/** A word right after itself, where the source has none: “the the”. */
export const doubledWords: Check = ({ source, target }) => {
  const found = doubled(target.prose);
  if (found.length <= doubled(source.prose).length) return null;
  return { detail: `Twice in a row: ${quoted(found)}.`, doubtful: true };
};

/** English says “had had” and “that that”. */
const MAY_DOUBLE = new Set(["had", "that", "nous", "vous"]);

function doubled(text: string): string[] {
  const words = text.split(" ");
  return words.filter((word, i) => {
    const next = words[i + 1] ?? "";
    const folded = word.toLowerCase();
    return /^\p{L}+$/u.test(word) && folded === next.toLowerCase().replace(/\P{L}+$/u, "") && !MAY_DOUBLE.has(folded);
  });
}

/** Words in lower case, in order. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Where words repeat with a period: how often in a row (a part counts as one), and from where. */
export function longestLoop(words: readonly string[], period: number): { times: number; at: number } {
  let longest = 0;
  let at = 0;
  let run = 0;
  for (let i = period; i < words.length; i++) {
    run = words[i] === words[i - period] ? run + 1 : 0;
    if (run > longest) {
      longest = run;
      at = i - run - period + 1;
    }
  }
  return { times: 1 + longest / period, at };
}

/** Long sentences that stand more than once. */
function repeated(text: string, language: string): Map<string, number> {
  const sentences = sentencesOf(text, language).map((sentence) => wordsOf(sentence).join(" "));
  return new Map([...counts(sentences)].filter(([s, times]) => times > 1 && lettersIn(s) >= LONG_SENTENCE));
}
