import type { Root, RootContent } from "hast";

const HEADING = /^h([1-6])$/;

/** A heading's name in a body, where the title is the page's only h1; null for what is no heading. */
export function headingIn(tagName: string, down: number): string | null {
  const level = HEADING.exec(tagName)?.[1];
  return level === undefined ? null : `h${Math.min(Math.max(Number(level) + down, 2), 6)}`;
}

/**
 * How many levels a body's headings go down: 1 where it has an h1 and an h2, so that the one stays above the other
 * once there is no h1; else 0. What has been moved has no h1, and stays.
 */
export function levelsDown(tree: Root): 0 | 1 {
  const found = new Set<string>();
  const visit = (node: RootContent) => {
    if (node.type !== "element") return;
    if (HEADING.test(node.tagName) && hasText(node)) found.add(node.tagName);
    for (const child of node.children) visit(child);
  };
  for (const child of tree.children) visit(child);
  return found.has("h1") && found.has("h2") ? 1 : 0;
}

/** An empty heading is an editor's leftover (body.ts). */
function hasText(node: RootContent): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && node.children.some(hasText);
}
