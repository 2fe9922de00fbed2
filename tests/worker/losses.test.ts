import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { desk, edition, get, newsroom, problem, put } from "./support/desk.ts";
import { rows } from "./support/newsroom-clock.ts";
import { bearing, createdToken, postToken } from "./support/tokens.ts";
import { Clock } from "./support/whole.ts";
import { wipe } from "./support/wipe.ts";

let clock = new Clock();

beforeEach(async () => {
  clock = new Clock();
  await clock.set();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

async function lose(stub: DurableObjectStub<Newsroom | Edition>): Promise<void> {
  await runInDurableObject(stub, (_, state) => state.storage.deleteAll());
  await abortAllDurableObjects();
}

const status = async () =>
  (await (await desk("GET", "/api/status")).json()) as {
    newsroom: { state: string; articles: Record<string, number> };
    editions: Record<string, { state: string; renditions: Record<string, number>; drift: { repaired: number } }>;
  };

async function recovered(): Promise<void> {
  for (let round = 0; round < 10; round++) {
    await clock.pass(61_000);
    const { newsroom: own, editions } = await status();
    if ([own, ...Object.values(editions)].every(({ state }) => state === "ok")) return;
  }
  throw new Error("not recovered");
}

describe("a newsroom that lost its storage", () => {
  const FIRST: [string, () => Promise<unknown>][] = [
    ["a token is asked for", () => postToken({ name: "presse", scopes: ["write"] })],
    ["a token is deleted", () => desk("DELETE", "/api/tokens/abc")],
    ["a translation is asked for again", () => desk("POST", "/api/articles/mer/translations/en/retranslate")],
    ["a budget is set", () => desk("PUT", "/api/budget", '{"fr":{"daily_characters":6000}}')],
    ["a glossary is sent", () => desk("PUT", "/api/glossary/fr-en", '{"terms":[]}')],
    ["a memory is sent", () => desk("POST", "/api/memory/fr-en.tmx", "", { "content-type": "application/x-tmx+xml" })],
    ["spending is confirmed", () => desk("POST", "/api/editions/en/confirm-spending", '{"characters":0}')],
    ["something is recorded", async () => newsroom().record({ kind: "budget-set", author: "editor", reason: "fr" })],
    ["a token is tried", () => desk("GET", "/api/articles/mer", undefined, bearing("drgm_0123456789_x"))],
  ];

  it.each(FIRST)("knows it though %s before anything else", async (_, first) => {
    await put("mer", {});
    await clock.pass(2_000);
    await lose(newsroom());
    await first();
    await recovered();
    expect((await desk("GET", "/api/articles/mer")).status).toBe(200);
    expect((await put("autre", {})).status).toBe(201);
    expect((await get("/fr/articles/autre.json")).status).toBe(200);
  });

  it("makes no token until it is done: its record would take another's number", async () => {
    await put("mer", {});
    await clock.pass(2_000);
    await lose(newsroom());
    const refusal = await postToken({ name: "presse", scopes: ["write"] });
    expect(refusal.status).toBe(503);
    expect((await problem(refusal)).type).toBe("urn:dragoman:problem:recovering");
    await recovered();
    await createdToken("presse", ["write"]);
    expect(await rows("SELECT kind, slug FROM log ORDER BY sequence")).toEqual([
      { kind: "publish", slug: "mer" },
      { kind: "token-created", slug: null },
    ]);
  });

  it.each([
    ["first", "a", "b"],
    ["last", "b", "a"],
  ])(
    "comes back though two backups claim one alias, the older %s, and gives it to the newer",
    async (_, older, newer) => {
      await put(older, { aliases: ["nom"] });
      await clock.pass(2_000);
      const stale = await env.KV.getWithMetadata<object>(`article/${older}`);
      await put(older, { aliases: [] });
      await put(newer, { aliases: ["nom"] });
      await clock.pass(2_000);
      // The newer backup of the first was on its way when the storage was lost.
      await env.KV.put(`article/${older}`, stale.value ?? "", { metadata: stale.metadata });
      await lose(newsroom());
      await recovered();
      expect((await status()).newsroom.articles).toEqual({ published: 2 });
      expect(await rows("SELECT alias, slug FROM aliases")).toEqual([{ alias: "nom", slug: newer }]);
      expect(await rows("SELECT slug, aliases FROM articles ORDER BY slug = ?", newer)).toEqual([
        { slug: older, aliases: "[]" },
        { slug: newer, aliases: '["nom"]' },
      ]);
      for (const slug of ["a", "b"]) expect((await put(slug, { title: "Corrigé", aliases: [] })).status).toBe(200);
    },
  );

  it.each([["a"], ["z"]])(
    "comes back though the backup of %s claims another article's slug for an alias",
    async (slug) => {
      await put(slug, { aliases: ["nom"] });
      await clock.pass(2_000);
      const stale = await env.KV.getWithMetadata<object>(`article/${slug}`);
      await put(slug, { aliases: [] });
      await put("nom", {});
      await clock.pass(2_000);
      await env.KV.put(`article/${slug}`, stale.value ?? "", { metadata: stale.metadata });
      await lose(newsroom());
      await recovered();
      expect((await status()).newsroom.articles).toEqual({ published: 2 });
      expect(await rows("SELECT alias FROM aliases")).toEqual([]);
    },
  );

  it("comes back though one backup cannot be read", async () => {
    for (const slug of ["a", "b"]) await put(slug, {});
    await clock.pass(2_000);
    await env.KV.put("article/a", "{", { metadata: { version: 2 } });
    await lose(newsroom());
    await recovered();
    expect((await status()).newsroom.articles).toEqual({ published: 1 });
    expect((await put("c", {})).status).toBe(201);
  });
});

describe("an edition that lost its storage", () => {
  it("takes a name that leads nowhere any more for just that, and for no article", async () => {
    await put("mer", { aliases: ["ocean"] });
    await clock.pass(2_000);
    await put("mer", { aliases: [] });
    await clock.pass(2_000);
    expect(await env.KV.get("rendition/fr/ocean")).toContain('"state":"pending"');
    await lose(edition("fr"));
    await get("/fr/articles/rien.json");
    await recovered();
    expect((await status()).editions["fr"]?.renditions).toEqual({ ready: 1 });
    expect((await get("/fr/articles/ocean.json")).status).toBe(404);
    // It is free for an article, whose key goes on from the version that KV has.
    await put("ocean", {});
    await clock.pass(2_000);
    expect((await get("/fr/articles/ocean.json")).status).toBe(200);
  });
});

describe("drift", () => {
  const sweep = async (language: string) => {
    for (let i = 0; i < 6; i++)
      await runInDurableObject(edition(language), (instance: Edition) => instance.sweep(language));
  };

  it("that cannot be taken back keeps nothing else from being mended", async () => {
    for (const slug of ["mer", "ciel"]) await put(slug, { tags: ["eau"] });
    await clock.pass(130_000);
    const metadata = { version: 1, digest: "", changedAt: 1, state: "ready" };
    // A line of a number that is another tag's, a rendition that is no JSON.
    await env.KV.put("front/fr/aaa", "{}", { metadata: { ...metadata, id: "t2" } });
    await env.KV.put("rendition/fr/aaa", "{", { metadata: { ...metadata, id: "a99" } });
    await env.KV.delete("rendition/fr/mer");
    await sweep("fr");
    await clock.pass(2_000);
    expect(await env.KV.get("rendition/fr/mer")).not.toBeNull();
  });

  it("is looked for by digest to the end after a loss, whatever the sweeps do meanwhile", async () => {
    const article = (i: number) => ({ slug: `n${i}`, language: "fr", title: `Numéro ${i}`, body_text: `Texte ${i}.` });
    const lines = Array.from({ length: 61 }, (_, i) => JSON.stringify(article(i)));
    await (await desk("POST", "/api/import", lines.join("\n"), { "content-type": "application/x-ndjson" })).bytes();
    await clock.pass(130_000);
    const { value, metadata } = await env.KV.getWithMetadata<object>("rendition/fr/n60");
    await lose(edition("fr"));
    // Of the same version, but not what the rows will make of it.
    await env.KV.put("rendition/fr/n60", value ?? "", { metadata: { ...metadata, digest: "another" } });
    await get("/fr/articles/rien.json");
    for (let round = 0; round < 12; round++) {
      await clock.pass(200);
      await sweep("fr");
    }
    expect((await env.KV.getWithMetadata<{ digest: string }>("rendition/fr/n60")).metadata?.digest).not.toBe("another");
  });
});

describe("a put that failed", () => {
  it("is confirmed though a newer reason came too early, and an eviction after it", async () => {
    await put("mer", {});
    await clock.pass(5_000);
    const puts = vi.spyOn(Object.getPrototypeOf(env.KV), "put").mockRejectedValue(new Error("timed out"));
    await put("mer", { title: "Deux" });
    await put("mer", { title: "Trois" });
    puts.mockRestore();
    await abortAllDurableObjects();
    await clock.pass(2_000);
    await clock.pass(2_000);
    expect(await env.KV.get("rendition/fr/mer")).toContain("Trois");
    await env.KV.put("rendition/fr/mer", "an older put that landed late", { metadata: { version: 0 } });
    await clock.pass(61_000);
    expect(await env.KV.get("rendition/fr/mer")).toContain("Trois");
  });
});

describe("a newsroom that was put back to an earlier point", () => {
  it("takes back what was published since, though its id and its number in the log are another's by now", async () => {
    await put("un", {});
    await put("deux", { title: "Deux" });
    await clock.pass(2_000);
    await runInDurableObject(newsroom(), (_: Newsroom, { storage }) => {
      for (const table of ["articles", "revisions", "log"])
        storage.sql.exec(`DELETE FROM ${table} WHERE slug = 'deux'`);
    });
    await put("trois", {});
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.sweep());
    expect(await rows("SELECT slug, id, sequence FROM articles ORDER BY id")).toEqual([
      { slug: "un", id: 1, sequence: 1 },
      { slug: "trois", id: 2, sequence: 2 },
      { slug: "deux", id: 3, sequence: 3 },
    ]);
    expect(await (await desk("GET", "/api/articles/deux")).json()).toMatchObject({ title: "Deux" });
    expect((await put("deux", { title: "Corrigé" })).status).toBe(200);
  });
});
