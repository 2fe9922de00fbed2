/**
 * Feminine endings and the masculine ones that they may come from, on folded words; with the shortest word for which
 * that is a fair guess. Nouns that only look like it (porte, cour) are left alone: a term's phrase has one gender.
 */
const FEMININE: readonly [ending: string, masculine: string[], shortest: number][] = [
  ["trice", ["teur"], 7],
  ["euse", ["eur", "eux"], 6],
  ["ive", ["if"], 6],
  ["ere", ["er"], 6],
  ["elle", ["el"], 6],
  ["enne", ["en"], 6],
  ["onne", ["on"], 7],
  ["ette", ["et"], 7],
  ["ete", ["et"], 7],
  ["ale", ["al"], 5],
  ["aine", ["ain"], 6],
  ["aise", ["ais"], 6],
  ["oise", ["ois"], 6],
  ["ante", ["ant"], 7],
  ["ente", ["ent"], 7],
  ["ate", ["at"], 7],
  ["ole", ["ol"], 8],
  ["arde", ["ard"], 7],
  ["que", ["c"], 6],
  ["ee", ["e"], 4],
];

/** Contractions of a preposition and the article that a term may begin with. */
export const CONTRACTED: Readonly<Record<string, string>> = { du: "le", au: "le", des: "les", aux: "les" };

/** The singulars and masculines that a folded French word may be a form of. */
export function frenchBases(word: string): string[] {
  if (word.length < 4) return [];
  const bases: string[] = [];
  const singular = /[sx]$/.test(word) ? word.slice(0, -1) : null;
  if (singular !== null) bases.push(singular);
  if (word.endsWith("aux")) bases.push(`${word.slice(0, -3)}al`, `${word.slice(0, -3)}ail`);
  for (const form of singular === null || word.endsWith("x") ? [word] : [word, singular]) {
    for (const [ending, masculine, shortest] of FEMININE) {
      if (form.length < shortest || !form.endsWith(ending)) continue;
      for (const other of masculine) bases.push(form.slice(0, -ending.length) + other);
    }
  }
  return bases;
}
