import type { BodyElement } from "./body-tree.ts";

type Nodes = BodyElement["children"];

/**
 * A table as plain text: its caption, then its rows, each on one line with ` | ` between cells, a head set apart by a
 * line of dashes. A cell that spans others is written once; columns are not padded, since nobody knows how wide a
 * reader's letters are.
 *
 * @param text what a cell holds as text
 */
export function tableText(nodes: Nodes, text: (nodes: Nodes) => string): string[] {
  const rows = inTables(nodes, "tr").map(({ children }) => children.filter((cell) => typeof cell !== "string"));
  const lines = rows.flatMap((cells, i) => {
    const texts = cells.map(({ children }) => text(children).replace(/\s*\n\s*/g, " "));
    if (texts.every((cell) => cell === "")) return [];
    const isHead = i === 0 && rows.length > 1 && cells.every(({ tag }) => tag === "th");
    const dashes = texts.map(() => "---").join(" | ");
    return [texts.join(" | ").trimEnd(), ...(isHead ? [dashes] : [])];
  });
  const captions = inTables(nodes, "caption").map(({ children }) => text(children));
  return [...captions, lines.join("\n")].filter((part) => part !== "");
}

/** The elements of that name which are the table's own, be they in a head, a body or a foot. */
function inTables(nodes: Nodes, tag: string): BodyElement[] {
  return nodes.flatMap((node): BodyElement[] => {
    if (typeof node === "string") return [];
    if (node.tag === tag) return [node];
    return /^t(?:head|body|foot)$/.test(node.tag) ? inTables(node.children, tag) : [];
  });
}
