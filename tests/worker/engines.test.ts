import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { EngineFailure, TranslationEngine } from "../../src/translation/engine.ts";
import { NOON, TODAY, TOMORROW } from "./support/clock.ts";
import { desk, edition, get, put, withdraw } from "./support/desk.ts";
import {
  equip,
  type FakeEngine,
  fakeEngine,
  inEnglish,
  settle,
  spent,
  well,
  withBudget,
} from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const TWO = ["Le premier paragraphe parle de la mer.", "Le deuxième parle de la montagne."];
const TEXTS = ["La mer", ...TWO];
const CHARACTERS = TEXTS.join("").length;

const told = (at: number) => new Date(at).toISOString();
const publish = (slug = "mer") => put(slug, { title: "La mer", body_text: TWO.join("\n\n") });
const ask = (slug = "mer") =>
  runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", slug, 20_000));
const status = () => runInDurableObject(edition("en"), (instance: Edition) => instance.status("en"));

/** An engine that fails as told, call by call (null: well). */
function failing(...failures: (Partial<EngineFailure> | null)[]): FakeEngine {
  return fakeEngine((texts) => {
    const failure = failures.shift() ?? null;
    return failure === null ? well(texts) : { ok: false, failure: { kind: "failed", detail: "as told", ...failure } };
  });
}
const named = <E extends TranslationEngine>(engine: E, more: Partial<TranslationEngine> = {}): E => ({
  ...engine,
  name: "workers-ai",
  ...more,
});

describe("engines in order", () => {
  it("share what a paragraph may be bought: twice over all of them", async () => {
    await publish();
    const spoilt = () => fakeEngine((texts) => ({ ok: true, texts: texts.map(() => ""), billed: null }));
    const [first, second] = [failing({ kind: "silent" }), named(spoilt())];
    await equip("en", [first, second]);
    expect(await ask()).toMatchObject({ unavailable: { kind: "translation-held" } });
    const bought = [...first.sent(), ...second.sent()].toSorted();
    expect(bought).toEqual([...TEXTS, ...TEXTS].toSorted());
    // The second purchase goes alone, and without context.
    expect(second.calls.map(({ texts, context }) => [texts.length, context])).toEqual(TEXTS.map(() => [1, null]));
  });

  it("tell the first one's reason, and the first end of a pause, where none can be had", async () => {
    await publish();
    const first = failing({ kind: "quota-spent" });
    const second = named(failing({ kind: "overloaded", retryAfterMs: 45_000 }));
    await equip("en", [first, second], () => NOON);
    expect(await ask()).toMatchObject({ unavailable: { kind: "engine-quota-spent", retryAt: NOON + 45_000 } });
    expect((await status()).engines).toEqual([
      expect.objectContaining({ name: "deepl", state: "paused", until: told(NOON + 600_000), failures: 1 }),
      expect.objectContaining({ name: "workers-ai", state: "paused", until: told(NOON + 45_000) }),
    ]);
  });

  it("give way to the first again once it is back", async () => {
    let now = NOON;
    await publish();
    const [first, second] = [failing({ kind: "unreachable" }), named(fakeEngine())];
    await equip("en", [first, second], () => now);
    expect((await ask()).state).toBe("found");
    await put("mont", { title: "Le mont", body_text: "Un autre paragraphe, tout seul." });
    now += 30_001;
    expect((await ask("mont")).state).toBe("found");
    expect(first.calls).toHaveLength(2);
    expect(second.calls).toHaveLength(1);
    expect((await status()).engines[0]).toMatchObject({ state: "ready", failures: 0, failure: null });
  });

  it("are paid no more than the budget has, whichever it comes to", async () => {
    await publish();
    const [first, second] = [
      failing({ kind: "refused" }),
      named(fakeEngine(), { mostBilled: (text) => 2 * text.length }),
    ];
    await equip("en", [first, second]);
    await withBudget("en", 2 * CHARACTERS - 1);
    expect(await ask()).toMatchObject({ unavailable: { kind: "translation-budget-spent" } });
    // No day could pay it whole, so it is bought as far as this one goes.
    expect(second.calls).toHaveLength(1);
    expect(await spent("en")).toBeLessThan(2 * CHARACTERS);
    await withBudget("en", 4 * CHARACTERS);
    expect((await ask()).state).toBe("found");
    expect(await spent("en")).toBe(2 * CHARACTERS);
  });

  it("get requests of a size that they take", async () => {
    await publish();
    const engine = named(fakeEngine(), { mostTexts: 2 });
    await equip("en", [failing({ kind: "overloaded", retryAfterMs: 60_000 }), engine]);
    expect((await ask()).state).toBe("found");
    expect(engine.calls.map(({ texts }) => texts.length)).toEqual([2, 1]);
  });

  it("that break off half-way leave what came before, and are paid for no more than that", async () => {
    await publish();
    const partial = { texts: [inEnglish("La mer")], isNextBegun: true, billed: 20 };
    const engine = failing({ kind: "overloaded", partial }, null);
    let now = NOON;
    await equip("en", engine, () => now);
    expect(await ask()).toMatchObject({ unavailable: { kind: "engine-overloaded" } });
    expect(await spent("en")).toBe(20);
    now += 60_000;
    expect((await ask()).state).toBe("found");
    // The one that was begun is on its second purchase; the last was never sent.
    expect(engine.calls.slice(1).map(({ texts }) => texts)).toEqual([[TWO[1]], [TWO[0]]]);
  });
});

