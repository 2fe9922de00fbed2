import { withoutMarks } from "../articles/note-marks.ts";
import { textOf } from "../articles/text.ts";

/** Longest excerpt, in UTF-16 code units, the ellipsis included. */
export const MOST_EXCERPT = 280;

/** A tag, or the text up to the next one. */
const TOKEN = /<(?:[^"<>]|"[^"]*")*>|[^<]+/g;

/** Tags that end a word: without a space in their place, list items and cells would run together. */
const BREAK = /^<(?:br|hr|\/(?:p|h[1-6]|li|dt|dd|td|th|blockquote|figcaption|caption|pre|div))\b/;

/**
 * The beginning of a canonical HTML body as one line of plain text, cut between words where
 * there are any. For formats that want a description of an article that has no summary.
 */
export function excerpt(html: string): string {
  let markup = "";
  for (const [token] of withoutMarks(html).matchAll(TOKEN)) {
    if (!token.startsWith("<")) markup += token;
    else if (BREAK.test(token)) markup += " ";
    // References are longer than what they stand for, white space is folded: read well past the limit.
    if (markup.length > MOST_EXCERPT * 8) break;
  }
  const text = textOf(markup).replace(/\s+/g, " ").trim();
  if (text.length <= MOST_EXCERPT) return text;
  const space = text.lastIndexOf(" ", MOST_EXCERPT - 1);
  // Scripts without spaces are cut anywhere but inside a surrogate pair, whose half toWellFormed() would show.
  const end = space > MOST_EXCERPT / 2 ? space : MOST_EXCERPT - 1 - (isLowSurrogate(text, MOST_EXCERPT - 1) ? 1 : 0);
  return `${text.slice(0, end).trimEnd()}…`;
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
