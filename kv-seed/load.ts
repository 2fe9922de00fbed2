import type { KvEntry, SeedEntries } from "./entries.ts";

/** A KV namespace that seeds are written to. */
export interface SeedStore {
  /** The manifest's value, or null. */
  manifest(): Promise<string | null>;
  put(entries: KvEntry[]): Promise<void>;
}

/**
 * Writes the seed unless the store has exactly it. The manifest goes last: whoever sees its
 * digest finds everything that it lists.
 */
export async function load(
  store: SeedStore,
  { entries, manifest }: Pick<SeedEntries, "entries" | "manifest">,
): Promise<"written" | "unchanged"> {
  if ((await store.manifest()) === manifest.value) return "unchanged";
  await store.put(entries);
  await store.put([manifest]);
  return "written";
}
