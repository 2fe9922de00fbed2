import { memoryKey } from "../translation/memory-key.ts";
import type { Workings } from "./workings.ts";

/** Takes seeded translations for paragraphs that the memory lacks, and terms that the glossary lacks; the same seeds again are nothing new. */
export async function adoptMemorySeeds(
  { sql, seeds, memory, settings, outgoing, commit }: Workings,
  language: string,
  now: number,
): Promise<void> {
  const manifest = await seeds.manifest();
  if (manifest === null || manifest.digest === settings.get("seeds")) return;
  for (const { source, target } of manifest.memories.filter((pair) => pair.target === language)) {
    const [entries, terms] = await Promise.all([seeds.memory(source, target), seeds.glossary(source, target)]);
    commit(() => {
      for (const term of terms) {
        sql.exec(
          "INSERT OR IGNORE INTO glossary (source_language, source, target, rule) VALUES (?, ?, ?, ?)",
          source,
          term.source,
          term.target,
          term.rule,
        );
      }
      const numbers = entries.map((entry) =>
        memory.seed({ key: memoryKey(source, target, entry.source), sourceLanguage: source, ...entry }, now),
      );
      outgoing.oweMemory(numbers.filter((number) => number !== null));
    });
  }
  settings.set("seeds", manifest.digest);
}
