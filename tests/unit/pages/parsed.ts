import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** A page as a browser would read it. */
export function parsed(page: string): Root {
  return fromHtml(page);
}

/** Every element of that name whose attributes (as hast spells them) are those given. */
export function all(root: Root | Element, tag: string, attributes: Record<string, unknown> = {}): Element[] {
  return elements(root).filter(
    ({ tagName, properties }) =>
      tagName === tag &&
      Object.entries(attributes).every(([name, value]) => JSON.stringify(properties[name]) === JSON.stringify(value)),
  );
}

export function one(root: Root | Element, tag: string, attributes: Record<string, unknown> = {}): Element {
  const [found, ...more] = all(root, tag, attributes);
  if (found === undefined || more.length > 0) throw new Error(`${found ? more.length + 1 : 0} <${tag}>, not one`);
  return found;
}

export function text(node: Root | Element): string {
  return node.children
    .map((child) => (child.type === "text" ? child.value : child.type === "element" ? text(child) : ""))
    .join("");
}

export function elements(node: Root | Element): Element[] {
  return node.children.flatMap((child) => (child.type === "element" ? [child, ...elements(child)] : []));
}

export function linkedData(root: Root): Record<string, unknown> {
  return JSON.parse(text(one(root, "script", { type: "application/ld+json" })));
}
