import type { Element, ElementContent } from "hast";
import { INLINE } from "../articles/sanitize.ts";
import { unblocked } from "../articles/structure.ts";

/** Cells that a table may have once its rows are filled up, which GFM has it be: a span of a thousand million is a few bytes. */
const MOST_CELLS = 20_000;

/**
 * GFM's tables have cells of one line and no caption: blocks go, a space parts what they held, a caption goes before.
 * A table that would be filled up without end is written as a paragraph a row.
 */
export function withPlainTables(nodes: ElementContent[]): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type !== "element") return [node];
    const isCell = node.tagName === "td" || node.tagName === "th" || node.tagName === "caption";
    const children = withPlainTables(isCell ? unblocked(node.children, INLINE, " ", " ") : node.children);
    if (node.tagName !== "table") return [{ ...node, children }];
    const isCaption = (child: ElementContent) => child.type === "element" && child.tagName === "caption";
    const captions = children.filter(isCaption).map((caption) => ({ ...caption, tagName: "p" }));
    const rest = children.filter((child) => !isCaption(child));
    const rows = rowsOf(rest);
    return [...captions, ...(filled(rows) > MOST_CELLS ? rows.map(paragraph) : [{ ...node, children: rest }])];
  });
}

function rowsOf(nodes: ElementContent[]): Element[] {
  return elements(nodes).flatMap((node) => (node.tagName === "tr" ? [node] : rowsOf(node.children)));
}

/** At most how many cells there are when each row is as long as the longest, and each span stands in every row. */
function filled(rows: Element[]): number {
  let [widest, lower] = [0, 0];
  for (const row of rows) {
    let width = 0;
    for (const { properties } of elements(row.children)) {
      width += span(properties["colSpan"]);
      if (span(properties["rowSpan"]) > 1) lower += span(properties["colSpan"]);
    }
    widest = Math.max(widest, width);
  }
  return rows.length * (widest + lower);
}

const span = (value: unknown) => Math.max(Number(value) || 1, 1);

function paragraph(row: Element): Element {
  const children = elements(row.children).flatMap((cell, i): ElementContent[] =>
    i === 0 ? cell.children : [{ type: "text", value: " | " }, ...cell.children],
  );
  return { type: "element", tagName: "p", properties: {}, children };
}

function elements(nodes: ElementContent[]): Element[] {
  return nodes.filter((node): node is Element => node.type === "element");
}
