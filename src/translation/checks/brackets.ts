import type { Check } from "./compared.ts";
import { occurrences } from "./counts.ts";

/** Full-width ones are the same brackets. */
const PAIRS = [
  { name: "( )", open: /[(（]/g, close: /[)）]/g },
  { name: "[ ]", open: /[[［]/g, close: /[\]］]/g },
  { name: "{ }", open: /[{｛]/g, close: /[}｝]/g },
];

/** A bracket that lost its partner is surely wrong; fewer pairs may be the translator's choice, and more of them are. */
export const bracketMismatch: Check = ({ source, target }) => {
  let doubt: string | null = null;
  for (const { name, open, close } of PAIRS) {
    const from = { open: occurrences(source.text, open), close: occurrences(source.text, close) };
    const to = { open: occurrences(target.text, open), close: occurrences(target.text, close) };
    if (to.open - to.close !== from.open - from.close) {
      return { detail: `Brackets ${name}: ${to.open} opened, ${to.close} closed.` };
    }
    if (to.open < from.open) doubt ??= `Brackets ${name}: ${from.open} in the source, ${to.open} in the translation.`;
  }
  return doubt === null ? null : { detail: doubt, doubtful: true };
};
