import type { Element } from "hast";

/**
 * What the sanitizer mends beside what it refuses: nesting that HTML allows, or forgives, and that a
 * paragraph with nothing but inline markup cannot have. All work on children that are mended already.
 */
type Children = Element["children"];
type Names = ReadonlySet<string>;

const isWhiteSpace = (node: Children[number]) => node.type === "text" && node.value.trim() === "";
const isElement = (node: Children[number], names: Names): node is Element =>
  node.type === "element" && names.has(node.tagName);

function hasText(node: Children[number]): boolean {
  if (node.type === "text") return node.value.trim() !== "";
  return node.type === "element" && node.children.some(hasText);
}

/** A division's content without the division: each run of text in a paragraph, so that it joins no neighbour's. */
export function inParagraphs(children: Children, inline: Names): Children {
  return grouped(
    children,
    (node) => node.type === "text" || isElement(node, inline),
    (run) => (run.some(hasText) ? [{ type: "element", tagName: "p", properties: {}, children: run }] : run),
  );
}

/**
 * An inline element with none but inline content: blocks in it get it for their own content, line
 * breaks at its ends go before and behind it, and around nothing it goes.
 */
export function inlineOnly(element: Element, inline: Names): Children {
  return grouped(
    element.children,
    (node) => node.type === "text" || isElement(node, inline),
    (run) => around(element, run),
    (block) => [{ ...block, children: inlineOnly({ ...element, children: block.children }, inline) }],
  );
}

const BREAK = new Set(["br"]);

function around(element: Element, run: Children): Children {
  if (!run.some(hasText)) return run;
  const isInner = (node: Children[number]) => !isWhiteSpace(node) && !isElement(node, BREAK);
  const from = run.findIndex(isInner);
  const to = run.findLastIndex(isInner) + 1;
  return [...run.slice(0, from), { ...element, children: run.slice(from, to) }, ...run.slice(to)];
}

const LISTS = new Set(["ul", "ol"]);

/**
 * A list's content as items, since a list holds nothing else (HTML §4.4.5): what stands between them becomes
 * one, and a list between them goes to the item before it, where its editor saw it.
 */
export function inItems(children: Children, items: string[]): Children {
  const names = new Set(items);
  const tagName = items.at(-1) as string;
  const all: Children = [];
  for (const child of grouped(
    children,
    (node) => !isElement(node, names) && !isElement(node, LISTS),
    (run) => (run.every(isWhiteSpace) ? [] : [{ type: "element", tagName, properties: {}, children: run }]),
  ) as Element[]) {
    const last = all.at(-1);
    if (names.has(child.tagName)) all.push(child);
    else if (last?.type === "element") all[all.length - 1] = { ...last, children: [...last.children, child] };
    else all.push({ type: "element", tagName, properties: {}, children: [child] });
  }
  return all;
}

/** Content without its blocks: in their places stands what they held, between `before` and `after`. */
export function unblocked(children: Children, inline: Names, before: string, after: string): Children {
  return children.flatMap((node): Children => {
    if (node.type !== "element" || inline.has(node.tagName)) return [node];
    const inner = unblocked(node.children, inline, before, after);
    return [{ type: "text", value: before }, ...inner, { type: "text", value: after }];
  });
}

/** Replaces each run of nodes that `belongs` picks by what `ofRun` makes of it, and the others by what `ofOther` does. */
function grouped(
  children: Children,
  belongs: (node: Children[number]) => boolean,
  ofRun: (run: Children) => Children,
  ofOther: (element: Element) => Children = (element) => [element],
): Children {
  const all: Children = [];
  let run: Children = [];
  const flush = () => {
    if (run.length > 0) all.push(...ofRun(run));
    run = [];
  };
  for (const child of children) {
    if (belongs(child)) {
      run.push(child);
      continue;
    }
    flush();
    if (child.type === "element") all.push(...ofOther(child));
  }
  flush();
  return all;
}
