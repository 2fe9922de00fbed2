import type { RenderedParagraph, Rendition } from "../articles/article.ts";
import { textOf } from "../articles/text.ts";

/** A paragraph of the original and the one that translates it; null where one has none. */
export type Pair = [original: RenderedParagraph | null, translation: RenderedParagraph | null];

/** What a paragraph without a partner costs: as much as partners of which one is e times as long as it should be. */
const ALONE = 1;
/** What it costs to take a heading for a paragraph. */
const OTHER_KIND = 1.5;

/**
 * Paragraphs side by side. A translation has its own revision's paragraphs one by one. Where the original has been
 * corrected since, they are aligned by kind and length: long paragraphs have long translations (Gale and Church, "A
 * Program for Aligning Sentences in Bilingual Corpora", 1993).
 */
export function aligned(original: Rendition, translation: Rendition): Pair[] {
  const [left, right] = [original.body.paragraphs, translation.body.paragraphs];
  if (original.revision === translation.translation?.source_revision && left.length === right.length) {
    return left.map((paragraph, i) => [paragraph, right[i] ?? null]);
  }
  return cheapest(left, right);
}

/** The least cost of aligning what begins at `left[i]` and `right[j]`, from the end; then the way along it. */
function cheapest(left: RenderedParagraph[], right: RenderedParagraph[]): Pair[] {
  const cost: number[][] = Array.from({ length: left.length + 1 }, () => []);
  const at = (i: number, j: number) => cost[i]?.[j] ?? Number.POSITIVE_INFINITY;
  const lengths = new Map([...left, ...right].map((paragraph) => [paragraph, textOf(paragraph.html).length + 1]));
  const together = (i: number, j: number): number => {
    const [a, b] = [left[i] as RenderedParagraph, right[j] as RenderedParagraph];
    const ratio = Math.abs(Math.log((lengths.get(a) ?? 1) / (lengths.get(b) ?? 1)));
    return ratio + (a.type === b.type ? 0 : OTHER_KIND) + at(i + 1, j + 1);
  };
  for (let i = left.length; i >= 0; i--) {
    for (let j = right.length; j >= 0; j--) {
      const isEnd = i === left.length && j === right.length;
      const paired = i < left.length && j < right.length ? together(i, j) : Number.POSITIVE_INFINITY;
      (cost[i] as number[])[j] = isEnd ? 0 : Math.min(paired, ALONE + at(i + 1, j), ALONE + at(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  for (let [i, j] = [0, 0]; i < left.length || j < right.length; ) {
    const isPaired = i < left.length && j < right.length && together(i, j) === at(i, j);
    const isLeft = !isPaired && ALONE + at(i + 1, j) === at(i, j);
    pairs.push([isPaired || isLeft ? (left[i++] ?? null) : null, isPaired || !isLeft ? (right[j++] ?? null) : null]);
  }
  return pairs;
}
