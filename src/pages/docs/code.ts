import { html, type Markup } from "../markup.ts";

/** What stands in code, whatever the language around it: the style sheet has it run from left to right. */
export function code(text: string): Markup {
  return html`<code>${text}</code>`;
}
