import { normalise } from "../memory-key.ts";
import { prose } from "../prose.ts";
import { type Check, lettersIn } from "./compared.ts";
import { quoted } from "./finding.ts";

/** Words of a language and no name: lower-case throughout; long enough to be no name's particle either. */
const LONG_WORD = /(?<![\p{L}\p{N}’'-])\p{Ll}{4,}(?![\p{L}\p{N}])/u;
const FEW_WORDS = 3;

/** The source came back, whole or a long stretch of it. Code, addresses and names may stay as they are. */
export const sameAsSource: Check = ({ source, target, thresholds }) => {
  if (source.language === target.language) return null;
  const isProse =
    lettersIn(source.prose) >= thresholds.shortText ||
    (source.prose.split(" ").length > FEW_WORDS && LONG_WORD.test(source.prose));
  if (isProse && folded(source.prose) === folded(target.prose)) return { detail: "The text was not translated." };
  const shared = sharedRun(source.prose, target.prose, thresholds.longestShared);
  return shared === null ? null : { detail: `Left untranslated: ${quoted([shared])}.` };
};

/** Whether a translation says the same as its source, but for case and spaces; both canonical inline HTML. */
export function isEcho(source: string, target: string): boolean {
  return folded(normalise(prose(source))) === folded(normalise(prose(target)));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/** The first `length` words in a row that stand in both texts, if half of them are no names; else null. */
function sharedRun(source: string, target: string, length: number): string | null {
  const runs = new Set(runsOf(source, length));
  if (runs.size === 0) return null;
  return runsOf(target, length).find((run) => runs.has(run) && isCommon(run)) ?? null;
}

function runsOf(text: string, length: number): string[] {
  const words = text.split(" ");
  return words.slice(length - 1).map((_, i) => words.slice(i, i + length).join(" "));
}

function isCommon(run: string): boolean {
  const words = run.split(" ");
  return words.filter((word) => /^\P{L}*\p{Ll}[\p{Ll}’']+\P{L}*$/u.test(word)).length * 2 >= words.length;
}
