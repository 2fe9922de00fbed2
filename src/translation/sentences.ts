/** What ends with a full stop and no sentence: initials, and forms of address in French and English. */
const ABBREVIATION =
  /(?:^|[\s(«“"'’-])(?:\p{Lu}|MM|Mr|Mrs|Ms|Dr|Pr|Prof|Me|Mgr|St|Ste|art|cf|p|vol|no|env|av|apr|J\.-C)\.\s*$/u;

/** A text's sentences in order, each with the spaces after it; together they are the text. */
export function sentencesOf(text: string, language: string): string[] {
  const sentences: string[] = [];
  let open = "";
  for (const { segment } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open);
    open = "";
  }
  return open === "" ? sentences : [...sentences, open];
}

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
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  let most = 1;
  for (let run = 1; run <= Math.min(LONGEST_RUN, words.length / 2); run++) {
    let same = 0;
    for (let i = run; i < words.length; i++) {
      same = words[i] === words[i - run] ? same + 1 : 0;
      most = Math.max(most, Math.floor(same / run) + 1);
    }
  }
  return most;
}
