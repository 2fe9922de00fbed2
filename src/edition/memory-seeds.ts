import { memoryKey } from "../translation/memory-key.ts";
import type { Workings } from "./workings.ts";

/** Takes seeded translations for paragraphs that the memory lacks; the same seeds again are nothing new. */
export async function adoptMemorySeeds(
  { seeds, memory, settings, outgoing, commit }: Workings,
  language: string,
  now: number,
): Promise<void> {
  const manifest = await seeds.manifest();
  if (manifest === null || manifest.digest === settings.get("seeds")) return;
  for (const { source, target } of manifest.memories.filter((pair) => pair.target === language)) {
    const entries = await seeds.memory(source, target);
    commit(() => {
      const numbers = entries.map((entry) =>
        memory.seed({ key: memoryKey(source, target, entry.source), sourceLanguage: source, ...entry }, now),
      );
      outgoing.oweMemory(numbers.filter((number) => number !== null));
    });
  }
  settings.set("seeds", manifest.digest);
}
