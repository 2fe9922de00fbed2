import { html, type Markup } from "./markup.ts";
import type { Messages } from "./messages.ts";

/** Making a formatter costs more than using it. */
const formatters = new Map<string, Intl.ListFormat>();

/** A, B and C, as the language of `m` joins them. */
export function listed(pieces: readonly Markup[], m: Messages): Markup {
  let formatter = formatters.get(m.locale);
  if (formatter === undefined) {
    formatter = new Intl.ListFormat(m.locale, { type: "conjunction" });
    formatters.set(m.locale, formatter);
  }
  let next = 0;
  const parts = formatter.formatToParts(pieces.map(() => "x")).map(({ type, value }) => {
    return type === "element" ? (pieces[next++] as Markup) : html`${value}`;
  });
  return html`${parts}`;
}
