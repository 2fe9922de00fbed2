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

function slot(p: Paragraph): string {
  return p.type === "alternative-text" ? escapeText(textOf(p.html)) : p.html;
}
