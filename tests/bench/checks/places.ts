/** Where something stands in a text. */
export interface Place {
  start: number;
  end: number;
  text: string;
}

const OUT_OF_TEXT =
  /<sup><a [^>]*doc-noteref[^>]*>\d+<\/a><\/sup>|<[^>]*>|https?:\/\/\S+|www\.\S+|\S+@\S+|\{\S+\}|%(?:\d\$)?[sd]/g;

/** Matches in the running text alone: not in tags, footnotes' numbers, addresses and placeholders. */
export function places(html: string, pattern: RegExp): Place[] {
  const text = html.replace(OUT_OF_TEXT, (part) => "\u0000".repeat(part.length));
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

/** The text with another one at a place. */
export function replaced(html: string, { start, end }: Place, text: string): string {
  return html.slice(0, start) + text + html.slice(end);
}

/** Where sentences end, but for the last one's end. */
export function sentenceEnds(html: string): number[] {
  return places(html, /(?<=[\p{L}\p{N}%”»]{2}[.!?؟]["”»]?) (?=["“«\p{Lu}\p{Script=Arabic}])/gu).map(
    ({ start }) => start,
  );
}
