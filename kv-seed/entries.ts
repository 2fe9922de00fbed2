import { createHash } from "node:crypto";
import { keys } from "../src/replica/keys.ts";
import type { SeedManifest } from "../src/replica/seeds.ts";
import type { Seed } from "./read-seed.ts";

/** A key and its value, as KV keeps it and `wrangler kv bulk put` takes it. */
export interface KvEntry {
  key: string;
  value: string;
}

export interface SeedEntries {
  digest: string;
  /** Everything but the manifest, which is `manifest`: it has to become visible last. */
  entries: KvEntry[];
  manifest: KvEntry;
}

/** A seed as KV entries: the same files give the same bytes and the same digest. */
export function entriesOf(seed: Seed): SeedEntries {
  const entries = [
    ...seed.articles.map(({ slug, draft }) => entry(keys.seedArticle(slug), draft)),
    ...seed.memories.map(({ source, target, entries }) => entry(keys.seedMemory(source, target), entries)),
    ...seed.glossaries.map(({ source, target, terms }) => entry(keys.seedGlossary(source, target), terms)),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  const digest = createHash("sha256").update(JSON.stringify(entries)).digest("base64url");
  const manifest: SeedManifest = {
    digest,
    articles: seed.articles.map(({ slug }) => slug),
    memories: seed.memories.map(({ source, target }) => ({ source, target })),
  };
  return { digest, entries, manifest: entry(keys.seedManifest, manifest) };
}

function entry(key: string, value: unknown): KvEntry {
  return { key, value: JSON.stringify(value) };
}
