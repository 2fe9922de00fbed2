import { type Mark, nestAlike, type Segment, segmentsOf } from "./segments.ts";
import { sentencesOf } from "./sentences.ts";

/** A sentence with `[n]` in the place of each mark, for an engine that knows no markup. */
export interface PlacedSentence {
  text: string;
  segments: Segment[];
  /** By placeholder's number. */
  marks: Map<string, Mark>;
}

const PLACEHOLDER = /\[\s*(\d+)\s*\]/g;

/** An encoded paragraph, sentence by sentence. */
export function placed(encoded: string, language: string): PlacedSentence[] {
  const segments = segmentsOf(encoded);
  const marks = new Map<string, Mark>();
  // No number that the text itself has in brackets.
  let number = Math.max(0, ...[...encoded.matchAll(PLACEHOLDER)].map(([, digits]) => Number(digits)));
  if (!Number.isSafeInteger(number)) number = 0;
  const whole = segments.map((segment) => {
    if ("text" in segment) return segment.text;
    marks.set(String(++number), segment);
    return `[${number}]`;
  });
  return sentencesOf(whole.join(""), language).map((text) => ({ text, ...split(text, marks) }));
}

/**
 * A sentence's translation with the marks back in their places, or null where it has not each of
 * them once, nested as before.
 */
export function aligned(translated: string, { marks, segments }: PlacedSentence): Segment[] | null {
  const { segments: found, marks: met } = split(translated, marks);
  const named = [...translated.matchAll(PLACEHOLDER)].filter(([, number]) => marks.has(number as string));
  if (met.size !== marks.size || named.length !== marks.size) return null;
  const marksOf = (all: Segment[]) => all.filter((segment): segment is Mark => "markup" in segment);
  if (!isSentenceWhole(segments)) {
    // An element that begins in one sentence and ends in another: only the order can tell.
    const order = (all: Segment[]) =>
      marksOf(all)
        .map(({ markup }) => markup)
        .join("");
    if (order(found) !== order(segments)) return null;
  } else if (!nestAlike(marksOf(found), marksOf(segments))) return null;
  return tightened(found, segments);
}

/** Cuts a text at its placeholders; those in no mark's name stay text. */
function split(text: string, all: ReadonlyMap<string, Mark>): { segments: Segment[]; marks: Map<string, Mark> } {
  const segments: Segment[] = [];
  const marks = new Map<string, Mark>();
  let at = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const number = match[1] as string;
    const mark = all.get(number);
    if (mark === undefined) continue;
    if (match.index > at) segments.push({ text: text.slice(at, match.index) });
    segments.push(mark);
    marks.set(number, mark);
    at = match.index + match[0].length;
  }
  if (at < text.length) segments.push({ text: text.slice(at) });
  return { segments, marks };
}

/** Whether every element that begins in a sentence ends there. */
function isSentenceWhole(segments: Segment[]): boolean {
  let depth = 0;
  for (const segment of segments) {
    if ("text" in segment) continue;
    if ("opens" in segment.role) depth++;
    else if ("closes" in segment.role && --depth < 0) return false;
  }
  return depth === 0;
}

/** Models put spaces around placeholders: inside an element they go where the source has none. */
function tightened(segments: Segment[], source: Segment[]): Segment[] {
  const inner = (all: Segment[], i: number, step: 1 | -1) => {
    const next = all[i + step];
    return next !== undefined && "text" in next ? next.text : null;
  };
  return segments.map((segment, i) => {
    if (!("text" in segment)) return segment;
    let { text } = segment;
    const before = segments[i - 1];
    const after = segments[i + 1];
    if (before && "markup" in before && "opens" in before.role) {
      if (!/^\s/.test(inner(source, source.indexOf(before), 1) ?? "")) text = text.trimStart();
    }
    if (after && "markup" in after && "closes" in after.role) {
      if (!/\s$/.test(inner(source, source.indexOf(after), -1) ?? "")) text = text.trimEnd();
    }
    return { text };
  });
}
