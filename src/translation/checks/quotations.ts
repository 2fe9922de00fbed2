import type { Check } from "./compared.ts";
import { occurrences } from "./counts.ts";

/** Pairs of quotation marks: «», “”, „“, "" and ‹› are equal. A single ’ is an apostrophe, so ‘ alone counts. */
export const quotationMismatch: Check = ({ source, target }) => {
  const from = marksIn(source.text);
  const to = marksIn(target.text);
  if (to.isEven !== from.isEven)
    return { detail: "A quotation mark lost its partner.", doubtful: from.isEven === false };
  if (from.pairs <= to.pairs + to.single) return null;
  return { detail: `Quotations: ${from.pairs} in the source, ${to.pairs} in the translation.`, doubtful: true };
};

/** What a text has of them, and whether each has its partner; an inch’s sign counts as one. */
function marksIn(text: string): { pairs: number; single: number; isEven: boolean } {
  const open = occurrences(text, /[«“„‹]/g);
  const close = occurrences(text, /[»”›]/g);
  const straight = occurrences(text, /"/g);
  // „German“ closes with the sign that opens “English”.
  const low = occurrences(text, /„/g);
  const isEven = straight % 2 === 0 && (open === close || (low > 0 && (open + close) % 2 === 0));
  return { pairs: Math.ceil((open + close + straight) / 2), single: occurrences(text, /‘/g), isEven };
}
