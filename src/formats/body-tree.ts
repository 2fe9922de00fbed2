import type { Body } from "../articles/article.ts";
import { textOf } from "../articles/text.ts";

/** An element of a body's frame, in which its paragraphs stand as plain text; an image as `[its alternative text]`. */
export interface BodyElement {
  tag: string;
  /** As they are written, with a space before each. */
  attributes: string;
  children: (BodyElement | string)[];
}

const TAG = /<(\/?)(\w+)((?:[^"<>]|"[^"]*")*)>/g;
/** Elements of a frame that have no end; an image's markup is cut in two by its text, and one without text is nothing. */
const VOID = new Set(["hr", "img", "br", "wbr"]);

/**
 * A body's blocks as a tree, for formats that are not HTML. Read off the frame, which this project serialized (body.ts):
 * a parser of HTML would take a hundred times as long.
 */
export function bodyTree({ frame, paragraphs }: Body): (BodyElement | string)[] {
  const root: BodyElement = { tag: "", attributes: "", children: [] };
  const open = [root];
  const inside = () => (open.at(-1) as BodyElement).children;
  frame.forEach((markup, i) => {
    for (const [, close, tag = "", attributes = ""] of markup.matchAll(TAG)) {
      if (close !== "") {
        if (open.length > 1) open.pop();
      } else {
        const element = { tag, attributes, children: [] };
        if (tag !== "img") inside().push(element);
        if (!VOID.has(tag)) open.push(element);
      }
    }
    const paragraph = paragraphs[i];
    if (paragraph === undefined) return;
    const text = textOf(paragraph.html);
    inside().push(paragraph.type === "alternative-text" ? `[${text}]` : text.replace(/\n$/, ""));
  });
  return root.children;
}
