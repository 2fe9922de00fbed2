import type { Body } from "../articles/article.ts";
import { bodyHtml } from "../articles/render.ts";
import { type Markup, trusted } from "./markup.ts";
import type { Messages } from "./messages.ts";

/**
 * An article's text on its page. Pictures wait until they come near, and one without a description is decoration; a
 * table that is wider than the screen is scrolled in a box of its own, which the keyboard can reach.
 *
 * What is put in has no quotes: the same letters in the value of an attribute stay in that value.
 */
export function bodyMarkup(body: Body, m: Messages): Markup {
  const markup = bodyHtml(body)
    .replace(
      /<img ([^>]*)>/g,
      (_, rest: string) => `<img loading=lazy ${/(?:^| )alt="/.test(rest) ? "" : "alt "}${rest}>`,
    )
    .replace(/<table\b/g, `<div class=scroll role=group tabindex=0 aria-label=${m.table}><table`)
    .replaceAll("</table>", "</table></div>");
  return trusted(markup);
}
