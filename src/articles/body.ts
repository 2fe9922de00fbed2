import type { Element, ElementContent, Root, RootContent } from "hast";
import type { Body, Paragraph, ParagraphType } from "./article.ts";
import { TooDeep } from "./fragment.ts";
import { markdownHtml } from "./markdown.ts";
import { backLink } from "./note-marks.ts";
import { withNotes } from "./notes.ts";
import { bodyHtml } from "./render.ts";
import { INLINE, sanitizedTree, serialize } from "./sanitize.ts";
import { escapeText, textOf } from "./text.ts";

/** An article's body as its editor sent it. */
export type BodySource =
  | { format: "markdown"; source: string }
  | { format: "html"; source: string }
  | { format: "text"; source: string };

/** Parsing, sanitizing and writing must settle; markup built to change meaning each time does not. */
const MOST_ROUNDS = 4;

/**
 * Body as sent → sanitized paragraphs in their frame; null for markup that does not settle, or is nested too deep.
 * The result is a fixed point: parsing what it renders to gives it again.
 *
 * @param base absolute URL that relative links are resolved against, or null to drop them
 */
export function parseBody(sent: BodySource, base: string | null = null): Body | null {
  let html = htmlOf(sent);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const body = parsed(html, base);
    if (body === null) return null;
    const again = bodyHtml(body);
    if (again === html) return body;
    html = again;
  }
  return null;
}

/** Whether `html` is exactly what the sanitizer would leave of it. */
export function isCanonical(html: string): boolean {
  const body = parsed(html, null);
  return body !== null && bodyHtml(body) === html;
}

function parsed(html: string, base: string | null): Body | null {
  try {
    return split(withNotes(sanitizedTree(html, base)));
  } catch (error) {
    if (error instanceof TooDeep) return null;
    throw error;
  }
}

function htmlOf({ format, source }: BodySource): string {
  switch (format) {
    case "html":
      return source;
    case "markdown":
      return markdownHtml(source);
    case "text":
      return source
        .replace(/\r\n?/g, "\n")
        .split(/\n[ \t]*\n+/)
        .filter((p) => p.trim() !== "")
        .map((p) => `<p>${escapeText(p.trim()).replace(/\n/g, "<br>")}</p>`)
        .join("\n");
  }
}

/** A sanitized tree → paragraphs and the frame around them. */
function split(tree: Root): Body {
  const frame = [""];
  const paragraphs: Paragraph[] = [];
  const put = (markup: string) => {
    frame[frame.length - 1] += markup;
  };
  const fill = (paragraph: Paragraph) => {
    paragraphs.push(paragraph);
    frame.push("");
  };
  block(tree.children, [], { put, fill });
  frame[frame.length - 1] = (frame.at(-1) as string).replace(/\n$/, "");
  return { frame, paragraphs };
}

interface Sink {
  put(markup: string): void;
  fill(paragraph: Paragraph): void;
}

/** Walks one block's children: runs of inline nodes become paragraphs, blocks are descended into. */
function block(children: RootContent[], path: string[], sink: Sink): void {
  let run: RootContent[] = [];
  const flush = () => {
    inline(run, path, sink);
    run = [];
  };
  for (const child of children) {
    if (child.type === "text" || (child.type === "element" && INLINE.has(child.tagName))) {
      run.push(child);
      continue;
    }
    flush();
    if (child.type !== "element" || isEmpty(child)) continue;
    const [open, close] = tags(child);
    sink.put(open);
    if (child.tagName === "pre") sink.fill({ type: "code", tag: "pre", html: serialize(child.children) });
    else block(child.children, [...path, child.tagName], sink);
    if (child.properties["id"] !== undefined) sink.put(backLink(String(child.properties["id"]).slice("fn-".length)));
    sink.put(path.length === 0 ? `${close}\n` : close);
  }
  flush();
}

function inline(run: RootContent[], path: string[], sink: Sink): void {
  const { text, images } = withoutImages(run);
  const html = trimmed(serialize(text));
  const empty = textOf(html).trim() === ""; // A link or an accent around nothing goes with it.
  if (empty && images.length === 0) return;
  const tag = path.at(-1) ?? "p";
  const bare = path.length === 0;
  if (bare) sink.put("<p>");
  if (!empty) sink.fill({ type: typeOf(path), tag, html });
  for (const image of images) putImage(image, sink);
  if (bare) sink.put("</p>\n");
}

/** Without white space and line breaks at either end; no expression, which a thousand breaks would take long. */
function trimmed(html: string): string {
  let rest = html.trim();
  while (rest.startsWith("<br>")) rest = rest.slice(4).trimStart();
  while (rest.endsWith("<br>")) rest = rest.slice(0, -4).trimEnd();
  return rest;
}

/** Images leave the running text for the end of their block, so that no sentence is cut in two. */
function withoutImages(nodes: RootContent[]): { text: RootContent[]; images: Element[] } {
  const images: Element[] = [];
  const keep = (node: RootContent): RootContent[] => {
    if (node.type !== "element") return [node];
    if (node.tagName === "img") {
      images.push(node);
      return [];
    }
    const children = node.children.flatMap((c) => keep(c)) as ElementContent[];
    // A link around nothing but an image has lost its content: the image stays, the link goes.
    if (children.length === 0 && node.children.length > 0) return [];
    return [{ ...node, children }];
  };
  return { text: nodes.flatMap(keep), images };
}

/** An image's markup is frame; its alternative text is a paragraph of its own. */
function putImage(image: Element, sink: Sink): void {
  const alt = String(image.properties["alt"] ?? "").trim();
  const { alt: _, ...rest } = image.properties;
  const markup = serialize({ ...image, properties: rest }).slice(0, -1);
  sink.put(`${markup} alt="`);
  if (alt !== "") sink.fill({ type: "alternative-text", tag: "img", html: escapeText(alt) });
  sink.put(`">`);
}

function tags(element: Element): [open: string, close: string] {
  const markup = serialize({ ...element, children: [] });
  const close = `</${element.tagName}>`;
  return markup.endsWith(close) ? [markup.slice(0, -close.length), close] : [markup, ""];
}

/** A paragraph, heading, list or quotation with nothing in it is an editor's leftover. */
function isEmpty(element: Element): boolean {
  return (
    !MAY_BE_EMPTY.has(element.tagName) && element.children.every((c) => c.type === "text" && c.value.trim() === "")
  );
}
const MAY_BE_EMPTY = new Set(["hr", "td", "th"]);

function typeOf(path: string[]): ParagraphType {
  for (const tag of path.toReversed()) {
    if (tag === "li" || tag === "dt" || tag === "dd") return "list-item";
    if (tag === "blockquote") return "quotation";
    if (tag === "figcaption" || tag === "caption") return "caption";
    if (tag === "td" || tag === "th") return "table-cell";
    if (/^h[1-6]$/.test(tag)) return "heading";
  }
  return "paragraph";
}
