import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { desk, get, newsroom, problem, put, withdraw } from "./support/desk.ts";
import { settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

let ahead = 0;
/** Lets time pass for the newsroom and does what is then due. */
async function pass(ms = 2_000): Promise<void> {
  ahead += ms;
  const offset = ahead;
  await runInDurableObject(newsroom(), async (instance: Newsroom) => {
    instance.now = () => Date.now() + offset;
    await instance.alarm();
  });
}

async function lose(): Promise<void> {
  await runInDurableObject(newsroom(), (_: Newsroom, state) => state.storage.deleteAll());
  await abortAllDurableObjects();
}

const status = () => runInDurableObject(newsroom(), (instance: Newsroom) => instance.status());
async function recovered(): Promise<void> {
  for (let i = 0; i < 20; i++) {
    if ((await status()).state === "ok") return;
    await pass();
  }
  throw new Error("the newsroom did not recover");
}

const shown = async (slug: string) => {
  const answer = await desk("GET", `/api/articles/${slug}`);
  return { status: answer.status, etag: answer.headers.get("etag"), body: await answer.json() };
};

async function aPublication(): Promise<void> {
  await put("mer", { title: "La mer", aliases: ["ocean"], tags: ["eau"] });
  await put("mer", { title: "La mer, corrigée", aliases: ["ocean"], tags: ["eau"] });
  await put("ciel", { title: "Le ciel", expires_at: "2099-01-01T00:00:00Z" });
  await put("demain", { title: "Demain", published_at: "2098-01-01T00:00:00Z" });
  await put("retire", { title: "Retiré" });
  await desk("DELETE", "/api/articles/retire", JSON.stringify({ reason: "Erreur" }));
  await pass();
  await settle("fr");
}

describe("a newsroom that lost its storage", () => {
  it("takes its articles back from KV as they were, embargoes, aliases and withdrawals included", async () => {
    await aPublication();
    const slugs = ["mer", "ciel", "demain", "retire"];
    const before = await Promise.all(slugs.map(shown));
    await lose();
    await shown("mer");
    await recovered();
    expect(await Promise.all(slugs.map(shown))).toEqual(before);
    expect((await put("autre", { aliases: ["ocean"] })).status).toBe(422);
    expect((await get("/fr/articles/demain.json")).status).toBe(404);
    const list = (await (await desk("GET", "/api/articles?tag=eau")).json()) as { articles: { slug: string }[] };
    expect(list.articles.map(({ slug }) => slug)).toEqual(["mer"]);
  });

  it("refuses writes until it is done, and shows what is asked for first", async () => {
    for (let i = 0; i < 5; i++) await put(`n${i}`, { title: `Numéro ${i}` });
    await pass();
    await lose();
    // Many more than one step takes.
    const { value, metadata } = await env.KV.getWithMetadata<object>("article/n0");
    const copied = Array.from({ length: 250 }, async (_, i) => {
      const copy = JSON.parse(value ?? "") as {
        article: { id: number; slug: string; sequence: number };
        revision: { slug: string };
        entry: { slug: string; sequence: number };
      };
      copy.article.id = 100 + i;
      copy.article.slug = copy.revision.slug = copy.entry.slug = `copie-${i}`;
      copy.article.sequence = copy.entry.sequence = 100 + i;
      await env.KV.put(`article/copie-${i}`, JSON.stringify(copy), { metadata });
    });
    await Promise.all(copied);
    const refusal = await put("nouveau", {});
    expect(refusal.status).toBe(503);
    expect(refusal.headers.get("retry-after")).toBe("60");
    expect((await problem(refusal)).type).toBe("urn:dragoman:problem:recovering");
    expect((await withdraw("n1")).status).toBe(503);
    expect((await shown("n4")).status).toBe(200);
    await recovered();
    expect((await put("nouveau", {})).status).toBe(201);
    expect((await status()).articles).toEqual({ published: 256 });
  });

  it("tells editions no more than they know, and everything that is new", async () => {
    await aPublication();
    const before = await env.KV.get("rendition/fr/mer");
    await lose();
    await shown("mer");
    await recovered();
    await put("apres", { title: "Après la perte" });
    await settle("fr");
    expect((await get("/fr/articles/apres.json")).status).toBe(200);
    expect(await env.KV.get("rendition/fr/mer")).toBe(before);
    expect((await get("/fr/articles/retire.json")).status).toBe(410);
  });
});

describe("a newsroom that was put back to an earlier point", () => {
  it("is followed by editions whose cursor is ahead of its log", async () => {
    await put("un", { title: "Un" });
    await put("deux", { title: "Deux" });
    await settle("fr");
    // What a point-in-time restore does to the rows of the last write.
    await runInDurableObject(newsroom(), (_: Newsroom, state) => {
      state.storage.sql.exec("DELETE FROM articles WHERE slug = 'deux'");
      state.storage.sql.exec("DELETE FROM revisions WHERE slug = 'deux'");
      state.storage.sql.exec("DELETE FROM log WHERE slug = 'deux'");
    });
    await scheduler.wait(5);
    await put("trois", { title: "Trois" });
    await settle("fr");
    expect((await get("/fr/articles/trois.json")).status).toBe(200);
    expect((await get("/fr/articles/un.json")).status).toBe(200);
  });

  it("takes back from KV what was published since, at the next sweeps", async () => {
    await put("un", { title: "Un" });
    await put("deux", { title: "Deux" });
    await pass();
    await runInDurableObject(newsroom(), (_: Newsroom, state) => {
      for (const table of ["articles", "revisions", "log"])
        state.storage.sql.exec(`DELETE FROM ${table} WHERE slug = 'deux'`);
    });
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.sweep());
    expect((await shown("deux")).status).toBe(200);
    expect((await status()).drift.latest).toMatchObject([{ key: "article/deux", fault: "unknown" }]);
  });
});
