import { type Check, lettersIn } from "./compared.ts";
import { quoted } from "./finding.ts";
import { scriptOf } from "./languages.ts";

/** Words of a language and no name: lower-case throughout; no name's particle either. */
const COMMON_WORD = /(?<![\p{L}\p{N}'’-])\p{Ll}{3,}(?![\p{L}\p{N}])/u;
const FEW_WORDS = 3;
const LATIN = /\p{Script=Latin}/u;
/** Greek letters are signs in every language; letters of no script are of all. */
const ANYWHERE = /\p{Script=Greek}|\p{Script=Common}|\p{Script=Inherited}/u;

/**
 * The translation is written in its language's script. Names and acronyms may stay Latin; a foreign word that the
 * source has may stay too.
 */
export const script: Check = ({ source, target, thresholds }) => {
  const own = scriptOf(target.language);
  if (own === null) return null;
  const letters = target.prose.match(/\p{L}/gu) ?? [];
  const share = letters.filter((c) => own.test(c)).length / letters.length;
  const isLatin = own.test("a");
  if (!isLatin && share === 0 && isPhrase(target.prose)) return { detail: "Nothing is in the edition's script." };
  const leastShare = isLatin ? 1 - thresholds.leastScript : thresholds.leastScript;
  if (lettersIn(source.prose) >= thresholds.shortText && letters.length > 0 && share < leastShare) {
    return { detail: `Only ${Math.round(share * 100)} % of the letters are in the edition's script.` };
  }
  const known = new Set(wordsIn(source.prose));
  const foreign = wordsIn(target.prose).filter((word) => !known.has(word) && isForeign(word, own));
  const mixed = foreign.find((word) => LATIN.test(word) || own.test(word));
  if (mixed !== undefined) return { detail: `Letters of two scripts in one word: ${quoted([mixed])}.` };
  if (foreign.length === 0) return null;
  return { detail: `In another script: ${quoted(foreign)}.`, doubtful: foreign.length === 1 };
};

function wordsIn(text: string): string[] {
  return text.match(/\p{L}+/gu) ?? [];
}

/** Whether a word has letters that belong neither to the language nor, in a name, to Latin. */
function isForeign(word: string, own: RegExp): boolean {
  for (const c of word) if (!own.test(c) && !LATIN.test(c) && !ANYWHERE.test(c)) return true;
  return false;
}

/** Whether a text is more than a name, an acronym or figures with their units. */
function isPhrase(text: string): boolean {
  return (
    COMMON_WORD.test(text) || (text.split(" ").length >= FEW_WORDS && /\p{Ll}/u.test(text) && !/\p{N}/u.test(text))
  );
}
