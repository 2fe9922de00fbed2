import { longestLoop, wordsOf } from "./checks/repetition.ts";

/** Longest run of words that is looked at, and how often one may follow itself. */
const LONGEST_RUN = 12;
const MOST_REPEATS = 3;
/** An engine that loops fills its answer: so much longer no translation of a sentence is. */
const LONGEST_RATIO = 4;
const SLACK = 80;

/**
 * Whether an engine got caught in a loop: a run of words that follows itself more than three times,
 * and oftener than any does in the source; or an answer of a length that no translation has.
 */
export function loops(source: string, target: string): boolean {
  if (target.length > source.length * LONGEST_RATIO + SLACK) return true;
  const repeats = mostRepeats(target);
  return repeats > MOST_REPEATS && repeats > mostRepeats(source);
}

/** How often a run of words stands in a row at most. */
function mostRepeats(text: string): number {
  const words = wordsOf(text);
  let most = 1;
  for (let run = 1; run <= LONGEST_RUN; run++) most = Math.max(most, Math.floor(longestLoop(words, run).times));
  return most;
}
