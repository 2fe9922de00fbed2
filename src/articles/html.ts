import type { Root } from "hast";
import { fromParse5 } from "hast-util-from-parse5";
import { parseFragment } from "parse5";

/**
 * HTML → its tree, as a browser without scripts would build it. What `hast-util-from-html` does, without where each
 * node stands and without a table of what may be wrong, which nobody asks for: 5 KiB of the bundle.
 */
export function fromHtml(html: string): Root {
  return fromParse5(parseFragment(html, { scriptingEnabled: false })) as Root;
}
