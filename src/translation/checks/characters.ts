import type { Check } from "./compared.ts";
import { occurrences } from "./counts.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFC-\uFFFF\uFDD0-\uFDEF]|\p{Surrogate}/gu;
/** They show nothing, and break search; none is needed by French, English or Arabic. */
const INVISIBLE = /[\u200B\u2060\uFEFF\u00AD]|\p{Private_Use}/gu;

/** Characters that have no place in a text; one that the article came with may stay. */
export const controlCharacters: Check = ({ source, target }) => {
  const control = target.text.match(CONTROL)?.find((c) => !source.text.includes(c));
  if (control !== undefined) return { detail: `The control character ${codeOf(control)} is in the translation.` };
  const invisible = target.text.match(INVISIBLE)?.find((c) => !source.text.includes(c));
  if (invisible === undefined) return null;
  return { detail: `The invisible character ${codeOf(invisible)} is in the translation.`, doubtful: true };
};

/** LRE, RLE, PDF, LRO, RLO and the isolates (UAX #9 §2). Marks (LRM, RLM, ALM) turn nothing but themselves. */
const OVERRIDE = /[\u202D\u202E]/g;
const EMBEDDING = /[\u202A\u202B\u202D\u202E]/g;
const ISOLATE = /[\u2066-\u2068]/g;

/** Overrides make a text read otherwise than it is; what is opened and not closed turns all that follows it. */
export const bidiCharacters: Check = ({ source, target }) => {
  const overrides = occurrences(target.text, OVERRIDE);
  if (overrides > occurrences(source.text, OVERRIDE))
    return { detail: "A direction override (U+202D, U+202E) is in the translation." };
  const open = (text: string) =>
    `${occurrences(text, EMBEDDING) - occurrences(text, /\u202C/g)} ${occurrences(text, ISOLATE) - occurrences(text, /\u2069/g)}`;
  if (open(target.text) === "0 0" || open(target.text) === open(source.text)) return null;
  return { detail: "A direction control is not closed, or closes nothing." };
};

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