describe("a breaker", () => {
  it("opens for longer with each failed try, up to a quarter of an hour, and obeys Retry-After", async () => {
    let now = NOON;
    await publish();
    const kind = "unreachable" as const;
    await equip(
      "en",
      failing(...Array.from({ length: 8 }, () => ({ kind })), { kind, retryAfterMs: 3_600_000 }),
      () => now,
    );
    const pauses: number[] = [];
    for (let i = 0; i < 9; i++) {
      const answer = await ask();
      if (answer.state !== "unavailable") throw new Error("found");
      pauses.push((answer.unavailable.retryAt - now) / 1_000);
      now = answer.unavailable.retryAt;
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900, 3_600]);
  });

  it("opens for a while of its own in each edition", async () => {
    await publish();
    await equip("en", failing({ kind: "unreachable" }), () => NOON);
    await runInDurableObject(edition("en"), (instance: Edition) => {
      instance.random = () => 0.5;
    });
    expect(await ask()).toMatchObject({ unavailable: { retryAt: NOON + 27_000 } });
  });

  it("is kept over the death of its object", async () => {
    await publish();
    await equip("en", failing({ kind: "refused" }), () => NOON);
    await ask();
    const { engines } = await status();
    expect(engines).toMatchObject([{ name: "deepl", state: "paused", failure: "engine-refused" }]);
  });
});

describe("a short overload", () => {
  it("is sat out once for a reader who waits, who then is served", async () => {
    await publish();
    const engine = failing({ kind: "overloaded" }, null);
    await equip("en", engine);
    expect((await get("/en/articles/mer.json")).status).toBe(200);
    expect(engine.calls).toHaveLength(2);
    expect(await spent("en")).toBe(CHARACTERS);
  });

  it("is not sat out for a feed, nor twice, nor where nobody waits", async () => {
    await publish();
    const engine = failing({ kind: "overloaded" }, { kind: "overloaded" }, { kind: "overloaded" });
    let now = NOON;
    await equip("en", engine, () => now);
    await get("/en/feed.json");
    expect(engine.calls).toHaveLength(1);
    now += 40_000;
    expect((await ask()).state).toBe("unavailable");
    expect(engine.calls).toHaveLength(3);
  });
});

describe("a call whose answer was lost", () => {
  const MINUTE = 60_000;
  const books = () => runInDurableObject(edition("en"), (instance: Edition) => instance.usage("en", TODAY, TOMORROW));

  /** Lets the edition do what is due; duties that wait for an engine are waited for. */
  async function due(): Promise<void> {
    await runInDurableObject(edition("en"), async (instance: Edition) => {
      await instance.alarm();
      await scheduler.wait(20);
    });
  }

  it.each([
    ["is free again where the account shows no rise for it", 0, "released", 0],
    ["stays spent where it may be in the rise", CHARACTERS, "spent", CHARACTERS],
  ])("%s", async (_, rise, state, left) => {
    let now = NOON;
    let count = 5_000;
    await put("avant", { title: "Avant", body_text: "Un paragraphe qui est acheté avant." });
    await publish();
    const engine = failing(null, { kind: "silent" });
    await equip("en", { ...engine, usage: async () => ({ ok: true, value: { count, limit: null } }) }, () => now);
    expect((await ask("avant")).state).toBe("found");
    const before = await spent("en");
    // The account is marked after the first call.
    now += MINUTE;
    await due();
    now += MINUTE;
    expect((await ask()).state).toBe("unavailable");
    expect((await books()).unsettled).toMatchObject([{ engine: "deepl", characters: CHARACTERS, state: "open" }]);
    expect((await status()).spending.unsettled).toBe(CHARACTERS);
    // Nothing more is bought behind the test's back.
    await withdraw("mer");
    count += rise;
    now += 14 * MINUTE;
    await due();
    expect(await spent("en")).toBe(before + CHARACTERS);
    now += 2 * MINUTE;
    await due();
    expect((await books()).unsettled).toMatchObject([{ state }]);
    expect(await spent("en")).toBe(before + left);
    expect((await status()).spending.unsettled).toBe(0);
  });

  it("stays spent for good where the account cannot be asked for a day", async () => {
    let now = NOON;
    await publish();
    const engine = failing({ kind: "silent" });
    const usage = async () => ({ ok: false as const, error: { kind: "refused" as const, detail: "a relay" } });
    await equip("en", { ...engine, usage }, () => now);
    await ask();
    await withdraw("mer");
    for (let i = 0; i < 3; i++) {
      now += 13 * 60 * MINUTE;
      await due();
    }
    expect((await books()).unsettled).toMatchObject([{ state: "spent" }]);
    expect((await books()).days[0]).toMatchObject({
      engines: { deepl: { characters: CHARACTERS } },
      spent: CHARACTERS,
    });
  });
});

describe("/health and /api/status", () => {
  it("show each engine", async () => {
    const health = (await (await get("/health")).json()) as { engines: unknown };
    const engines = [
      { name: "deepl", configured: false },
      { name: "workers-ai", configured: false },
    ];
    expect(health.engines).toEqual({ fr: engines, en: engines, ar: engines });
    await settle("en");
    await equip("en", fakeEngine());
    const { editions } = (await (await desk("GET", "/api/status")).json()) as {
      editions: { en: { engines: unknown; spending: unknown } };
    };
    expect(editions.en.engines).toEqual([{ name: "deepl", state: "ready", until: null, failures: 0, failure: null }]);
    expect(editions.en.spending).toMatchObject({ daily_characters: 100_000, monthly_characters: null, unsettled: 0 });
  });
});
