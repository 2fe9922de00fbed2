import type { Root, RootContent } from "hast";
import { fromHtml } from "./html.ts";

/** No article nests its markup deeper; all that walks a tree recurses, and stacks are finite. */
const MOST_DEPTH = 200;

/** Markup nested too deep to be an article's. Caught where the whole text is refused. */
export class TooDeep extends Error {}

/** HTML → its tree, as a browser would build it. Throws TooDeep. */
export function parseFragment(html: string): Root {
  const tree = parsed(html);
  let level: RootContent[] = tree.children;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_DEPTH) throw new TooDeep("markup is nested too deep");
    level = level.flatMap((node) => (node.type === "element" ? node.children : []));
  }
  return tree;
}

function parsed(html: string): Root {
  try {
    return fromHtml(html);
  } catch (error) {
    // Nested by the thousand, the parser's own recursion is the first to end.
    if (error instanceof RangeError) throw new TooDeep(error.message);
    throw error;
  }
}
