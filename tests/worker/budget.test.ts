import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { MIDNIGHT, NEXT_MONTH, NOON, TODAY, TOMORROW } from "./support/clock.ts";
import { desk, edition, get, problem, put } from "./support/desk.ts";
import { equip, fakeEngine, inEnglish, settle, spent, well, withBudget } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const ask = (slug: string, waitMs = 20_000) =>
  runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", slug, waitMs));
const article = (i: number) => ({ title: `Titre ${100 + i}`, body_text: `Le paragraphe ${100 + i} est seul ici.` });
/** Characters of each such article. */
const EACH = "Titre 100".length + "Le paragraphe 100 est seul ici.".length;

describe("a budget with room for ten articles", () => {
  it.each([
    ["a day", 10 * EACH, null],
    ["a month", null, 10 * EACH],
  ])(
    "%s is not passed by one character by a thousand requests at once",
    async (_, daily, monthly) => {
      const slugs = Array.from({ length: 25 }, (_, i) => `article-${i}`);
      for (const [i, slug] of slugs.entries()) await put(slug, article(i));
      const engine = fakeEngine(async (texts) => {
        await scheduler.wait(1);
        return well(texts);
      });
      await equip("en", engine);
      await withBudget("en", daily, monthly);
      const answers = await runInDurableObject(edition("en"), (instance: Edition) =>
        Promise.all(Array.from({ length: 1_000 }, (_, i) => instance.rendition("en", slugs[i % 25] as string, 20_000))),
      );
      const found = answers.filter(({ state }) => state === "found");
      expect(found).toHaveLength(10 * 40);
      expect(engine.sent()).toHaveLength(20);
      expect(await spent("en")).toBe(10 * EACH);
    },
    60_000,
  );
});

describe("a budget that is spent", () => {
  it.each([
    ["a day's", EACH, 10 * EACH, MIDNIGHT],
    ["a month's", 10 * EACH, EACH, NEXT_MONTH],
    ["both", EACH, EACH, NEXT_MONTH],
  ])("(%s) says when there is another, and then buys", async (_, daily, monthly, resetsAt) => {
    let now = NOON;
    for (const i of [0, 1]) await put(`n${i}`, article(i));
    await equip("en", fakeEngine(), () => now);
    await withBudget("en", daily, monthly);
    expect((await ask("n0")).state).toBe("found");
    expect(await ask("n1")).toMatchObject({
      unavailable: { kind: "translation-budget-spent", retryAt: resetsAt },
    });
    now = resetsAt - 1;
    expect((await ask("n1")).state).toBe("unavailable");
    now = resetsAt;
    expect((await ask("n1")).state).toBe("found");
  });

  it("leaves stale translations served, and feeds short of what is new", async () => {
    await put("n0", article(0));
    const engine = fakeEngine();
    await equip("en", engine);
    await withBudget("en", EACH);
    expect((await get("/en/articles/n0.json")).status).toBe(200);
    await put("n0", { ...article(0), body_text: "Un tout autre paragraphe, et bien assez long." });
    await put("n1", article(1));
    await settle("en");
    const stale = await get("/en/articles/n0.json");
    expect(stale.status).toBe(200);
    expect(await stale.json()).toMatchObject({ title: inEnglish("Titre 100"), translation: { stale: true } });
    const refused = await get("/en/articles/n1.json");
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(86_400);
    expect((await problem(refused)).type).toBe("urn:dragoman:problem:translation-budget-spent");
    const { items } = (await (await get("/en/feed.json")).json()) as { items: { title: string }[] };
    expect(items.map(({ title }) => title)).toEqual([inEnglish("Titre 100")]);
    expect(engine.calls).toHaveLength(1);
  });

  it("counts a call for the day on which it is sent, not for the one on which it was reserved", async () => {
    let now = MIDNIGHT - 1_000;
    const gate = Promise.withResolvers<void>();
    for (let i = 0; i < 6; i++) await put(`n${i}`, article(i));
    const engine = fakeEngine(async (texts) => {
      await gate.promise;
      return well(texts);
    });
    await equip("en", engine, () => now);
    await withBudget("en", 6 * EACH);
    await runInDurableObject(edition("en"), async (instance: Edition) => {
      const all = Array.from({ length: 6 }, (_, i) => instance.rendition("en", `n${i}`, 20_000));
      while (engine.calls.length < 4) await scheduler.wait(1);
      now = MIDNIGHT + 1_000;
      gate.resolve();
      await Promise.all(all);
    });
    const days = await runInDurableObject(edition("en"), (_: Edition, state) =>
      state.storage.sql.exec("SELECT day, reserved, settled FROM spending ORDER BY day").toArray(),
    );
    expect(days).toEqual([
      { day: TODAY, reserved: 0, settled: 4 * EACH },
      { day: TOMORROW, reserved: 0, settled: 2 * EACH },
    ]);
  });
});

describe("a paragraph that no day could pay", () => {
  it("is told apart: held, with the reason, until the budget is raised", async () => {
    await put("dur", { title: "Un titre", body_text: "Un paragraphe qui est plus long que toute une journée." });
    const engine = fakeEngine();
    await equip("en", engine);
    await withBudget("en", 30);
    const refused = await get("/en/articles/dur.json");
    expect(refused.status).toBe(503);
    expect(await problem(refused)).toMatchObject({
      type: "urn:dragoman:problem:translation-over-budget",
      detail: expect.stringContaining("more characters than this edition may buy"),
    });
    expect(await ask("dur")).toMatchObject({ unavailable: { kind: "translation-over-budget" } });
    const { renditions } = await runInDurableObject(edition("en"), (i: Edition) => i.status("en"));
    expect(renditions).toMatchObject({ held: 1 });
    expect(engine.calls).toEqual([]);
    await desk("PUT", "/api/budget", JSON.stringify({ en: { daily_characters: 1_000 } }));
    expect((await ask("dur")).state).toBe("found");
  });

  it("where nothing at all may be bought, is one that waits for the budget", async () => {
    await put("n0", article(0));
    await equip("en", fakeEngine());
    await withBudget("en", 0);
    expect(await ask("n0")).toMatchObject({ unavailable: { kind: "translation-budget-spent" } });
  });
});

