import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import type { EngineFailureKind } from "../../src/translation/engine.ts";
import { desk, edition, get, newsroom, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, frontOf, inEnglish, settle, spent, well, withBudget } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const ask = (slug: string, language = "en") =>
  runInDurableObject(edition(language), (instance: Edition) => instance.rendition(language, slug, 5_000));

async function publishThirty(): Promise<void> {
  for (let i = 0; i < 30; i++)
    await put(`n${i}`, { title: `Numéro ${i}`, body_text: `Le texte du numéro ${i} est ici.` });
}

function failing(kind: EngineFailureKind) {
  return fakeEngine(async () => {
    await scheduler.wait(20);
    return { ok: false, failure: { kind, detail: "as told" } };
  });
}

const SIXTY = Array.from({ length: 60 }, (_, i) => `Le paragraphe numéro ${i} est ici.`);

describe("an outage", () => {
  it("costs a feed of thirty articles a few calls and one short hold-off", async () => {
    await publishThirty();
    const engine = failing("overloaded");
    await equip("en", engine);
    await get("/en/feed.json");
    expect(engine.calls.length).toBeLessThanOrEqual(4);
    const retryAt = await ask("n3");
    expect(retryAt).toMatchObject({ state: "unavailable", unavailable: { kind: "engine-overloaded" } });
    expect((retryAt as { unavailable: { retryAt: number } }).unavailable.retryAt - Date.now()).toBeLessThanOrEqual(
      30_000,
    );
  });

  it("of silence leaves no article held that was not sent twice, and none at all where the engine can be asked for free", async () => {
    await publishThirty();
    let now = Date.now();
    const silent = { ...failing("silent"), check: async () => ({ kind: "silent" as const, detail: "still silent" }) };
    await equip("en", silent, () => now);
    const front = () => frontOf("en", 5_000);
    for (let round = 0; round < 6; round++) {
      await front();
      now += 16 * 60_000;
    }
    expect(silent.calls.length).toBeLessThanOrEqual(4);
    const back = fakeEngine();
    await equip("en", { ...back, check: async () => null }, () => now);
    await front();
    const states = await runInDurableObject(edition("en"), (_: Edition, state) =>
      state.storage.sql.exec("SELECT state, count(*) AS n FROM renditions GROUP BY state").toArray(),
    );
    expect(states).toEqual([{ state: "ready", n: 30 }]);
  });
});

describe("one article that an engine cannot take", () => {
  it("is held by itself: the others are translated", async () => {
    await put("enorme", { title: "Un", body_text: "mot ".repeat(40_000) });
    await put("refuse", { title: "Deux", body_text: "Un texte que le relais trouve trop grand." });
    await put("mer", { title: "La mer", body_text: "La mer est belle." });
    const engine = fakeEngine((texts) =>
      texts.some((text) => text.includes("trop grand"))
        ? { ok: false, failure: { kind: "too-large", detail: "413" } }
        : well(texts),
    );
    await equip("en", engine);
    await withBudget("en", 10_000_000);
    expect(await ask("enorme")).toMatchObject({ unavailable: { kind: "translation-held" } });
    expect(await ask("refuse")).toMatchObject({ unavailable: { kind: "translation-held" } });
    expect((await ask("mer")).state).toBe("found");
    expect(engine.sent().every((text) => text.length < 1_000)).toBe(true);
  });

  it("is let go when the memory comes to know its paragraphs", async () => {
    await put("seme", { title: "Titre semé", body_text: "Un paragraphe semé, assez long pour les contrôles." });
    await equip(
      "en",
      fakeEngine((texts) => ({ ok: true, texts: texts.map(() => ""), billed: null })),
    );
    expect(await ask("seme")).toMatchObject({ unavailable: { kind: "translation-held" } });
    const memory = [
      { source: "Titre semé", target: "A sown title" },
      {
        source: "Un paragraphe semé, assez long pour les contrôles.",
        target: "A sown paragraph, long enough for the checks.",
      },
    ];
    await env.KV.put("seed/memory/fr-en", JSON.stringify(memory));
    await env.KV.put(
      "seed/manifest",
      JSON.stringify({ digest: "one", articles: [], memories: [{ source: "fr", target: "en" }] }),
    );
    await newsroom().sweep();
    await settle("en");
    expect((await ask("seme")).state).toBe("found");
  });
});

