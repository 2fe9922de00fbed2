import type { RootContent } from "hast";

/**
 * Footnotes in canonical HTML. Where a note is referred to: `<sup><a href="#fn-1" id="fnref-1"
 * role="doc-noteref">1</a></sup>`, the id at one of the places only; the notes: a rule and a list at the body's end,
 * `<li id="fn-1">… <a href="#fnref-1" role="doc-backlink">↩</a></li>`. Roles, since assistive technology says them
 * in its user's own language (DPUB-ARIA 1.1); a label would be in one of ours.
 */
export const NOTE_ID = /^fn-[1-9]\d{0,5}$/;
export const MARK_ID = /^fnref-[1-9]\d{0,5}$/;
export const MARK_ROLE = "doc-noteref";

/** U+FE0E: without it some systems draw the arrow as an emoji. */
const ARROW = "↩\uFE0E";

/** What leads from a note back to its mark. Frame: no engine sees it, and it is no part of the note's text. */
export function backLink(number: string): string {
  return ` <a href="#fnref-${number}" role="doc-backlink">${ARROW}</a>`;
}

/** The note that a sanitized element refers to, by its id; null for every other link. */
export function noteOf(node: RootContent): string | null {
  if (node.type !== "element" || node.tagName !== "a" || node.properties["role"] !== MARK_ROLE) return null;
  const href = String(node.properties["href"] ?? "");
  return href.startsWith("#") && NOTE_ID.test(href.slice(1)) ? href.slice(1) : null;
}

/** A reference to a note with the raised number that it stands in. */
export function isMark(node: RootContent): boolean {
  if (node.type !== "element" || node.tagName !== "sup") return false;
  const [only, ...more] = node.children;
  return only !== undefined && more.length === 0 && noteOf(only) !== null;
}

const MARK = /<sup><a href="#fn-\d+"(?: id="fnref-\d+")? role="doc-noteref">(\d+)<\/a><\/sup>/g;
const LINK_OF_NOTES =
  /<sup><a href="[^"]*"(?: id="[^"]*")? role="doc-noteref">\d+<\/a><\/sup>| <a href="[^"]*" role="doc-backlink">[^<]*<\/a>/g;

/** Canonical HTML with each mark as plain text has it: `[1]`. */
export function marksInBrackets(html: string): string {
  return html.includes(MARK_ROLE) ? html.replace(MARK, "[$1]") : html;
}

/** Canonical HTML, or a feed's, without marks and ways back: what is left when the notes are not at hand. */
export function withoutMarks(html: string): string {
  return html.includes('role="doc-') ? html.replace(LINK_OF_NOTES, "") : html;
}

/**
 * Canonical HTML for a place where other articles stand too: links lead to the notes on the article's own page, and no
 * id is left to meet another's.
 *
 * @param url the article's page, absolute
 */
export function withNotesAt(url: string, html: string): string {
  if (!html.includes('href="#fn')) return html;
  return html
    .replace(/<a href="(#fn(?:ref)?-\d+)"(?: id="fnref-\d+")?/g, (_, fragment: string) => `<a href="${url}${fragment}"`)
    .replace(/<li id="fn-\d+"/g, "<li");
}
