import type { SeedGlossary } from "../replica/seeds.ts";
import { memoryKey } from "../translation/memory-key.ts";
import { type Term, TermSchema } from "../translation/terms/term.ts";
import type { Workings } from "./workings.ts";

/** Takes seeded translations for paragraphs that the memory lacks, and terms that the glossary lacks; the same seeds again are nothing new. */
export async function adoptMemorySeeds(
  { seeds, memory, glossary, settings, outgoing, commit }: Workings,
  language: string,
  now: number,
): Promise<void> {
  const manifest = await seeds.manifest();
  if (manifest === null || manifest.digest === settings.get("seeds")) return;
  for (const { source, target } of manifest.memories.filter((pair) => pair.target === language)) {
    const [entries, terms] = await Promise.all([seeds.memory(source, target), seeds.glossary(source, target)]);
    commit(() => {
      if (glossary.seed(source, valid(terms), now)) outgoing.oweGlossary(source);
      const numbers = entries.map((entry) =>
        memory.seed({ key: memoryKey(source, target, entry.source), sourceLanguage: source, ...entry }, now),
      );
      outgoing.oweMemory(numbers.filter((number) => number !== null));
    });
  }
  settings.set("seeds", manifest.digest);
}

/** Terms as the seeder let them through; KV is not ours alone. */
function valid(terms: SeedGlossary): Term[] {
  return terms.flatMap((term) => TermSchema.safeParse(term).data ?? []);
}
