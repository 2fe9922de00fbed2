import { type Fault, Faults } from "./faults.ts";
import { readArticles, type SeedArticle } from "./read-articles.ts";
import { readGlossaries, type SeedGlossary } from "./read-glossary.ts";
import { readMemories, type SeedMemoryFile } from "./read-memory.ts";

/** All that the seed's files say. */
export interface Seed {
  articles: SeedArticle[];
  memories: SeedMemoryFile[];
  glossaries: SeedGlossary[];
}

/**
 * Reads and validates the seed in `directory`. Only with no fault at all is it fit to be loaded.
 * @param now milliseconds since the epoch
 */
export function readSeed(directory: string, now: number): { seed: Seed; faults: Fault[] } {
  const faults = new Faults();
  const seed = {
    articles: readArticles(directory, faults, now),
    memories: readMemories(directory, faults),
    glossaries: readGlossaries(directory, faults),
  };
  return { seed, faults: faults.list() };
}
