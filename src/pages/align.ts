import type { RenderedParagraph, Rendition, SourceDigests } from "../articles/article.ts";
import { sourceDigests } from "../articles/source-digests.ts";

/** Two texts side by side, of the original and of its translation; null where one stands alone. */
export type Pair<T> = [original: T | null, translation: T | null];

/** The texts of a rendition that are no paragraphs of its body, in the order in which a page shows them. */
export const LINES = ["title", "summary", "correction_note", "caption"] as const satisfies (keyof SourceDigests)[];
export type Line = (typeof LINES)[number];

export interface Aligned {
  lines: { name: Line; pair: Pair<string> }[];
  paragraphs: Pair<RenderedParagraph>[];
  /** Whether a text of either has no partner because the original is not what was translated. */
  hasChanged: boolean;
}

/**
 * What of a translation translates what of the original that is shown. Of one revision, they have their texts one by
 * one; else a text's partner is the one that was made from just this text. Nothing is guessed: null where a
 * translation of another revision does not tell what it was made from.
 */
export function aligned(original: Rendition, translation: Rendition): Aligned | null {
  const [left, right] = [original.body.paragraphs, translation.body.paragraphs];
  const both = (name: Line): Pair<string> => [lineOf(original, name), lineOf(translation, name)];
  if (original.revision === translation.translation?.source_revision && left.length === right.length) {
    const paragraphs = left.map((paragraph, i): Pair<RenderedParagraph> => [paragraph, right[i] ?? null]);
    return { lines: LINES.map((name) => ({ name, pair: both(name) })), paragraphs, hasChanged: false };
  }
  const from = translation.source_digests;
  if (from === undefined) return null;
  const now = sourceDigests(original);
  const changed = LINES.filter((name) => now[name] !== from[name]);
  const lines = LINES.flatMap((name): Aligned["lines"] => {
    const [ours, theirs] = both(name);
    if (!changed.includes(name)) return [{ name, pair: [ours, theirs] }];
    return [{ name, pair: [ours, null] }, { name, pair: [null, theirs] }]; // biome-ignore format: one above the other
  });
  const paragraphs = matched([left, now.paragraphs], [right, from.paragraphs]);
  const hasLoner = paragraphs.some((pair) => pair.includes(null));
  return { lines, paragraphs, hasChanged: changed.length > 0 || hasLoner };
}

export function lineOf(rendition: Rendition, name: Line): string | null {
  return name === "caption" ? (rendition.image?.caption ?? null) : rendition[name];
}

/** Paragraphs, and the digest of each: of its own text, or of the one that it was made from. */
type Digested = [paragraphs: RenderedParagraph[], digests: string[]];

/**
 * Each paragraph of the original with the first that was made from its very text and is not taken. Those of the
 * translation that are left over stand alone, before the next one that has a partner.
 */
function matched([left, now]: Digested, [right, from]: Digested): Pair<RenderedParagraph>[] {
  const free = new Map<string, number[]>();
  for (let j = right.length - 1; j >= 0; j--) {
    const digest = from[j] as string;
    const places = free.get(digest);
    if (places === undefined) free.set(digest, [j]);
    else places.push(j);
  }
  const partners = now.map((digest) => free.get(digest)?.pop());
  const taken = new Set(partners);
  const leftOver = (end: number): Pair<RenderedParagraph>[] => {
    let start = end;
    while (start > 0 && !taken.has(start - 1)) start--;
    return right.slice(start, end).map((paragraph) => [null, paragraph]);
  };
  const pairs = left.flatMap((paragraph, i): Pair<RenderedParagraph>[] => {
    const j = partners[i];
    return j === undefined ? [[paragraph, null]] : [...leftOver(j), [paragraph, right[j] ?? null]];
  });
  return [...pairs, ...leftOver(right.length)];
}
