/** Words whose full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  (
    "m mm mme mlle mgr me dr pr st ste av bd art al p pp vol no n° cf ex env min max janv févr avr juil sept oct nov " +
    "déc mr mrs ms prof gen col lt sgt capt sen rep gov jr sr vs inc ltd co corp jan feb mar apr aug dec etc fig approx " +
    "د أ م ص ج"
  ).split(" "),
);
const OPENERS = /^["'“‘«([—–\-\s]+/u;
const SIGNS = /^[^\p{L}\p{N}]+/u;
const CLOSERS = /["'”’»)\]\s]+$/u;
const TERMINATED = /[.!?…؟۔]$/u;

/** A normalised text's sentences. Initials, abbreviations and what goes on in lower case end none. */
export function sentencesOf(text: string, language: string): string[] {
  if (language === "zh" || language === "ja") return text.split(/(?<=[。！？])/u).filter((s) => /\p{L}/u.test(s));
  const words = text.split(" ");
  const sentences: string[] = [];
  let current: string[] = [];
  for (const [i, word] of words.entries()) {
    current.push(word);
    if (!endsSentence(word, words[i + 1], words[i + 2])) continue;
    sentences.push(current.join(" "));
    current = [];
  }
  return [...sentences, current.join(" ")].filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function endsSentence(word: string, next: string | undefined, second: string | undefined): boolean {
  if (word.length > 100) return TERMINATED.test(word.slice(-3));
  const bare = word.replace(CLOSERS, "");
  if (!TERMINATED.test(bare)) return false;
  const following = next?.replace(SIGNS, "") || second?.replace(SIGNS, "") || "";
  if (/^\p{Ll}/u.test(following)) return false;
  if (!bare.endsWith(".")) return true;
  const stem = bare.replace(OPENERS, "").slice(0, -1);
  // “J.-P.”, “U.S.”, “M.”
  const isInitials = /^(?:\p{L}{1,2}\.?-?)*\p{Lu}$/u.test(stem);
  return !isInitials && !ABBREVIATIONS.has(stem.toLowerCase());
}
