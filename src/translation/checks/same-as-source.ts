import { normalise } from "../memory-key.ts";
import { prose } from "../prose.ts";
import { type Check, lettersIn, type Side } from "./compared.ts";
import { quoted } from "./finding.ts";
import { scriptOf } from "./languages.ts";
import { sentencesOf } from "./sentences.ts";

/** Words of a language and no name: lower-case throughout; long enough to be no name's particle either. */
const LONG_WORD = /(?<![\p{L}\p{N}’'-])\p{Ll}{4,}(?![\p{L}\p{N}])/u;
const FEW_WORDS = 3;
const MANY_WORDS = 5;
const LOWER_WORD = /(?<![\p{L}\p{N}.@{%-])\p{Ll}{2,}(?![\p{L}\p{N}@}])/gu;

/** The source came back, whole or a long stretch of it. Code, addresses and names may stay as they are. */
export const sameAsSource: Check = ({ source, target, thresholds }) => {
  if (source.language === target.language) return null;
  const isProse =
    lettersIn(source.prose) >= thresholds.shortText ||
    (source.prose.split(" ").length > FEW_WORDS && LONG_WORD.test(source.prose));
  if (isProse && folded(source.prose) === folded(target.prose)) return { detail: "The text was not translated." };
  const shared = keptSentence(source, target) ?? sharedRun(source.prose, target.prose, thresholds.longestShared);
  if (shared !== null) return { detail: `Left untranslated: ${quoted([shared])}.` };
  const isAkin = scriptOf(target.language)?.test("a") && target.language !== "en";
  const kept = isAkin ? [] : keptWords(source.prose, target.prose);
  if (kept.length < FEW_WORDS) return null;
  const isPart = kept.length >= MANY_WORDS && kept.length >= target.prose.split(" ").length * thresholds.keptShare;
  return isPart || !scriptOf(target.language)?.test("a")
    ? { detail: `Left untranslated: ${quoted(kept)}.`, doubtful: !isPart }
    : null;
};

/** Different words in lower case, so no names, that stand in both texts. */
function keptWords(source: string, target: string): string[] {
  const has = new Set(source.match(LOWER_WORD));
  return [...new Set(target.match(LOWER_WORD))].filter((word) => has.has(word));
}

/** Whether a translation says the same as its source, but for case and spaces; both canonical inline HTML. */
export function isEcho(source: string, target: string): boolean {
  return folded(normalise(prose(source))) === folded(normalise(prose(target)));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

/** A sentence of the source that stands in the translation as it was, and is more than names; else null. */
function keptSentence(source: Side, target: Side): string | null {
  const sentences = sentencesOf(target.prose, target.language);
  if (sentences.length < 2) return null;
  const has = new Set(sentencesOf(source.prose, source.language));
  return sentences.find((one) => has.has(one) && one.split(" ").length > FEW_WORDS && isCommon(one)) ?? null;
}

/** The first `length` words in a row that stand in both texts, if most of them are no names; else null. */
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
  return words.filter((word) => /^\P{L}*\p{Ll}[\p{Ll}’']+\P{L}*$/u.test(word)).length * 2 > words.length;
}
