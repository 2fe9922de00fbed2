/** The singulars that a folded English word may be a form of; a possessive’s s is a word of its own already. */
export function englishBases(word: string): string[] {
  if (word.endsWith("men") && word.length > 4) return [`${word.slice(0, -3)}man`];
  if (word.length < 4 || !word.endsWith("s") || word.endsWith("ss")) return [];
  const bases = [word.slice(0, -1)];
  if (word.endsWith("ies")) bases.push(`${word.slice(0, -3)}y`);
  else if (word.endsWith("ves")) bases.push(`${word.slice(0, -3)}f`, `${word.slice(0, -3)}fe`);
  else if (/(?:s|x|z|ch|sh|o)es$/.test(word)) bases.push(word.slice(0, -2));
  return bases;
}
