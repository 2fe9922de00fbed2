/** Begins a quotation, a list item or a footnote's text (CommonMark §5, GFM footnotes). */
const CONTAINER = /^ {0,3}(?:>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|\[\^)/;

/** More containers than any article has; beyond, their parser takes time that grows with the square of them. */
export const MOST_CONTAINERS = 3_000;

/** How often a Markdown text goes from running text into a quotation, a list or a footnote. */
export function containersIn(markdown: string): number {
  let count = 0;
  let inContainer = false;
  for (const line of markdown.split(/\r\n?|\n/)) {
    if (line.trim() === "") continue;
    const begins = CONTAINER.test(line);
    if (begins && !inContainer) count++;
    inContainer = begins;
  }
  return count;
}
