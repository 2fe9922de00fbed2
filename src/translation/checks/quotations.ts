import type { Check } from "./compared.ts";

/** Pairs of quotation marks: «», “”, „“, "" and ‹› are equal. A single ’ is an apostrophe, so ‘ alone counts. */
export const quotationMismatch: Check = ({ source, target }) => {
  const from = marksIn(source.text);
  const to = marksIn(target.text);
  if (to.isEven !== from.isEven)
    return { detail: "A quotation mark lost its partner.", doubtful: from.isEven === false };
  if (from.pairs <= to.pairs + to.single) return null;
  return { detail: `Quotations: ${from.pairs} in the source, ${to.pairs} in the translation.`, doubtful: true };
};

/** An inch or a minute is no quotation; the mark stands right after a digit that no quotation mark opened. */
function marksIn(text: string): { pairs: number; single: number; isEven: boolean } {
  const open = text.match(/[«“„‹]/g)?.length ?? 0;
  const close = text.match(/[»”›]/g)?.length ?? 0;
  const straight = text.match(/"/g)?.length ?? 0;
  // „German“ closes with the sign that opens “English”.
  const low = text.match(/„/g)?.length ?? 0;
  const isEven = straight % 2 === 0 && (open === close || (low > 0 && (open + close) % 2 === 0));
  return { pairs: Math.ceil((open + close + straight) / 2), single: text.match(/‘/g)?.length ?? 0, isEven };
}
