import type { Element, Root, RootContent } from "hast";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { parseFragment } from "./fragment.ts";
import { cleanText } from "./text.ts";

/** Elements that hold running text; everything else allowed is a block. */
export const INLINE = new Set([
  "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
  "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img",
]); // biome-ignore format: a list of words
const BLOCK = [
  "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "figure",
  "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "pre", "hr",
]; // biome-ignore format: a list of words
/** Elements that go, but that part what stands before, in and after them. */
const DIVISION = new Set([
  "div", "section", "article", "main", "header", "footer", "aside", "nav", "address", "center", "details", "summary",
  "dialog", "fieldset", "legend", "hgroup", "search",
]); // biome-ignore format: a list of words

/**
 * The one allow-list for everything that becomes markup, whoever wrote it. No ids, classes,
 * styles or events; `href` and `src` only http(s), checked again on the resolved URL.
 */
const SCHEMA: Schema = {
  tagNames: [...BLOCK, ...INLINE, ...DIVISION],
  attributes: {
    "*": ["lang", ["dir", "ltr", "rtl", "auto"]],
    a: ["href"],
    img: ["src", "alt", "width", "height"],
    ol: ["start", "reversed"],
    span: [["translate", "no"]],
    td: ["colSpan", "rowSpan"],
    th: ["colSpan", "rowSpan", ["scope", "col", "row"]],
    time: ["dateTime"],
  },
  ancestors: {
    li: ["ul", "ol"], dt: ["dl"], dd: ["dl"], figcaption: ["figure"], caption: ["table"],
    thead: ["table"], tbody: ["table"], tfoot: ["table"], tr: ["table"], td: ["table"], th: ["table"],
  }, // biome-ignore format: one line reads better
  protocols: { href: ["http", "https"], src: ["http", "https"] },
  // Elements whose content is no text of the article; every other unknown element is unwrapped.
  strip: [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea",
    "select", "audio", "video", "canvas", "form", "button",
  ], // biome-ignore format: a list of words
};

/**
 * HTML → a sanitized tree. Links are resolved against `base`; one that is not http(s) loses
 * its element but keeps its text, and an image without a source goes. Throws TooDeep.
 */
export function sanitizedTree(html: string, base: string | null = null): Root {
  const tree = sanitize(parseFragment(html), SCHEMA) as Root;
  tree.children = tree.children.flatMap((child) => normalized(child, base, false));
  return tree;
}

/** A sanitized tree, or part of one, in the project's canonical serialization. */
export function serialize(node: Root | RootContent | RootContent[]): string {
  return toHtml(node as Parameters<typeof toHtml>[0], {
    characterReferences: { useNamedReferences: false, omitOptionalSemicolons: false },
  });
}

/** Canonical inline HTML: one paragraph's content, sanitized. Blocks inside it lose their elements. */
export function sanitizedInline(html: string): RootContent[] {
  const unwrap = (node: RootContent): RootContent[] =>
    node.type === "element" && (!INLINE.has(node.tagName) || node.tagName === "img")
      ? node.children.flatMap((c) => unwrap(c as RootContent))
      : [
          node.type === "element"
            ? { ...node, children: node.children.flatMap((c) => unwrap(c)) as Element["children"] }
            : node,
        ];
  return sanitizedTree(html).children.flatMap(unwrap);
}

function normalized(node: RootContent, base: string | null, inPre: boolean): RootContent[] {
  if (node.type === "text") {
    const value = cleanText(inPre ? node.value : node.value.replace(/[ \t\r\n\f]+/g, " "));
    return value === "" ? [] : [{ type: "text", value }];
  }
  if (node.type !== "element") return [];
  const pre = inPre || node.tagName === "pre";
  const children = node.children.flatMap((c) => normalized(c, base, pre)) as Element["children"];
  if (DIVISION.has(node.tagName)) return pre ? [...children, { type: "text", value: "\n" }] : inParagraphs(children);
  if (node.tagName === "br") return [{ ...node, properties: {}, children: [] }];
  const properties = { ...node.properties };
  const element: Element = { type: "element", tagName: node.tagName, properties, children };
  if (node.tagName === "h1") element.tagName = "h2"; // The title is the page's only h1.
  for (const name of ["href", "src"]) {
    if (properties[name] === undefined) continue;
    const url = httpUrl(String(properties[name]), base);
    if (url === null) delete properties[name];
    else properties[name] = url;
  }
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "string") properties[name] = cleanText(value);
  }
  if (node.tagName === "a" && properties["href"] === undefined) return children;
  if (node.tagName === "img" && properties["src"] === undefined) return [];
  return [element];
}

/** A division's content without the division: each run of text in a paragraph, so that it joins no neighbour's. */
function inParagraphs(children: Element["children"]): Element["children"] {
  const all: Element["children"] = [];
  let run: Element["children"] = [];
  const flush = () => {
    if (run.some(hasText)) all.push({ type: "element", tagName: "p", properties: {}, children: run });
    else all.push(...run);
    run = [];
  };
  for (const child of children) {
    if (child.type === "text" || (child.type === "element" && INLINE.has(child.tagName))) {
      run.push(child);
      continue;
    }
    flush();
    all.push(child);
  }
  flush();
  return all;
}

function hasText(node: Element["children"][number]): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && node.children.some(hasText);
}

/** The absolute http(s) URL that `value` names, or null. Nothing is ever fetched from it. */
export function httpUrl(value: string, base: string | null = null): string | null {
  const url = URL.parse(value, base ?? undefined);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}
