import { describe, expect, it } from "vitest";
import { entriesOf } from "../../../kv-seed/entries.ts";
import { load } from "../../../kv-seed/load.ts";
import { withLocalStore } from "../../../kv-seed/local-store.ts";
import { Seeds } from "../../../src/replica/seeds.ts";
import { article, seedFolder, seedOf, tmx, tu } from "./seed-folder.ts";

const FILES = {
  "articles/essai.fr.md": article({}),
  "memory/fr-en.tmx": tmx(tu("Essai", "Trial")),
  "glossary/fr-en.tsv": "source\ttarget\trule\nEssai\tTrial\ttranslate\n",
};

function memoryStore() {
  const written: string[] = [];
  const values = new Map<string, string>();
  const store = {
    manifest: async () => values.get("seed/manifest") ?? null,
    put: async (entries: { key: string; value: string }[]) => {
      for (const { key, value } of entries) {
        written.push(key);
        values.set(key, value);
      }
    },
  };
  return { store, written, values };
}

describe("loading", () => {
  it("writes what the Worker's reader takes, the manifest last", async () => {
    const { store, written, values } = memoryStore();
    expect(await load(store, entriesOf(seedOf(FILES)))).toBe("written");
    expect(written).toEqual(["seed/article/essai", "seed/glossary/fr-en", "seed/memory/fr-en", "seed/manifest"]);

    const get = async (key: string) => JSON.parse(values.get(key) ?? "null") as unknown;
    const seeds = new Seeds({ get } as unknown as KVNamespace);
    expect(await seeds.manifest()).toMatchObject({ articles: ["essai"], memories: [{ source: "fr", target: "en" }] });
    expect(await seeds.article("essai")).toMatchObject({ title: "Essai", language: "fr" });
    expect(await seeds.memory("fr", "en")).toEqual([{ source: "Essai", target: "Trial" }]);
  });

  it("changes nothing the second time, and a changed word changes the digest", async () => {
    const { store, written } = memoryStore();
    await load(store, entriesOf(seedOf(FILES)));
    const before = written.length;
    expect(await load(store, entriesOf(seedOf(FILES)))).toBe("unchanged");
    expect(written).toHaveLength(before);

    const corrected = { ...FILES, "memory/fr-en.tmx": tmx(tu("Essai", "Test")) };
    expect(entriesOf(seedOf(corrected)).digest).not.toBe(entriesOf(seedOf(FILES)).digest);
    expect(await load(store, entriesOf(seedOf(corrected)))).toBe("written");
  });

  it("keeps what it wrote on this machine's disk", async () => {
    const state = seedFolder({});
    const entries = entriesOf(seedOf(FILES));
    expect(await withLocalStore(state, (store) => load(store, entries))).toBe("written");
    expect(await withLocalStore(state, (store) => load(store, entries))).toBe("unchanged");
  });
});
