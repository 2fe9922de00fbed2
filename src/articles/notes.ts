import type { Element, ElementContent, Root, RootContent } from "hast";
import { isMark, MARK_ROLE, noteOf } from "./note-marks.ts";

interface Note {
  number: number;
  /** The mark that has the id: the first that came with it, or else the first. */
  mark: Element;
}

/** Formats have no references in code, so a link there is text. */
const VERBATIM = new Set(["pre", "code", "kbd", "samp", "var"]);

/**
 * A sanitized tree with its footnotes numbered and gathered at its end, after a rule. Each note has a mark, each mark
 * its note, and no two have the same id; what has lost its other half is text.
 */
export function withNotes(tree: Root): Root {
  const { notes, found } = numbered(tree);
  if (!found) return tree;
  const taken: Element[] = [];
  const children = rebuilt(tree.children as ElementContent[], { notes, taken, verbatim: false });
  if (taken.length === 0) return { ...tree, children };
  while (isBlank(children.at(-1)) || isRule(children.at(-1))) children.pop();
  return { ...tree, children: [...children, element("hr", {}, []), element("ol", {}, taken)] };
}

function numbered(tree: Root): { notes: Map<string, Note>; found: boolean } {
  const items = new Set<string>();
  const marks = new Map<string, Element>();
  let found = false;
  const visit = (node: RootContent, verbatim: boolean) => {
    if (node.type !== "element") return;
    const { id } = node.properties;
    const name = noteOf(node);
    found ||= name !== null || id !== undefined;
    if (node.tagName === "li" && id !== undefined && hasContent(node)) items.add(String(id));
    if (name !== null && !verbatim) {
      const isBetter = id !== undefined && marks.get(name)?.properties["id"] === undefined;
      if (isBetter || !marks.has(name)) marks.set(name, node);
    }
    for (const child of node.children) visit(child, verbatim || VERBATIM.has(node.tagName));
  };
  for (const child of tree.children) visit(child, false);
  const named = [...items].filter((name) => marks.has(name));
  const notes = new Map(named.map((name, i) => [name, { number: i + 1, mark: marks.get(name) as Element }]));
  return { notes, found };
}

interface Rebuilding {
  notes: Map<string, Note>;
  /** The notes in their order; they leave their places for the end. */
  taken: Element[];
  verbatim: boolean;
}

function rebuilt(children: ElementContent[], state: Rebuilding): ElementContent[] {
  return children.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    const name = noteOf(node);
    if (name !== null) return mark(node, state.verbatim ? undefined : state.notes.get(name));
    if (node.tagName === "li" && node.properties["id"] !== undefined) return item(node, state);
    const inner = rebuilt(node.children, { ...state, verbatim: state.verbatim || VERBATIM.has(node.tagName) });
    if (node.tagName === "sup") return raised(node, inner);
    const isList = node.tagName === "ul" || node.tagName === "ol";
    if (isList && inner.length === 0) return []; // It only held notes, or nothing.
    return [{ ...node, children: inner }];
  });
}

function mark(link: Element, note: Note | undefined): ElementContent[] {
  if (note === undefined) return link.children;
  const id = note.mark === link ? { id: `fnref-${note.number}` } : {};
  const properties = { href: `#fn-${note.number}`, ...id, role: MARK_ROLE };
  return [element("sup", {}, [element("a", properties, [{ type: "text", value: String(note.number) }])])];
}

/** A list's item: a note, the first of its name, goes to the others; any other item stays without a name. */
function item(node: Element, state: Rebuilding): ElementContent[] {
  const { id, ...rest } = node.properties;
  const note = state.notes.get(String(id));
  const isTaken = note !== undefined && state.taken[note.number - 1] === undefined && hasContent(node);
  if (!isTaken) return [{ ...node, properties: rest, children: rebuilt(node.children, state) }];
  const taken = element("li", { id: `fn-${note.number}`, ...rest }, []);
  state.taken[note.number - 1] = taken; // Before its content is looked at, which may hold another of the same name.
  const children = rebuilt(node.children, state);
  const [only, ...more] = children.filter((child) => !isBlank(child));
  const isBare = only?.type === "element" && only.tagName === "p" && more.length === 0;
  taken.children = isBare ? only.children : children;
  if (isBare) taken.properties = { ...taken.properties, ...only.properties };
  return [];
}

/** A mark is raised alone; what stood beside it is raised for itself. */
function raised(sup: Element, children: ElementContent[]): ElementContent[] {
  if (!children.some(isMark)) return [{ ...sup, children }];
  return children.map((child) => (isMark(child) || isBlank(child) ? child : { ...sup, children: [child] }));
}

function hasContent(node: ElementContent): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && (node.tagName === "img" || node.children.some(hasContent));
}

const isBlank = (node?: RootContent) => node?.type === "text" && node.value.trim() === "";
const isRule = (node?: RootContent) => node?.type === "element" && node.tagName === "hr";

function element(tagName: string, properties: Element["properties"], children: ElementContent[]): Element {
  return { type: "element", tagName, properties, children };
}
