import type { Body } from "../articles/article.ts";
import { type BodyElement, bodyTree } from "./body-tree.ts";
import { tableText } from "./table-text.ts";

/** Deeper than this, lists and quotations move no further in: what stands before each line is bounded. */
const DEEPEST = 8;

/** What stands by itself; the items of a list are joined already. `isLine` is of text that no element of its own holds. */
interface Block {
  text: string;
  isList: boolean;
  isLine: boolean;
}

/**
 * A body as plain text, as people write it: a blank line between blocks, `- ` and `1. ` before the items of lists, what
 * belongs to one moved in, `> ` before a quotation's lines, a row of a table on one line, an image's alternative text
 * in brackets on a line of its own, notes after their numbers. Nothing is aligned and nothing is in a language of ours,
 * so that a line reads right to left where its words do.
 */
export function bodyText(body: Body): string {
  return parted(blocksOf(withoutRuleOfNotes(bodyTree(body)), 0));
}

function blocksOf(nodes: (BodyElement | string)[], level: number): Block[] {
  const all: Block[] = [];
  for (const node of nodes) {
    const last = all.at(-1);
    if (typeof node !== "string") for (const block of blocks(node, level)) all.push(block);
    else if (last?.isLine) last.text += `\n${node}`;
    else all.push({ text: node, isList: false, isLine: true });
  }
  return all;
}

function blocks(element: BodyElement, level: number): Block[] {
  const { tag, children } = element;
  switch (tag) {
    case "ul":
    case "ol":
      return [list(element, level)].filter(hasText);
    case "dl":
      return [block(definitions(children, level))].filter(hasText);
    case "blockquote": {
      const inner = block(parted(blocksOf(children, level + 1)));
      return hasText(inner) ? [block(within("> ", "> ", inner.text, level))] : [];
    }
    case "table":
      return tableText(children, (nodes) => parted(blocksOf(nodes, level))).map(block);
    case "hr":
      return [block("* * *")];
    default:
      return blocksOf(children, level).map((inner) => ({ ...inner, isLine: false }));
  }
}

const block = (text: string): Block => ({ text, isList: false, isLine: false });
/** An image without a text leaves nothing where it stood. */
const hasText = ({ text }: Block) => text !== "";

/** Items one after the other; with a blank line between them where one has a blank line in it. */
function list({ tag, attributes, children }: BodyElement, level: number): Block {
  const items = children.filter((child) => typeof child !== "string");
  const step = attributes.includes(" reversed") ? -1 : 1;
  const start = / start="(-?\d{1,9})"/.exec(attributes)?.[1];
  const first = start === undefined ? (step === 1 ? 1 : items.length) : Number(start);
  const texts = items.flatMap((item, i) => {
    const note = / id="fn-(\d+)"/.exec(item.attributes)?.[1];
    const marker = note !== undefined ? `[${note}] ` : tag === "ol" ? `${first + i * step}. ` : "- ";
    const inner = blocksOf(item.children, level + 1);
    if (inner.length === 0) return [];
    return { text: within(marker, " ".repeat(marker.length), joined(inner), level), isLoose: isLoose(inner) };
  });
  const between = texts.some((item) => item.isLoose) ? "\n\n" : "\n";
  return { text: texts.map(({ text }) => text).join(between), isList: true, isLine: false };
}

const isLoose = (inner: Block[]) => inner.some(({ isList, text }, i) => (i > 0 && !isList) || text.includes("\n\n"));

/** Terms, and below each what it means, moved in; a blank line before the next term. */
function definitions(children: BodyElement["children"], level: number): string {
  const lines = children.flatMap((child, i) => {
    if (typeof child === "string") return [child];
    const text = parted(blocksOf(child.children, level + 1));
    const before = children[i - 1];
    const follows = typeof before === "object" && before.tag === "dd";
    return child.tag === "dd" ? [within("    ", "    ", text, level)] : [...(follows ? [""] : []), text];
  });
  return lines.join("\n");
}

const parted = (inner: Block[]) => inner.map(({ text }) => text).join("\n\n");

/** Blocks of one list item; a list follows what it belongs to without a blank line. */
function joined(inner: Block[]): string {
  return inner.reduce(
    (text, { isList, text: next }, i) => (i === 0 ? next : text + (isList ? "\n" : "\n\n") + next),
    "",
  );
}

/** Each line behind `before`, the first one behind `first`. No blank ends a line. */
function within(first: string, before: string, text: string, level: number): string {
  const more = level < DEEPEST ? before : "";
  return text
    .split("\n")
    .map((line, i) => `${i === 0 ? first : more}${line}`.trimEnd())
    .join("\n");
}

/** Notes stand behind a rule, which says nothing where their numbers are written out. */
function withoutRuleOfNotes(nodes: (BodyElement | string)[]): (BodyElement | string)[] {
  const [rule, notes] = nodes.slice(-2);
  const areNotes = typeof notes === "object" && notes.tag === "ol" && isNote(notes.children[0]);
  return areNotes && typeof rule === "object" && rule.tag === "hr" ? [...nodes.slice(0, -2), notes] : nodes;
}

const isNote = (node: BodyElement | string | undefined) => typeof node === "object" && / id="fn-/.test(node.attributes);
