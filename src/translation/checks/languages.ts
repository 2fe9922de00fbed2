/** What checks know of a language; of one that is not here they know nothing, and say nothing. */
const SCRIPTS: Record<string, readonly string[]> = {
  ar: ["Arabic"], fa: ["Arabic"], ur: ["Arabic"], ps: ["Arabic"], ckb: ["Arabic"],
  he: ["Hebrew"], yi: ["Hebrew"], el: ["Greek"], hi: ["Devanagari"], mr: ["Devanagari"], th: ["Thai"],
  ru: ["Cyrillic"], uk: ["Cyrillic"], bg: ["Cyrillic"], be: ["Cyrillic"],
  zh: ["Han"], ja: ["Han", "Hiragana", "Katakana"], ko: ["Hangul", "Han"],
  fr: ["Latin"], en: ["Latin"], es: ["Latin"], de: ["Latin"], it: ["Latin"], pt: ["Latin"], nl: ["Latin"],
  ca: ["Latin"], pl: ["Latin"], cs: ["Latin"], sv: ["Latin"], da: ["Latin"], fi: ["Latin"], tr: ["Latin"],
  ro: ["Latin"], hu: ["Latin"], vi: ["Latin"], id: ["Latin"], sw: ["Latin"],
}; // biome-ignore format: a table

/** The script that a language is written in, as a pattern of one letter; null where it is not known. */
export function scriptOf(language: string): RegExp | null {
  const scripts = SCRIPTS[language];
  return scripts === undefined ? null : new RegExp(scripts.map((s) => `\\p{Script=${s}}`).join("|"), "u");
}

/** How long a text is in a language, beside French. */
const LENGTHS: Record<string, number> = { fr: 1, en: 0.9, ar: 0.8, zh: 0.3, ja: 0.45, ko: 0.5, he: 0.75 };

/** Characters that a translation has for one of its source. */
export function usualRatio(source: string, target: string): number {
  return (LENGTHS[target] ?? 1) / (LENGTHS[source] ?? 1);
}
