import * as z from "zod";
import { type Draft, DraftSchema } from "../articles/draft.ts";
import { keys } from "./keys.ts";

/** What `npm run seed` laid down; its digest changes when anything in it does. */
const ManifestSchema = z.object({
  digest: z.string(),
  articles: z.array(z.string()),
  memories: z.array(z.object({ source: z.string(), target: z.string() })),
});
export type SeedManifest = z.output<typeof ManifestSchema>;

const MemorySchema = z.array(z.object({ source: z.string(), target: z.string() }));
/** Source and target paragraphs, encoded as the memory keeps them. */
export type SeedMemory = z.output<typeof MemorySchema>;

const GlossarySchema = z.array(z.looseObject({ source: z.string(), target: z.string(), rule: z.string() }));
/** Terms of a language pair, and what to do with each; the edition knows what else a term may say. */
export type SeedGlossary = z.output<typeof GlossarySchema>;

/** The seeds in KV. Values were checked by the seeder and are checked again: KV is not ours alone. */
export class Seeds {
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  async manifest(): Promise<SeedManifest | null> {
    const found = await this.#kv.get(keys.seedManifest, { type: "json", cacheTtl: 30 });
    return found === null ? null : ManifestSchema.parse(found);
  }

  async article(slug: string): Promise<Draft | null> {
    const found = await this.#kv.get(keys.seedArticle(slug), "json");
    return found === null ? null : DraftSchema.parse(found);
  }

  /** None where no glossary was laid down for the pair. */
  async glossary(source: string, target: string): Promise<SeedGlossary> {
    const found = await this.#kv.get(keys.seedGlossary(source, target), "json");
    return found === null ? [] : GlossarySchema.parse(found);
  }

  async memory(source: string, target: string): Promise<SeedMemory> {
    const found = await this.#kv.get(keys.seedMemory(source, target), "json");
    // KV may show the manifest before what it names: then it is tried again later, not taken for empty.
    if (found === null) throw new Error(`the seeded memory ${source}-${target} is not in KV yet`);
    return MemorySchema.parse(found);
  }
}
