import type { Body, Paragraph } from "./article.ts";
import { escapeText, textOf } from "./text.ts";

/** The whole body as HTML: every paragraph in its place in the frame. */
export function bodyHtml(body: Body): string {
  let html = body.frame[0] ?? "";
  for (let i = 0; i < body.paragraphs.length; i++) {
    html += slot(body.paragraphs[i] as Paragraph) + (body.frame[i + 1] ?? "");
  }
  return html;
}

/** One paragraph as HTML that stands alone, in its own element. */
export function paragraphHtml(p: Paragraph): string {
  if (p.type === "alternative-text") return escapeText(textOf(p.html));
  const own = `<${p.tag}>${p.html}</${p.tag}>`;
  return p.type === "quotation" ? `<blockquote>${own}</blockquote>` : own;
}

/** The body as plain text, a blank line between paragraphs, none between the items of a list; notes after their numbers. */
export function bodyText(body: Body): string {
  let text = "";
  let before: Paragraph["type"] | null = null;
  let inNotes = false;
  let number: string | undefined; // Of a note that has begun, and of which nothing is written yet.
  body.paragraphs.forEach(({ type, tag, html }, i) => {
    number = NOTE_BEGINS.exec(body.frame[i] ?? "")?.[1] ?? number;
    if (type === "alternative-text") return;
    const isItem = type === "list-item";
    const isNext = number === undefined ? isItem && before === type : inNotes;
    if (before !== null) text += isNext ? "\n" : "\n\n";
    if (number !== undefined) text += `[${number}] `;
    else if (isItem) text += inNotes && tag === "p" ? "    " : "- ";
    text += textOf(html);
    before = type;
    inNotes ||= number !== undefined;
    number = undefined;
  });
  return text;
}

const NOTE_BEGINS = /<li id="fn-(\d+)"/;

function slot(p: Paragraph): string {
  return p.type === "alternative-text" ? escapeText(textOf(p.html)) : p.html;
}