describe("a paragraph", () => {
  it("that stands twice, spelt with other spaces, is not bought for ever", async () => {
    const text = "Le conseil municipal de la ville de Rabat";
    await put("mer", { title: "La mer", body_text: `${text.replaceAll(" ", "\u00a0".repeat(40))}\n\n${text}` });
    const engine = fakeEngine((texts) => ({
      ok: true,
      texts: texts.map((t) =>
        t.startsWith("Le conseil") ? "The municipal council of the city of Rabat" : inEnglish(t),
      ),
      billed: null,
    }));
    await equip("en", engine);
    expect((await ask("mer")).state).toBe("found");
    expect(engine.sent().filter((t) => t.startsWith("Le conseil"))).toHaveLength(1);
  });

  it("that was never sent is not counted as bought, nor paid for, when its object dies", async () => {
    const texts = ["Long", ...SIXTY];
    await put("long", { title: "Long", body_text: SIXTY.join("\n\n") });
    const sent: string[] = [];
    for (let round = 0; round < 2; round++) {
      const engine = fakeEngine(() => new Promise(() => undefined));
      await equip("en", engine);
      const waiting = get("/en/articles/long");
      await vi.waitFor(() => expect(engine.calls).toHaveLength(1), 5_000);
      sent.push(...engine.sent());
      await runInDurableObject(edition("en"), (_: Edition, state) => state.storage.sync());
      await abortAllDurableObjects();
      await waiting.catch(() => undefined);
    }
    // First the fifty of a full request, then those that were not in it: each was sent, and lost, once.
    expect(sent.toSorted()).toEqual(texts.toSorted());
    const engine = fakeEngine();
    await equip("en", engine);
    expect((await ask("long")).state).toBe("found");
    expect(engine.sent().toSorted()).toEqual(texts.toSorted());
    expect(await spent("en")).toBe(2 * texts.reduce((sum, text) => sum + text.length, 0));
  });

  it("without a space in a hundred thousand characters keeps nobody waiting", async () => {
    await put("colle", { title: "Collé", body_text: "界".repeat(100_000) });
    await equip("en", fakeEngine());
    const start = Date.now();
    await ask("colle");
    // Quadratic work took half a minute here.
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});

describe("a call", () => {
  const rows = (sql: string) =>
    runInDurableObject(edition("en"), (_: Edition, state) => state.storage.sql.exec(sql).toArray());

  it("that breaks leaves no reservation for what was not sent", async () => {
    await put("long", { title: "Long", body_text: SIXTY.join("\n\n") });
    const engine = fakeEngine(() => {
      throw new Error("an engine that rejects");
    });
    await equip("en", engine);
    await ask("long");
    expect(await rows("SELECT id FROM intents")).toEqual([]);
    expect(await spent("en")).toBe(engine.sent().join("").length);
  });

  it("that is too large goes again in halves", async () => {
    await put("long", { title: "Long", body_text: SIXTY.join("\n\n") });
    const engine = fakeEngine((texts) =>
      texts.length > 10 ? { ok: false, failure: { kind: "too-large", detail: "413" } } : well(texts),
    );
    await equip("en", engine);
    expect((await ask("long")).state).toBe("found");
    expect(await rows("SELECT id FROM intents")).toEqual([]);
    expect(await spent("en")).toBe(["Long", ...SIXTY].join("").length);
  });

  it("that waits for its lane is not made for an article that was withdrawn meanwhile", async () => {
    for (let i = 0; i < 5; i++)
      await put(`n${i}`, { title: `Numéro ${i}`, body_text: `Le texte du numéro ${i} est ici.` });
    const gate = Promise.withResolvers<void>();
    const engine = fakeEngine(async (texts) => {
      await gate.promise;
      return well(texts);
    });
    await equip("en", engine);
    const all = Array.from({ length: 5 }, (_, i) => ask(`n${i}`));
    await vi.waitFor(() => expect(engine.calls).toHaveLength(4));
    await withdraw("n4");
    gate.resolve();
    await Promise.all(all);
    expect(engine.sent().join()).not.toContain("numéro 4");
  });

  it("that may cost is made again only once the engine answers for free, however it failed meanwhile", async () => {
    await put("mer", {});
    let now = Date.now();
    const silent = fakeEngine(() => ({ ok: false, failure: { kind: "silent", detail: "" } }));
    const engine = { ...silent, check: async () => ({ kind: "unreachable" as const, detail: "" }) };
    await equip("en", engine, () => now);
    for (let i = 0; i < 6; i++) {
      await ask("mer");
      now += 16 * 60_000;
    }
    expect(silent.calls).toHaveLength(1);
    expect(await rows("SELECT state FROM renditions")).toEqual([{ state: "pending" }]);
  });
});

describe("a correction that is held", () => {
  it("is let go when the memory comes to know it, though readers have the last translation", async () => {
    await put("seme", { title: "Titre semé", body_text: "Un paragraphe semé, assez long pour les contrôles." });
    await equip("en", fakeEngine());
    await ask("seme");
    await equip(
      "en",
      fakeEngine((texts) => ({ ok: true, texts: texts.map(() => ""), billed: null })),
    );
    await put("seme", { title: "Titre semé", body_text: "Un paragraphe nouveau, assez long pour les contrôles." });
    await ask("seme");
    const state = () =>
      runInDurableObject(edition("en"), (_: Edition, s) => s.storage.sql.exec("SELECT state FROM renditions").one());
    await vi.waitFor(async () => expect(await state()).toEqual({ state: "held" }));
    const memory = [
      {
        source: "Un paragraphe nouveau, assez long pour les contrôles.",
        target: "A new paragraph, long enough for the checks.",
      },
    ];
    await env.KV.put("seed/memory/fr-en", JSON.stringify(memory));
    await env.KV.put(
      "seed/manifest",
      JSON.stringify({ digest: "one", articles: [], memories: [{ source: "fr", target: "en" }] }),
    );
    await newsroom().sweep();
    await settle("en");
    await vi.waitFor(async () => {
      await ask("seme");
      expect(await state()).toEqual({ state: "ready" });
    });
  });
});

describe("an article larger than the day's budget", () => {
  it("is bought day by day", async () => {
    let now = Date.now();
    await put("long", { title: "Long", body_text: SIXTY.join("\n\n") });
    const engine = fakeEngine();
    await equip("en", engine, () => now);
    await withBudget("en", 1_500);
    expect(await ask("long")).toMatchObject({ unavailable: { kind: "translation-budget-spent" } });
    expect(await spent("en")).toBeLessThanOrEqual(1_500);
    now += 86_400_000;
    expect((await ask("long")).state).toBe("found");
    expect(engine.sent()).toHaveLength(new Set(engine.sent()).size);
  });
});

describe("a sweep", () => {
  const compared = async () => {
    const told = (await (await desk("GET", "/api/status")).json()) as Record<"newsroom", Swept> & {
      editions: Record<string, Swept>;
    };
    return [told.newsroom, ...Object.values(told.editions)].map(({ drift }) => drift.compared > 0);
  };
  type Swept = { drift: { compared: number } };

  it("that fails in one object goes on in the others", async () => {
    await put("mer", {});
    await settle("fr");
    const listed = vi.spyOn(Object.getPrototypeOf(env.KV), "list").mockRejectedValueOnce(new Error("KV is down"));
    await exports.default.scheduled();
    expect(listed).toHaveBeenCalled();
    expect((await compared()).slice(0, 2)).toEqual([false, true]);
  });

  it("whose comparison fails pokes the editions all the same", async () => {
    await put("mer", {});
    vi.spyOn(Object.getPrototypeOf(env.KV), "list").mockRejectedValue(new Error("KV is down"));
    const poked = vi.spyOn(
      await runInDurableObject(edition("fr"), (instance: Edition) => Object.getPrototypeOf(instance) as Edition),
      "poke",
    );
    await runInDurableObject(newsroom(), (instance: Newsroom) =>
      expect(instance.sweep()).rejects.toThrow("KV is down"),
    );
    expect(poked.mock.calls.map(([language]) => language).toSorted()).toEqual(["ar", "en", "fr"]);
  });
});
