import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { COST_OF_FAILURE, type EngineFailureKind } from "../../src/translation/engine.ts";
import { MIDNIGHT, NOON } from "./support/clock.ts";
import { desk, edition, get, problem, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, inEnglish, settle, spent, well, withBudget } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

const TWO = "Le premier paragraphe parle de la mer.\n\nLe deuxième parle de la montagne.";
const CHARACTERS =
  "La mer".length + "Le premier paragraphe parle de la mer.".length + "Le deuxième parle de la montagne.".length;

beforeEach(async () => {
  await put("mer", { title: "La mer", body_text: TWO });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

describe("an engine that fails", () => {
  const PROBLEMS: [EngineFailureKind, string][] = [
    ["overloaded", "engine-overloaded"],
    ["quota-spent", "engine-quota-spent"],
    ["refused", "engine-refused"],
    ["failed", "engine-failed"],
    ["unreachable", "engine-unreachable"],
    ["garbled", "engine-garbled"],
    ["silent", "engine-silent"],
  ];

  it.each(PROBLEMS)(
    "(%s) is told as %s, is left alone for a while, and leaves nothing wrong behind",
    async (kind, type) => {
      let now = Date.now();
      const engine = fakeEngine((texts, call) =>
        call === 1 ? { ok: false, failure: { kind, detail: "as told", retryAfterMs: 30_000 } } : well(texts),
      );
      await equip("en", engine, () => now);
      const answer = await get("/en/articles/mer.json");
      expect(answer.status).toBe(503);
      expect(await problem(answer)).toMatchObject({ type: `urn:dragoman:problem:${type}` });
      const retryAfter = Number(answer.headers.get("retry-after"));
      expect(retryAfter).toBeGreaterThan(0);
      // Other readers, other formats and the feeds do not make it ask again during the hold-off.
      for (const path of ["/en/articles/mer.txt", "/en/articles/mer.md", "/en/feed.json"]) await get(path);
      expect(engine.calls).toHaveLength(1);
      expect(await spent("en")).toBe(COST_OF_FAILURE[kind] === "free" ? 0 : CHARACTERS);

      now += (retryAfter + 1) * 1_000;
      const later = await runInDurableObject(edition("en"), (instance: Edition) =>
        instance.rendition("en", "mer", 5_000),
      );
      expect(later.state).toBe("found");
      const bought = engine.sent().slice(3);
      expect(bought.toSorted()).toEqual(["La mer", ...TWO.split("\n\n")].toSorted());
    },
  );

  it("of the length of an answer is asked text by text, and nothing is paired by guess", async () => {
    const engine = fakeEngine((texts, call) =>
      call === 1 ? { ok: false, failure: { kind: "wrong-count", detail: "2 for 3" } } : well(texts),
    );
    await equip("en", engine);
    expect(await (await get("/en/articles/mer.json")).json()).toMatchObject({ title: "en-La en-mer" });
    expect(engine.calls.map(({ texts }) => texts.length)).toEqual([3, 1, 1, 1]);
    expect(engine.calls.slice(1).map(({ context }) => context)).toEqual([null, null, null]);
  });

  it("twice over the same paragraph buys it no third time: the translation is held for a person", async () => {
    const engine = fakeEngine((texts) => ({
      ok: true,
      texts: texts.map((text) => (text.includes("mer.") ? "" : inEnglish(text))),
      billed: null,
    }));
    await equip("en", engine);
    for (const path of ["/en/articles/mer.json", "/en/articles/mer.txt", "/en/rss.xml"]) await get(path);
    const answer = await get("/en/articles/mer.json");
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:translation-held" });
    const asked = engine.sent().filter((text) => text === "Le premier paragraphe parle de la mer.");
    expect(asked).toHaveLength(2);
    expect(engine.sent().filter((text) => text === "La mer")).toHaveLength(1);
    // A correction of the paragraph brings it on: only that is new.
    await put("mer", { title: "La mer", body_text: TWO.replace("de la mer", "des vagues") });
    await settle("en");
    expect((await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", "mer", 5_000))).state).toBe(
      "found",
    );
    expect(engine.calls.at(-1)?.texts).toEqual(["Le premier paragraphe parle des vagues."]);
  });

  it.each([
    ["source text as its own translation", (text: string) => text],
    ["nothing", () => ""],
    ["a script", (text: string) => `<script>alert(1)</script>${inEnglish(text)}`],
    ["a character that decoding could not read", (text: string) => `${inEnglish(text)}\uFFFD`],
    ["ten times the text", (text: string) => inEnglish(text).repeat(10)],
  ])("with %s is never served", async (_, spoil) => {
    await equip(
      "en",
      fakeEngine((texts) => ({
        ok: true,
        texts: texts.map((text) => (text.length > 20 ? spoil(text) : inEnglish(text))),
        billed: null,
      })),
    );
    expect((await get("/en/articles/mer.json")).status).toBe(503);
    expect(await (await get("/en/feed.json")).json()).toMatchObject({ items: [] });
    expect(await env.KV.get("rendition/en/mer")).toBeNull();
  });
});

describe("an engine that gives every text back as it came", () => {
  it.each(["en", "ar"])("publishes nothing in %s, however short the texts are", async (language) => {
    await put("greve", { title: "Grève", body_text: "Tout est fermé.\n\nRien ne va." });
    await equip(
      language,
      fakeEngine((texts) => ({ ok: true, texts, billed: null })),
    );
    const answer = await get(`/${language}/articles/greve.json`);
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:translation-held" });
    expect(await (await get(`/${language}/feed.json`)).text()).not.toContain("Tout est");
  });
});

describe("a translation that is held", () => {
  it("gets another chance when an editor asks for it, and only what is missing is bought", async () => {
    const broken = fakeEngine((texts) => ({
      ok: true,
      texts: texts.map((text) => (text === "La mer" ? "The sea" : "")),
      billed: null,
    }));
    await equip("en", broken);
    await get("/en/articles/mer.json");
    const engine = fakeEngine();
    await equip("en", engine);
    expect((await get("/en/articles/mer.json")).status).toBe(503);
    const path = "/api/articles/mer/translations/en/retranslate";
    const asked = await desk("POST", path);
    expect(asked.status).toBe(202);
    expect(await asked.json()).toEqual({ slug: "mer", language: "en", state: "pending" });
    await vi.waitFor(async () => expect((await get("/en/articles/mer.json")).status).toBe(200));
    expect(engine.sent().toSorted()).toEqual(TWO.split("\n\n").toSorted());
    expect(await (await desk("POST", path)).json()).toMatchObject({ state: "ready" });
    expect((await desk("POST", "/api/articles/rien/translations/en/retranslate")).status).toBe(404);
    expect((await desk("POST", "/api/articles/mer/translations/de/retranslate")).status).toBe(404);
  });
});

describe("the day's budget", () => {
  async function withDaily(characters: number, work: () => Promise<void>): Promise<void> {
    await withBudget("en", characters);
    await work();
  }

  it("is never passed by one character, whoever asks at once", async () => {
    const slugs = Array.from({ length: 20 }, (_, i) => `article-${i}`);
    for (const [i, slug] of slugs.entries())
      await put(slug, { title: `Titre numéro ${i}`, body_text: `Le paragraphe ${i} est seul.` });
    const engine = fakeEngine(async (texts) => {
      await scheduler.wait(5);
      return well(texts);
    });
    await equip("en", engine);
    await withDaily(210, async () => {
      const answers = await Promise.all(
        slugs.flatMap((slug) => [".json", ".txt", ".md"].map((format) => get(`/en/articles/${slug}${format}`))),
      );
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
      const refused = answers.filter(({ status }) => status === 503);
      expect(refused.length).toBeGreaterThan(0);
      expect(await problem(refused[0] as Response)).toMatchObject({
        type: "urn:dragoman:problem:translation-budget-spent",
      });
      const bought = engine.sent().reduce((sum, text) => sum + [...text].length, 0);
      expect(bought).toBeLessThanOrEqual(210);
      expect(await spent("en")).toBe(bought);
    });
  });

  it("is back after midnight UTC, as Retry-After says", async () => {
    let now = NOON;
    const engine = fakeEngine();
    await put("petit", { title: "Un petit titre", body_text: "Un petit paragraphe, seul." });
    await equip("en", engine, () => now);
    const ask = (slug: string) => runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", slug, 1_000));
    await withDaily(CHARACTERS + 10, async () => {
      expect((await ask("petit")).state).toBe("found");
      const refused = await ask("mer");
      const retryAt = MIDNIGHT;
      expect(refused).toMatchObject({ unavailable: { kind: "translation-budget-spent", retryAt } });
      expect(engine.calls).toHaveLength(1);
      now = MIDNIGHT + 1_000;
      expect((await ask("mer")).state).toBe("found");
    });
  });

  it("gives articles of the archive half of it at most", async () => {
    const old = (year: number) => ({
      title: `Titre de ${year}`,
      body_text: `Un vieux paragraphe de ${year}.`,
      published_at: `${year}-01-01T00:00:00Z`,
    });
    for (const year of [2019, 2020, 2021]) await put(`vieux-${year}`, old(year));
    await equip("en", fakeEngine());
    await withDaily(190, async () => {
      const statuses = [];
      for (const year of [2019, 2020, 2021]) statuses.push((await get(`/en/articles/vieux-${year}.json`)).status);
      expect(statuses).toEqual([200, 200, 503]);
      expect((await get("/en/articles/mer.json")).status).toBe(200);
    });
  });

  it("settles for what the engine billed", async () => {
    await equip(
      "en",
      fakeEngine((texts) => ({ ok: true, texts: texts.map(inEnglish), billed: 7 })),
    );
    await get("/en/articles/mer.json");
    expect(await spent("en")).toBe(7);
  });
});

describe("an edition that is evicted", () => {
  it("in the middle of a call resumes by itself, keeps the reservation spent, and buys nothing a third time", async () => {
    const silent = fakeEngine(() => new Promise(() => undefined));
    await equip("en", silent);
    const waiting = get("/en/articles/mer");
    await vi.waitFor(() => expect(silent.calls).toHaveLength(1));
    await abortAllDurableObjects();
    await waiting.catch(() => undefined);
    const engine = fakeEngine();
    await equip("en", engine);
    await settle("en");
    await vi.waitFor(async () => expect((await get("/en/articles/mer.json")).status).toBe(200));
    expect(engine.calls.map(({ texts }) => texts.length)).toEqual([1, 1, 1]);
    expect(await spent("en")).toBe(2 * CHARACTERS);
  });

  it("answers from its rows, without the engine", async () => {
    await equip("en", fakeEngine());
    await get("/en/articles/mer.json");
    await settle("en");
    await evictDurableObject(edition("en"));
    await equip("en", null);
    await env.KV.delete("rendition/en/mer");
    expect((await get("/en/articles/mer.json")).status).toBe(200);
  });
});

describe("an article that changes while it is translated", () => {
  it("is not published once it is withdrawn; what was bought is kept", async () => {
    const gate = Promise.withResolvers<void>();
    const engine = fakeEngine(async (texts) => {
      await gate.promise;
      return well(texts);
    });
    await equip("en", engine);
    const waiting = get("/en/articles/mer.json");
    await vi.waitFor(() => expect(engine.calls).toHaveLength(1));
    await withdraw("mer");
    gate.resolve();
    expect((await waiting).status).toBe(410);
    await put("mer", { title: "La mer", body_text: TWO });
    await settle("en");
    expect((await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", "mer", 1_000))).state).toBe(
      "found",
    );
    expect(engine.calls).toHaveLength(1);
  });

  it("comes out as its newest revision", async () => {
    const gate = Promise.withResolvers<void>();
    const engine = fakeEngine(async (texts, call) => {
      if (call === 1) await gate.promise;
      return well(texts);
    });
    await equip("en", engine);
    const waiting = get("/en/articles/mer.json");
    await vi.waitFor(() => expect(engine.calls).toHaveLength(1));
    await put("mer", { title: "L'océan", body_text: TWO });
    gate.resolve();
    expect(await (await waiting).json()).toMatchObject({ title: "en-L'en-océan", revision: 2 });
    expect(engine.calls.map(({ texts }) => texts)).toEqual([["La mer", ...TWO.split("\n\n")], ["L'océan"]]);
  });
});

describe("a correction", () => {
  it("right after its article was translated is not bought before somebody asks for it", async () => {
    const engine = fakeEngine();
    await equip("en", engine);
    await get("/en/articles/mer.json");
    await put("mer", { title: "L'océan", body_text: TWO });
    await settle("en", 120_000);
    expect(engine.calls).toHaveLength(1);
    await get("/en/articles/mer.json");
    await vi.waitFor(() => expect(engine.calls).toHaveLength(2));
  });
});

describe("a KV that fails", () => {
  it("gets the newest value once it works again, and once more a minute later", async () => {
    const puts = vi.spyOn(Object.getPrototypeOf(env.KV), "put");
    puts.mockRejectedValue(new Error("KV PUT failed: 429 Too Many Requests"));
    await put("vague", { title: "Une vague" });
    await put("vague", { title: "Une autre vague" });
    expect(await env.KV.get("rendition/fr/vague")).toBeNull();
    // Readers do not notice: the edition has it.
    expect(await (await get("/fr/articles/vague.json")).json()).toMatchObject({ title: "Une autre vague" });
    puts.mockRestore();
    await settle("fr", 120_000);
    expect(await env.KV.get("rendition/fr/vague")).toContain("Une autre vague");
    await env.KV.put("rendition/fr/vague", "an older put that landed late", { metadata: { version: 0 } });
    await settle("fr", 61_000);
    expect(await env.KV.get("rendition/fr/vague")).toContain("Une autre vague");
  });
});
