import type { Element, Root, RootContent } from "hast";
import { type Schema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { parseFragment } from "./fragment.ts";
import { headingIn, levelsDown } from "./headings.ts";
import { MARK_ID, MARK_ROLE, NOTE_ID, noteOf } from "./note-marks.ts";
import { nameNotes } from "./note-names.ts";
import { inItems, inlineOnly, inParagraphs, unblocked } from "./structure.ts";
import { cleanText } from "./text.ts";

/** Elements that hold running text; everything else allowed is a block. */
export const INLINE = new Set([
  "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
  "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr", "img",
]); // biome-ignore format: a list of words
const VOID = new Set(["br", "img", "wbr"]);
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
 * The one allow-list for everything that becomes markup, whoever wrote it. No classes, styles or events; no ids but
 * a footnote's, which name nothing a script could ask for; `src` only http(s), checked again on the resolved URL;
 * `href` likewise, or `mailto:`, which runs and loads nothing, or `#fn-1`.
 */
const SCHEMA: Schema = {
  tagNames: [...BLOCK, ...INLINE, ...DIVISION],
  attributes: {
    "*": ["lang", ["dir", "ltr", "rtl", "auto"]],
    a: ["href", ["id", MARK_ID], ["role", MARK_ROLE]],
    img: ["src", "alt", "width", "height"],
    li: [["id", NOTE_ID]],
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
  protocols: { href: asWritten("http", "https", "mailto"), src: asWritten("http", "https") },
  clobber: [], // By default every id gets a prefix; ours are closed forms.
  // Elements whose content is no text of the article; every other unknown element is unwrapped.
  strip: [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "title", "textarea",
    "select", "audio", "video", "canvas", "form", "button",
  ], // biome-ignore format: a list of words
};

/**
 * HTML → a sanitized tree. Links are resolved against `base`; one that is neither http(s) nor an address of mail
 * loses its element but keeps its text, and an image without a source goes. Throws TooDeep.
 */
export function sanitizedTree(html: string, base: string | null = null): Root {
  const parsed = parseFragment(html);
  nameNotes(parsed);
  return sanitized(parsed, base);
}

function sanitized(parsed: Root, base: string | null): Root {
  const tree = sanitize(parsed, SCHEMA) as Root;
  const down = levelsDown(tree);
  tree.children = tree.children.flatMap((child) => normalized(child, base, { pre: false, accents: 0, down }));
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
  // Its notes are elsewhere, so its marks keep the names that they have.
  return sanitized(parseFragment(html), null).children.flatMap(unwrap);
}

/** Inline elements in one another: no text needs more, and each is repeated in every block that they are around. */
const MOST_ACCENTS = 12;

interface Around {
  pre: boolean;
  /** Inline elements around the node. */
  accents: number;
  /** How many levels headings go down. */
  down: number;
}

function normalized(node: RootContent, base: string | null, { pre: inPre, accents, down }: Around): RootContent[] {
  if (node.type === "text") {
    const value = cleanText(inPre ? node.value : node.value.replace(/[ \t\r\n\f]+/g, " "));
    return value === "" ? [] : [{ type: "text", value }];
  }
  if (node.type !== "element") return [];
  const pre = inPre || node.tagName === "pre";
  const isAccent = INLINE.has(node.tagName) && !VOID.has(node.tagName);
  const inside = { pre, down, accents: accents + (isAccent ? 1 : 0) };
  const children = node.children.flatMap((c) => normalized(c, base, inside)) as Element["children"];
  if (isAccent && accents >= MOST_ACCENTS) return children;
  if (DIVISION.has(node.tagName))
    return pre ? [...children, { type: "text", value: "\n" }] : inParagraphs(children, INLINE);
  if (node.tagName === "br") return [{ ...node, properties: {}, children: [] }];
  const properties = { ...node.properties };
  const element: Element = {
    type: "element",
    tagName: headingIn(node.tagName, down) ?? node.tagName,
    properties,
    children: held(node.tagName, children),
  };
  const isMark = noteOf(node) !== null;
  if (node.tagName === "a" && !isMark) for (const name of ["id", "role"]) delete properties[name];
  for (const name of ["href", "src"]) {
    if (properties[name] === undefined || isMark) continue;
    const value = String(properties[name]);
    const url = httpUrl(value, base) ?? (name === "href" ? mailUrl(value) : null);
    if (url === null) delete properties[name];
    else properties[name] = url;
  }
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "string") properties[name] = cleanText(value);
  }
  if (node.tagName === "a" && properties["href"] === undefined) return children;
  if (node.tagName === "img" && properties["src"] === undefined) return [];
  if (node.tagName === "span" && Object.keys(properties).length === 0) return children;
  return isAccent ? inlineOnly(element, INLINE) : [element];
}

/** What an element of this name may hold, so that every format can say it. */
function held(tagName: string, children: Element["children"]): Element["children"] {
  if (tagName === "ul" || tagName === "ol") return inItems(children, ["li"]);
  if (tagName === "dl") return inItems(children, ["dt", "dd"]);
  if (tagName === "pre") return unblocked(children, INLINE, "", "\n");
  return /^h[1-6]$/.test(tagName) ? unblocked(children, INLINE, " ", " ") : children;
}

/** Schemes as people and telephones write them: the sanitizer compares letters, not schemes (RFC 3986 §3.1). */
function asWritten(...schemes: string[]): string[] {
  return schemes.flatMap((scheme) => [scheme, scheme.toUpperCase(), scheme.charAt(0).toUpperCase() + scheme.slice(1)]);
}

/** The absolute http(s) URL that `value` names, or null. Nothing is ever fetched from it. */
export function httpUrl(value: string, base: string | null = null): string | null {
  const url = URL.parse(value, base ?? undefined);
  return url && (url.protocol === "http:" || url.protocol === "https:") ? url.href : null;
}

/** The URL of an address of mail (RFC 6068), or null. What it names is another program's to open, if anybody follows it. */
function mailUrl(value: string): string | null {
  const url = URL.parse(value);
  return url?.protocol === "mailto:" && /^mailto:[^\s"<>?]+(?:\?[^\s"<>]*)?$/.test(url.href) ? url.href : null;
}
