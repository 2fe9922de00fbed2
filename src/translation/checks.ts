import { withoutMarks } from "../articles/note-marks.ts";
import { textOf } from "../articles/text.ts";
import type { LanguagePair } from "./engine.ts";
import { normalise } from "./memory-key.ts";
import { prose } from "./prose.ts";

/** Field names as CAT tools use them; each is an error: the text is never served. */
export type Check = "empty-target" | "target-same-as-source" | "script" | "length-ratio" | "control-characters";

/** Below this many letters, and words, a text may rightly stay as it is: names, acronyms. */
const SHORT = 24;
const FEW_WORDS = 3;
/** Words of a language and no name: lower-case throughout; the long ones no name's particle either. */
const LONG_WORD = /(?<![\p{L}\p{N}’'-])\p{Ll}{4,}(?![\p{L}\p{N}])/u;
const COMMON_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}{3,}(?![\p{L}\p{N}])/u;
const LONGEST_RATIO = 4;
/** Characters that even the shortest text may grow by. */
const SLACK = 200;
const ARABIC = /\p{Script=Arabic}/u;
const ARABIC_LANGUAGES = new Set(["ar", "fa", "ur"]);

/**
 * The checks that every translation passes before it is stored, on canonical inline HTML.
 * Pure; markup is checked where it is decoded (markup.ts). Returns the first that fails.
 */
export function failedCheck(source: string, target: string, pair: LanguagePair): Check | null {
  const whole = textOf(withoutMarks(target)).trim();
  if (whole === "") return "empty-target";
  if (controls(whole).some((c) => !source.includes(c))) return "control-characters";
  // Code and addresses stay as they are in every language, so nothing is read from them.
  // Normalised as the memory's key is: two spellings with one key pass or fail together.
  const from = normalise(prose(source));
  const to = normalise(prose(target));
  const letters = from.match(/\p{L}/gu)?.length ?? 0;
  const isProse = letters >= SHORT || (from.split(" ").length > FEW_WORDS && LONG_WORD.test(from));
  if (isProse && isEcho(source, target)) return "target-same-as-source";
  const target_letters = to.match(/\p{L}/gu) ?? [];
  const arabic = target_letters.filter((c) => ARABIC.test(c)).length;
  const wantsArabic = ARABIC_LANGUAGES.has(pair.target.split("-")[0] ?? "");
  if (wantsArabic && arabic === 0 && isPhrase(to)) return "script";
  if (letters >= SHORT && target_letters.length > 0) {
    const share = arabic / target_letters.length;
    if (wantsArabic ? share < 0.3 : share > 0.3) return "script";
  }
  if (to.length > from.length * LONGEST_RATIO + SLACK) return "length-ratio";
  if (letters >= SHORT && (to.length > from.length * LONGEST_RATIO || to.length * LONGEST_RATIO < from.length)) {
    return "length-ratio";
  }
  return null;
}

/** The characters that have no place in a text; an article that came with one may keep it. */
function controls(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.match(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFD]/g) ?? [];
}

/** Whether a text is more than a name, an acronym or figures with their units. */
function isPhrase(text: string): boolean {
  return (
    COMMON_WORD.test(text) || (text.split(" ").length >= FEW_WORDS && /\p{Ll}/u.test(text) && !/\p{N}/u.test(text))
  );
}

/** Whether a translation says the same as its source, but for case and spaces. */
export function isEcho(source: string, target: string): boolean {
  return folded(normalise(prose(source))) === folded(normalise(prose(target)));
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}
