import { textOf } from "../articles/text.ts";
import type { LanguagePair } from "./engine.ts";
import { normalise } from "./memory-key.ts";
import { prose } from "./prose.ts";

/** Field names as CAT tools use them; each is an error: the text is never served. */
export type Check = "empty-target" | "target-same-as-source" | "script" | "length-ratio" | "control-characters";

/** Below this many letters a text may rightly stay as it is: names, acronyms. */
const SHORT = 24;
const LONGEST_RATIO = 4;
const ARABIC = /\p{Script=Arabic}/u;
const ARABIC_LANGUAGES = new Set(["ar", "fa", "ur"]);

/**
 * The checks that every translation passes before it is stored, on canonical inline HTML.
 * Pure; markup is checked where it is decoded (markup.ts). Returns the first that fails.
 */
export function failedCheck(source: string, target: string, pair: LanguagePair): Check | null {
  const whole = textOf(target).trim();
  if (whole === "") return "empty-target";
  if (controls(whole).some((c) => !source.includes(c))) return "control-characters";
  // Code and addresses stay as they are in every language, so nothing is read from them.
  // Normalised as the memory's key is: two spellings with one key pass or fail together.
  const from = normalise(prose(source));
  const to = normalise(prose(target));
  const letters = from.match(/\p{L}/gu)?.length ?? 0;
  if (letters >= SHORT && folded(from) === folded(to)) return "target-same-as-source";
  const target_letters = to.match(/\p{L}/gu) ?? [];
  const arabic = target_letters.filter((c) => ARABIC.test(c)).length;
  const wantsArabic = ARABIC_LANGUAGES.has(pair.target.split("-")[0] ?? "");
  if (letters >= SHORT && target_letters.length > 0) {
    const share = arabic / target_letters.length;
    if (wantsArabic ? share < 0.3 : share > 0.3) return "script";
  }
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

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}