describe("/api/budget", () => {
  const CONFIGURED = { daily_characters: 100_000, monthly_characters: null };

  it("merges what is sent, edition by edition, and goes back to what is configured", async () => {
    const put = async (body: object) => (await desk("PUT", "/api/budget", JSON.stringify(body))).json();
    const others = { fr: { ...CONFIGURED, configured: CONFIGURED }, en: { ...CONFIGURED, configured: CONFIGURED } };
    expect(await put({ ar: { daily_characters: 6_000, monthly_characters: 90_000 } })).toEqual({
      ...others,
      ar: { daily_characters: 6_000, monthly_characters: 90_000, configured: CONFIGURED },
    });
    expect(await put({ ar: { monthly_characters: null } })).toMatchObject({
      ar: { daily_characters: 6_000, monthly_characters: null },
    });
    expect(await put({ ar: { daily_characters: null } })).toMatchObject({ ar: { daily_characters: null } });
    expect(await put({ ar: { daily_characters: "configured" } })).toMatchObject({ ar: CONFIGURED });
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: object[] };
    expect(entries[3]).toMatchObject({
      action: "budget-set",
      by: "editor",
      reason: "ar: daily_characters 6000, monthly_characters 90000",
    });
  });

  it.each([
    [{ de: { daily_characters: 1 } }, "/de"],
    [{ ar: { daily_characters: -1 } }, "/ar/daily_characters"],
    [{ ar: { daily_characters: 1.5 } }, "/ar/daily_characters"],
    [{ ar: { daily_characters: "many" } }, "/ar/daily_characters"],
    [{ ar: { hourly_characters: 1 } }, "/ar/hourly_characters"],
    [{ en: { daily_characters: 1 }, ar: 6_000 }, "/ar"],
  ])("refuses %j whole", async (body, pointer) => {
    const answer = await desk("PUT", "/api/budget", JSON.stringify(body));
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:invalid-budget",
      errors: [expect.objectContaining({ pointer })],
    });
    const { en } = (await (await desk("GET", "/api/budget")).json()) as { en: object };
    expect(en).toMatchObject(CONFIGURED);
  });
});

describe("/api/usage", () => {
  it("tells each day's cost by engine, what the memory saved, and what is left", async () => {
    let now = NOON;
    await put("n0", article(0));
    await equip("en", fakeEngine(), () => now);
    await withBudget("en", 1_000, 5_000);
    await ask("n0");
    now = MIDNIGHT;
    await put("n1", { ...article(0), title: "Un autre titre" });
    await ask("n1");
    const usage = await runInDurableObject(edition("en"), (instance: Edition) => instance.usage("en", TODAY, TOMORROW));
    const title = "Un autre titre".length;
    const paragraph = EACH - "Titre 100".length;
    expect(usage).toEqual({
      days: [
        { day: TODAY, engines: { deepl: { characters: EACH, calls: 1, saved: 0 } }, spent: EACH },
        { day: TOMORROW, engines: { deepl: { characters: title, calls: 1, saved: paragraph } }, spent: title },
      ],
      unsettled: [],
      today: {
        characters: 1_000,
        spent: title,
        left: 1_000 - title,
        resets_at: new Date(MIDNIGHT + 86_400_000).toISOString(),
      },
      this_month: {
        characters: 5_000,
        spent: EACH + title,
        left: 5_000 - EACH - title,
        resets_at: new Date(NEXT_MONTH).toISOString(),
      },
    });
  });

  it("has every edition, and says why DeepL's own count is missing", async () => {
    const answer = await desk("GET", "/api/usage?from=2026-11-01&to=2026-11-30");
    expect(await answer.json()).toMatchObject({
      from: "2026-11-01",
      to: "2026-11-30",
      editions: { fr: { days: [] }, en: { days: [] }, ar: { days: [] } },
      deepl: { count: null, limit: null, reason: "no DEEPL_API_KEY" },
    });
  });

  it.each(["from=yesterday", "from=2026-12-01&to=2026-11-01", "from=2020-01-01&to=2026-01-01", "day=1"])(
    "refuses %s",
    async (query) => {
      expect((await desk("GET", `/api/usage?${query}`)).status).toBe(400);
    },
  );
});

describe("the books of an edition", () => {
  it("come back from an export to the byte", async () => {
    await put("n0", article(0));
    await equip("en", fakeEngine());
    await withBudget("en", 6_000, null);
    await ask("n0");
    await equip(
      "en",
      fakeEngine(() => ({ ok: false, failure: { kind: "silent", detail: "" } })),
    );
    await put("n1", article(1));
    await ask("n1");
    const lines = () =>
      runInDurableObject(edition("en"), async (instance: Edition) => {
        const all: string[] = [];
        for (const kind of ["budget", "budget-setting", "usage", "unsettled"] as const)
          all.push(...((await instance.export("en", { kind, after: null }))?.lines ?? []));
        return all;
      });
    const before = await lines();
    expect(before.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      "budget",
      "budget-setting",
      "budget-setting",
      "usage",
      "unsettled",
    ]);
    await wipe();
    await put("n2", {});
    const body = `${before.join("\n")}\n`;
    await desk("POST", "/api/import", body, { "content-type": "application/x-ndjson" }).then((a) => a.text());
    expect(await lines()).toEqual(before);
  });
});
