import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { desk, get, newsroom, put } from "./support/desk.ts";
import { equip, settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const SEED = {
  language: "fr",
  title: "Titre semé",
  body_text: "Un paragraphe semé, assez long pour les contrôles.",
  published_at: "2025-11-24T10:00:00.000Z",
  authors: [],
  tags: [],
  tag_labels: {},
  minor: false,
};
const MEMORY = [
  { source: "Titre semé", target: "A sown title" },
  {
    source: "Un paragraphe semé, assez long pour les contrôles.",
    target: "A sown paragraph, long enough for the checks.",
  },
];

async function sow(digest: string, articles: Record<string, object>): Promise<void> {
  for (const [slug, article] of Object.entries(articles))
    await env.KV.put(`seed/article/${slug}`, JSON.stringify(article));
  await env.KV.put("seed/memory/fr-en", JSON.stringify(MEMORY));
  await env.KV.put(
    "seed/manifest",
    JSON.stringify({ digest, articles: Object.keys(articles), memories: [{ source: "fr", target: "en" }] }),
  );
}

describe("seeds", () => {
  it("are served in their own language, and translated through the memory without any engine", async () => {
    await sow("one", { seme: SEED });
    expect(await (await get("/fr/articles/seme.json")).json()).toMatchObject({
      title: "Titre semé",
      published_at: SEED.published_at,
      updated_at: SEED.published_at,
    });
    expect(await (await get("/en/articles/seme.json")).json()).toMatchObject({
      title: "A sown title",
      body: [{ text: "A sown paragraph, long enough for the checks.", engine: "seed" }],
      translation: { engines: ["seed"], from_memory: 2, reviewed: null },
    });
    expect((await get("/ar/articles/seme.json")).status).toBe(503);
  });

  it("are taken only for slugs that do not exist yet", async () => {
    await put("seme", { title: "Publié avant" });
    await sow("one", { seme: SEED, autre: { ...SEED, title: "Autre semence" } });
    await newsroom().sweep();
    await settle("fr");
    expect(await (await get("/fr/articles/seme.json")).json()).toMatchObject({ title: "Publié avant", revision: 1 });
    expect(await (await get("/fr/articles/autre.json")).json()).toMatchObject({ title: "Autre semence" });
  });

  it("do not undo what an editor did to them, however often they are sown", async () => {
    await sow("one", { seme: SEED });
    await get("/fr/");
    await put("seme", { title: "Corrigé" });
    await sow("two", { seme: SEED });
    await newsroom().sweep();
    expect(await (await desk("GET", "/api/articles/seme")).json()).toMatchObject({ title: "Corrigé", revision: 2 });
  });

  it("that cannot be read stop nothing else", async () => {
    await env.KV.put("seed/manifest", "{");
    await put("mer", {});
    expect((await get("/fr/articles/mer.json")).status).toBe(200);
    await equip("en", null);
    expect((await get("/en/feed.json")).status).toBe(200);
  });

  it("come into the timeline in the order of their dates", async () => {
    await sow("one", { neuf: { ...SEED, published_at: "2025-12-01T00:00:00Z" }, vieux: SEED });
    const { items } = (await (await get("/fr/feed.json")).json()) as { items: { url: string }[] };
    expect(items.map(({ url }) => url.split("/").at(-1))).toEqual(["neuf", "vieux"]);
  });
});
