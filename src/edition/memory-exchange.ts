import type { LanguagePair } from "../translation/engine.ts";
import { memoryKey } from "../translation/memory-key.ts";
import type { MemoryPair } from "../translation/segment.ts";
import type { MemoryEntry } from "./memory.ts";
import type { Workings } from "./workings.ts";

/** Some of the memory; `next` is the number to go on after, null at the end. */
export interface MemoryPage {
  entries: (MemoryEntry & { uses: number })[];
  next: number | null;
}

export interface Imported {
  created: number;
  updated: number;
  unchanged: number;
}

/** Entries on a page. */
const PAGE = 500;

/** The best entries of the memory for a language, by number after one. */
export function memoryPage({ memory }: Workings, source: string, after: number): MemoryPage {
  const entries = memory.page(source, after, PAGE);
  return { entries, next: entries.length < PAGE ? null : (entries.at(-1)?.id ?? null) };
}

/**
 * Takes translations of a file into the memory. They are seeds, whoever made them: a person's and a machine's stand
 * against them. Articles that one of them is now the best for tell of it. Runs inside a commit.
 */
export function importMemory(
  { memory, uses, outgoing, schedule }: Workings,
  { source: sourceLanguage, target: language }: LanguagePair,
  pairs: MemoryPair[],
  now: number,
): Imported {
  const imported: Imported = { created: 0, updated: 0, unchanged: 0 };
  const ids = new Map<string, number>();
  for (const { source, target } of pairs) {
    const key = memoryKey(sourceLanguage, language, source);
    const { id, result } = memory.adopt({ key, sourceLanguage, source, target }, now);
    imported[result]++;
    if (result !== "unchanged") ids.set(key, id);
  }
  outgoing.oweMemory([...ids.values()]);
  const best = [...memory.find([...ids.keys()]).values()].filter(({ key, id }) => ids.get(key) === id);
  for (const slug of uses.of(best.map(({ key }) => key))) schedule.add("land", slug, now);
  return imported;
}
