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
