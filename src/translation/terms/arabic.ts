import type { Bases } from "./bases.ts";

/** Conjunctions and prepositions written onto the next word; what is left of it has three letters at least. */
const CONJUNCTIONS = ["و", "ف"];
const PREPOSITIONS = ["ب", "ل", "ك", "س"];
/** Pronouns written onto the word before, the longest first. */
const PRONOUNS = ["هما", "كما", "ها", "هم", "هن", "نا", "كم", "كن", "ه", "ك", "ي"];
/** Sound plurals, the dual, and the accusative's alef. */
const PLURALS = ["ون", "ين", "ان", "ا"];
const FEWEST_LETTERS = 3;

/**
 * What a folded Arabic word may be a form of. `same`: without particles, article and pronouns. `inflected`: the
 * singulars of sound plurals and duals, the masculine of a feminine. Broken plurals are for a term's own forms.
 */
export function arabicBases(word: string): Bases {
  if (!/\p{sc=Arab}/u.test(word)) return { same: [word], inflected: [] };
  const same = new Set<string>();
  for (const head of headsOf(word)) {
    same.add(head);
    for (const pronoun of PRONOUNS) for (const stem of stemsOf(head, pronoun)) same.add(stem);
  }
  const inflected = new Set<string>();
  for (const form of same) {
    for (const ending of PLURALS) for (const stem of stemsOf(form, ending)) inflected.add(stem);
    for (const stem of stemsOf(form, "ات")) inflected.add(stem).add(`${stem}ه`);
    for (const stem of stemsOf(form, "ه")) inflected.add(stem);
  }
  return { same: [...same], inflected: [...inflected].filter((form) => !same.has(form)) };
}

/** A term's word as it is looked for: without its own article, so that either is found with or without it. */
export function withoutArticle(key: string): string {
  return key.startsWith("ال") && key.length >= FEWEST_LETTERS + 2 ? key.slice(2) : key;
}

/** The word with one particle after the other taken off: وللمكتب, للمكتب, مكتب. */
function headsOf(word: string): Set<string> {
  const heads = new Set([word]);
  const peel = (particles: string[]) => {
    for (const head of [...heads]) {
      const isPeeled = particles.some((particle) => head.startsWith(particle));
      if (isPeeled && head.length > FEWEST_LETTERS) heads.add(head.slice(1));
    }
  };
  peel(CONJUNCTIONS);
  peel(PREPOSITIONS);
  for (const head of [...heads]) {
    // ل and the article together are written لل.
    if ((head.startsWith("ال") || head.startsWith("لل")) && head.length >= FEWEST_LETTERS + 1) heads.add(head.slice(2));
  }
  return heads;
}

/** The word without an ending; a ta marbuta, which is a ta before an ending, is itself again. */
function stemsOf(word: string, ending: string): string[] {
  if (!word.endsWith(ending) || word.length - ending.length < FEWEST_LETTERS) return [];
  const stem = word.slice(0, -ending.length);
  return stem.endsWith("ت") ? [stem, `${stem.slice(0, -1)}ه`] : [stem];
}
