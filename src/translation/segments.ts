import { escapeText, textOf } from "../articles/text.ts";

/** An encoded paragraph (markup.ts) in parts: plain text, and markup that no engine sees. */
export type Segment = { text: string } | Mark;

/** A tag, or a whole element that must not be touched. */
export interface Mark {
  markup: string;
  /** What it does to the nesting: an element's number is its `id`. */
  role: { opens: string } | { closes: true } | { stands: string };
}

const TAG = /<(?:[^"<>]|"[^"]*")*>/g;
const VERBATIM = /^<(\w+)[^<>]* translate="no"/;
const ID = / id="(\d+)"/;

/** Splits an encoded paragraph at its tags. Text comes without references. */
export function segmentsOf(encoded: string): Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  for (let tag = nextTag(encoded, 0); tag !== null; tag = nextTag(encoded, at)) {
    if (tag.index > at) segments.push({ text: textOf(encoded.slice(at, tag.index)) });
    const end = tag.index + tag[0].length;
    const name = VERBATIM.exec(tag[0])?.[1];
    const id = ID.exec(tag[0])?.[1] ?? "";
    if (name !== undefined) {
      const close = `</${name}>`;
      const closesAt = encoded.indexOf(close, end);
      at = closesAt < 0 ? end : closesAt + close.length;
      segments.push({ markup: encoded.slice(tag.index, at), role: { stands: id } });
    } else {
      at = end;
      const isClose = tag[0].startsWith("</");
      const role = isClose ? { closes: true as const } : tag[0].startsWith("<br") ? { stands: id } : { opens: id };
      segments.push({ markup: tag[0], role });
    }
  }
  if (at < encoded.length) segments.push({ text: textOf(encoded.slice(at)) });
  return segments;
}

/** Back into an encoded paragraph. */
export function joined(segments: Segment[]): string {
  return segments.map((segment) => ("text" in segment ? escapeText(segment.text) : segment.markup)).join("");
}

/** Whether marks stand as they did: each once, inside the same element as before. */
export function nestAlike(marks: Mark[], as: Mark[]): boolean {
  const parents = parentsOf(marks);
  return parents !== null && marks.length === as.length && parents === parentsOf(as);
}

/** Each element with the one around it, in no order of place; null where the tags do not nest. */
function parentsOf(marks: Mark[]): string | null {
  const stack: string[] = [];
  const pairs: string[] = [];
  for (const { markup, role } of marks) {
    const parent = stack.at(-1) ?? "";
    if ("stands" in role) pairs.push(`${parent}>${role.stands}`);
    else if ("opens" in role) {
      pairs.push(`${parent}>${role.opens}`);
      stack.push(`${role.opens} ${/\w+/.exec(markup)?.[0]}`);
    } else if (stack.pop()?.endsWith(` ${/\w+/.exec(markup)?.[0]}`) !== true) return null;
  }
  return stack.length > 0 ? null : pairs.sort().join();
}

function nextTag(encoded: string, from: number): RegExpExecArray | null {
  TAG.lastIndex = from;
  return TAG.exec(encoded);
}
