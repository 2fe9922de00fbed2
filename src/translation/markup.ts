import type { Element, ElementContent, RootContent } from "hast";
import { parseFragment, TooDeep } from "../articles/fragment.ts";
import { isMark } from "../articles/note-marks.ts";
import { fail, ok, type Result } from "../articles/result.ts";
import { sanitizedInline, serialize } from "../articles/sanitize.ts";
import { textOf } from "../articles/text.ts";
import { VERBATIM } from "./prose.ts";
import { withoutKept } from "./terms/kept.ts";

/**
 * Inline markup on its way to an engine: elements keep their names and get numbers, attributes
 * stay at home. The same text with other links is the same paragraph to the memory, and no
 * answer can bring an attribute of its own.
 */
export interface Encoded {
  text: string;
  /** The source's elements; an element's number is its index. */
  elements: SourceElement[];
}

interface SourceElement {
  tagName: string;
  properties: Element["properties"];
  /** Number of the numbered element around it, or null. */
  parent: number | null;
  /** What is in an element that no engine may touch: it comes back from here, whatever the answer made of it. */
  verbatim: ElementContent[] | null;
}

/** Every footnote's number, so that a note put before the others changes no other paragraph to the memory. */
const ANY_NOTE = "1";

/** Canonical inline HTML → what an engine is sent. */
export function encodeMarkup(html: string): Encoded {
  // A title and a body spell quotes differently; said alike, they are one paragraph to the memory.
  if (!html.includes("<")) return { text: serialize({ type: "text", value: textOf(html) }), elements: [] };
  const elements: SourceElement[] = [];
  const number = (node: RootContent, parent: number | null): RootContent => {
    if (node.type !== "element") return node;
    const id = elements.length;
    const { tagName } = node;
    // DeepL honours `translate="no"`.
    if (VERBATIM.has(tagName) || isMark(node) || node.properties["translate"] === "no") {
      elements.push({ tagName, properties: node.properties, parent, verbatim: node.children });
      const value = isMark(node) ? ANY_NOTE : textOf(serialize(node.children));
      const children: ElementContent[] = [{ type: "text", value }];
      return { ...node, properties: { id: String(id), translate: "no" }, children };
    }
    elements.push({ tagName, properties: node.properties, parent, verbatim: null });
    const children = node.children.map((c) => number(c, id)) as ElementContent[];
    return { ...node, properties: { id: String(id) }, children };
  };
  return { text: serialize(sanitizedInline(html).map((node) => number(node, null))), elements };
}

/**
 * An engine's answer → canonical inline HTML with the source's attributes. It fails unless every
 * element of the source stands in it once, under the same name and inside the same element.
 */
export function decodeMarkup(answer: string, elements: SourceElement[]): Result<string, string> {
  const met = new Set<number>();
  const restore = (node: RootContent, parent: number | null): RootContent[] => {
    if (node.type === "text") return [node];
    if (node.type !== "element") return [];
    const number = String(node.properties["id"] ?? "");
    const id = /^\d+$/.test(number) ? Number(number) : Number.NaN;
    const source = elements[id];
    if (source === undefined) throw new MarkupFault(`<${node.tagName}> is not in the source`);
    if (source.tagName !== node.tagName) throw new MarkupFault(`<${source.tagName}> became <${node.tagName}>`);
    if (met.has(id)) throw new MarkupFault(`<${node.tagName}> stands twice`);
    if (source.parent !== parent) throw new MarkupFault(`<${node.tagName}> moved into another element`);
    met.add(id);
    const children = source.verbatim ?? (node.children.flatMap((c) => restore(c, id)) as ElementContent[]);
    return [{ type: "element", tagName: source.tagName, properties: source.properties, children }];
  };
  try {
    const nodes = parseFragment(withoutKept(answer)).children.flatMap((node) => restore(node, null));
    const lost = elements.findIndex((_, id) => !met.has(id));
    if (lost >= 0) return fail(`<${elements[lost]?.tagName}> is missing`);
    // Sanitized once more: what is stored is what the allow-list leaves, whoever wrote it.
    const html = serialize(sanitizedInline(serialize(nodes))).trim();
    // A body drops breaks at the ends of its paragraphs, so no source has one there.
    return /^<br>|<br>$/.test(html) ? fail("<br> stands at an end") : ok(html);
  } catch (error) {
    if (error instanceof MarkupFault || error instanceof TooDeep) return fail(error.message);
    throw error;
  }
}

class MarkupFault extends Error {}
