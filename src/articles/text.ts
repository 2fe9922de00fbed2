import { marksInBrackets } from "./note-marks.ts";

/**
 * Plain text of canonical inline HTML (sanitize.ts): tags dropped, `<br>` a line break, a footnote's number in
 * brackets, references decoded. Only for markup that this project serialized: it is no HTML parser.
 */
export function textOf(html: string): string {
  if (!html.includes("<") && !html.includes("&")) return html;
  return marksInBrackets(html)
    .replace(/ ?<br>[ \n]?/g, "\n")
    .replace(/<(?:[^"<>]|"[^"]*")*>/g, "")
    .replace(/&#x([0-9A-F]+);/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

const REFERENCES: Record<string, string> = { "&": "&#x26;", "<": "&#x3C;", ">": "&#x3E;", '"': "&#x22;" };

/** Text → canonical inline HTML, safe in element content and in a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (c) => REFERENCES[c] as string);
}

/** Drops what XML 1.0 §2.2 forbids and mends lone surrogates, so that every format can carry the text. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the forbidden ones
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "").toWellFormed();
}
