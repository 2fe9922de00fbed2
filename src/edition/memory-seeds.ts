import type { Settings } from "../objects/settings.ts";
import type { Seeds } from "../replica/seeds.ts";
import { memoryKey } from "../translation/memory-key.ts";
import type { Memory } from "./memory.ts";

/** Takes seeded translations for paragraphs that the memory lacks; the same seeds again are nothing new. */
export async function adoptMemorySeeds(
  seeds: Seeds,
  memory: Memory,
  settings: Settings,
  language: string,
  now: number,
): Promise<void> {
  const manifest = await seeds.manifest();
  if (manifest === null || manifest.digest === settings.get("seeds")) return;
  for (const { source, target } of manifest.memories.filter((pair) => pair.target === language)) {
    for (const entry of await seeds.memory(source, target)) {
      const key = memoryKey(source, target, entry.source);
      memory.seed({ key, sourceLanguage: source, ...entry }, now);
    }
  }
  settings.set("seeds", manifest.digest);
}
