import type { Root, RootContent } from "hast";
import { fromHtml } from "hast-util-from-html";

/** Said again here, and not imported: the list that the sanitizer is held to. */
const ELEMENTS = new Set(
  (
    "a abbr b bdi bdo blockquote br caption cite code dd del dfn dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img " +
    "ins kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var wbr"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  "lang dir href src alt width height start reversed translate colSpan rowSpan scope dateTime".split(" "),
);

/** What a footnote's links and places are called; no script of a page asks for such a name. */
const NOTES: Record<string, RegExp> = {
  "a@href": /^#fn(ref)?-[1-9][0-9]*$/,
  "a@id": /^fnref-[1-9][0-9]*$/,
  "a@role": /^doc-(noteref|backlink)$/,
  "li@id": /^fn-[1-9][0-9]*$/,
};

/** What stands around an article's markup where it is shown: more elements and attributes, and addresses of ours. */
export interface Surroundings {
  elements: Set<string>;
  attributes: Set<string>;
  /** How a link that is not absolute may begin. */
  path: RegExp | null;
}
const NOTHING: Surroundings = { elements: new Set(), attributes: new Set(), path: null };

/** Everything in a piece of HTML that could run, load or restyle something, as a browser would build it. */
export function forbidden(html: string, around: Surroundings = NOTHING): string[] {
  return forbiddenIn(fromHtml(html, { fragment: true }), around);
}

/** The same of a tree. */
export function forbiddenIn(tree: Root, around: Surroundings): string[] {
  const found: string[] = [];
  const visit = (node: Root | RootContent) => {
    if (node.type === "comment" || node.type === "doctype") found.push(node.type);
    if (node.type === "element") {
      if (!ELEMENTS.has(node.tagName) && !around.elements.has(node.tagName)) found.push(`<${node.tagName}>`);
      for (const [name, value] of Object.entries(node.properties)) {
        if (NOTES[`${node.tagName}@${name}`]?.test(String(value))) continue;
        if (!ATTRIBUTES.has(name) && !around.attributes.has(name)) found.push(`${node.tagName}@${name}`);
        if (name !== "href" && name !== "src") continue;
        if (name === "href" && /^mailto:[^\s"<>]+$/.test(String(value))) continue;
        if (!/^https?:\/\/[^\s"<>]+$/.test(String(value)) && !around.path?.test(String(value))) {
          found.push(`${node.tagName}@${name}=${value}`);
        }
      }
    }
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(tree);
  return found;
}

/** Text content as a browser has it, with a line feed for `<br>` and a note's number in brackets. */
export function domText(html: string): string {
  const text = (node: Root | RootContent): string => {
    if (node.type === "text") return node.value;
    if (node.type === "element" && node.tagName === "br") return "\n";
    if (node.type === "element" && node.properties["role"] === "doc-noteref") return `[${node.children.map(text)}]`;
    return "children" in node ? node.children.map(text).join("") : "";
  };
  return text(fromHtml(html, { fragment: true }));
}
