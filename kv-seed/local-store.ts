import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { keys } from "../src/replica/keys.ts";
import type { SeedStore } from "./load.ts";

/** What `wrangler dev` calls a namespace without an id: its binding (wrangler.toml). */
const NAMESPACE = "KV";

/** The KV of `wrangler dev --persist-to DIRECTORY`, opened the way `wrangler kv --local` opens it. */
export async function withLocalStore<T>(directory: string, use: (store: SeedStore) => Promise<T>): Promise<T> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: "export default {}",
      cf: false,
      resourcePersistencePath: join(directory, "v3"),
      kvNamespaces: { KV: NAMESPACE },
    }),
  );
  try {
    const kv = await miniflare.getKVNamespace("KV");
    return await use({
      manifest: () => kv.get(keys.seedManifest, "text"),
      put: async (entries) => {
        for (const { key, value } of entries) await kv.put(key, value);
      },
    });
  } finally {
    await miniflare.dispose();
  }
}
