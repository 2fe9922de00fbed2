import type { Element, ElementContent, Root, RootContent } from "hast";
import { MARK_ID, MARK_ROLE } from "./note-marks.ts";

type Parent = Root | Element;

/**
 * Gives the footnotes of parsed HTML, whoever wrote it (GFM, Pandoc, WordPress, we ourselves), the names that the
 * sanitizer lets pass. Every other id goes, and every way back: those are written anew. Changes the tree.
 */
export function nameNotes(tree: Root): void {
  const items = new Map<string, Element>();
  const targets = new Set<string>();
  each(tree, false, (element, parent) => {
    const { id } = element.properties;
    if (element.tagName === "li" && typeof id === "string" && !items.has(id)) items.set(id, element);
    if (isReference(element, parent)) targets.add(fragment(element) as string);
    return false;
  });
  const numbers = new Map([...items.keys()].filter((id) => targets.has(id)).map((id, i) => [id, i + 1]));

  each(tree, false, (element, parent, inNote) => {
    const { id, role, ...rest } = element.properties;
    const isNote = numbers.has(String(id)) && items.get(String(id)) === element;
    const number = isReference(element, parent) ? numbers.get(fragment(element) as string) : undefined;
    if (isNote) element.properties = { id: `fn-${numbers.get(String(id))}`, ...rest };
    else if (number !== undefined) element.properties = markProperties(element, number);
    else element.properties = rest;
    element.children = element.children.filter((child) => !isWayBack(child, inNote || isNote) && !isLabel(child));
    return inNote || isNote;
  });
}

/** Walks a tree's elements; what `visit` answers goes to the visits inside. */
function each(parent: Parent, inNote: boolean, visit: (e: Element, parent: Parent, inNote: boolean) => boolean): void {
  for (const child of parent.children) if (child.type === "element") each(child, visit(child, parent, inNote), visit);
}

/** The place that the way back leads to keeps its id; a translation may have put another before it. */
function markProperties({ properties: { id, href } }: Element, number: number): Element["properties"] {
  const isOurs = MARK_ID.test(String(id)) && href === `#${String(id).replace("ref", "")}`;
  return { href: `#fn-${number}`, ...(isOurs && { id: `fnref-${number}` }), role: MARK_ROLE };
}

/** Whether a link is one to a note, and no “see step 3”: it is raised, or says so. */
function isReference(element: Element, parent: Parent): boolean {
  if (fragment(element) === null) return false;
  const { role, dataFootnoteRef } = element.properties;
  const says = role === MARK_ROLE || dataFootnoteRef !== undefined;
  return says || isRaised(parent) || element.children.some(isRaised);
}

const isRaised = (node: Root | RootContent) => node.type === "element" && node.tagName === "sup";

/** What a link within the page leads to; null for all else. */
function fragment({ tagName, properties }: Element): string | null {
  const href = String(properties["href"] ?? "");
  return tagName === "a" && href.startsWith("#") ? href.slice(1) : null;
}

/** A link back to the text, which says so or is a sign without letters: an arrow. */
function isWayBack(node: ElementContent, inNote: boolean): boolean {
  if (node.type !== "element" || fragment(node) === null) return false;
  if (node.properties["role"] === "doc-backlink" || node.properties["dataFootnoteBackref"] !== undefined) return true;
  return inNote && !/[\p{L}\p{N}]/u.test(text(node));
}

/** The heading that GFM's renderers put before the notes, in English. */
function isLabel(node: ElementContent): boolean {
  return node.type === "element" && /^(user-content-)?footnote-label$/.test(String(node.properties["id"] ?? ""));
}

function text(node: ElementContent): string {
  if (node.type === "text") return node.value;
  return node.type === "element" ? node.children.map(text).join("") : "";
}
