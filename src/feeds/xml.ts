import { cleanText } from "../articles/text.ts";

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';

export type AttributeValue = string | number | null;

/**
 * Text as character data (XML 1.0 §2.4). `>` is escaped for the sake of `]]>`, and U+000D
 * because a parser would turn it into U+000A (§2.11).
 */
export function xmlText(text: string): string {
  const clean = cleanText(text);
  // Most titles and dates need nothing; a test is cheaper than a replace that finds nothing to do.
  return IN_TEXT.test(clean) ? clean.replace(EACH_IN_TEXT, reference) : clean;
}
const IN_TEXT = /[&<>\r]/;
const EACH_IN_TEXT = /[&<>\r]/g;

/** Text as the content of a double-quoted attribute; white space survives normalization (XML 1.0 §3.3.3). */
export function xmlAttribute(text: string): string {
  const clean = cleanText(text);
  return IN_ATTRIBUTE.test(clean) ? clean.replace(EACH_IN_ATTRIBUTE, reference) : clean;
}
const IN_ATTRIBUTE = /[&<>"\t\n\r]/;
const EACH_IN_ATTRIBUTE = /[&<>"\t\n\r]/g;

/** Text as a CDATA section (XML 1.0 §2.7); every `]]>` is split over two sections. */
export function cdata(text: string): string {
  // Cleaned first: a dropped character may be what kept `]]` and `>` apart.
  const clean = cleanText(text);
  const split = clean.includes("]]>") ? clean.replaceAll("]]>", "]]]]><![CDATA[>") : clean;
  return `<![CDATA[${split}]]>`;
}

/** `<name>text</name>` on a line of its own, its text escaped; nothing for null. */
export function element(name: string, text: string | null): string {
  return text === null ? "" : `<${name}>${xmlText(text)}</${name}>\n`;
}

/** `<name a="…"/>` on a line of its own; attributes that are null are left out. */
export function emptyElement(name: string, attributes: Record<string, AttributeValue>): string {
  return `${openTag(name, attributes).slice(0, -1)}/>\n`;
}

/** `<name a="…">`; attributes that are null are left out. */
export function openTag(name: string, attributes: Record<string, AttributeValue>): string {
  let tag = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] ?? null;
    if (value !== null) tag += ` ${key}="${typeof value === "number" ? value : xmlAttribute(value)}"`;
  }
  return `${tag}>`;
}

function reference(character: string): string {
  return REFERENCES[character] as string;
}
const REFERENCES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};
