import type { Element, ElementContent } from "hast";
import type { Handle } from "hast-util-to-mdast";
import type { Options } from "mdast-util-to-markdown";
import { NOTE_ID, noteOf } from "../articles/note-marks.ts";

/** Footnotes as GFM writes them: `[^1]`, and `[^1]: …` at the end. */

/** A body's nodes without what only HTML needs for its notes: the rule before them, and the ways back. */
export function withoutNoteLinks(children: ElementContent[]): ElementContent[] {
  const at = children.findLastIndex(isNotes);
  const notes = children[at];
  if (notes?.type !== "element") return children;
  const items = notes.children.map((item) =>
    item.type === "element" ? { ...item, children: item.children.filter((child) => !isBackLink(child)) } : item,
  );
  const rule = children.findLastIndex((node, i) => i < at && node.type === "element");
  return children.flatMap((node, i) => (i === rule ? [] : i === at ? [{ ...notes, children: items }] : [node]));
}

/** How elements of notes become nodes of a Markdown tree; what is no note goes the usual way. */
export function noteHandlers({ list, item }: { list: Handle; item: Handle }): Record<string, Handle> {
  return {
    sup(state, node) {
      const [only] = node.children;
      const name = only && noteOf(only);
      if (!name) return state.all(node);
      return { type: "footnoteReference", identifier: numberOf(name), label: numberOf(name) };
    },
    ol: (state, node, parent) => (isNotes(node) ? state.all(node) : list(state, node, parent)),
    li(state, node, parent) {
      const { id } = node.properties;
      if (typeof id !== "string") return item(state, node, parent);
      const children = state.toFlow(state.all(node)) as [];
      return { type: "footnoteDefinition", identifier: numberOf(id), label: numberOf(id), children };
    },
  };
}

/** What toMarkdown lacks for notes. Further paragraphs stand four spaces in. */
export const notesToMarkdown: Options = {
  handlers: {
    footnoteReference: Object.assign((node: { label: string }) => `[^${node.label}]`, { peek: () => "[" }),
    footnoteDefinition(node, _, state, info) {
      const tracker = state.createTracker(info);
      const label = tracker.move(`[^${node.label}]: `);
      tracker.shift(4);
      const flow = state.containerFlow(node, tracker.current());
      return label + state.indentLines(flow, (line, i, blank) => (i === 0 || blank ? line : `    ${line}`));
    },
  },
  // Right behind a reference, one that begins a line, it would make a definition.
  unsafe: [{ character: ":", before: "^\\]", inConstruct: "phrasing" }],
};

function isNotes(node: ElementContent): boolean {
  const isList = node.type === "element" && node.tagName === "ol";
  const first = isList && node.children.find((child): child is Element => child.type === "element");
  return first ? NOTE_ID.test(String(first.properties["id"] ?? "")) : false;
}

const isBackLink = (node: ElementContent) => node.type === "element" && node.properties["role"] === "doc-backlink";
const numberOf = (name: string) => name.slice("fn-".length);
