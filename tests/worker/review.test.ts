import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { desk, edition, get, problem, put } from "./support/desk.ts";
import { equip, type FakeEngine, fakeEngine, frontOf, settle } from "./support/fake-engine.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { at, paragraph, reword, shown } from "./support/translations.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const FIRST = "La mer est calme ce matin au large de Tanger.";
const SECOND = "Les bateaux sont rentrés au port avant la nuit.";
let engine: FakeEngine;

const article = (body = `<p>${FIRST}</p><p>${SECOND}</p>`) => ({
  title: "La mer",
  body_html: body,
  published_at: "2026-01-01T00:00:00Z",
});
const approve = (slug = "mer", headers: Record<string, string> = {}) =>
  desk("POST", at(slug, "en", "/approve"), undefined, headers);

interface Public {
  title: string;
  revision: number;
  updated_at: string;
  translation: {
    reviewed: { by: string; at: string } | null;
    engines: string[];
    from_memory: number;
    stale: boolean;
    translated_at: string;
  };
}

async function read(slug = "mer"): Promise<Public> {
  await settle("en");
  const answer = await get(`/en/articles/${slug}.json`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

const reviewFirst = (on: boolean) =>
  runInDurableObject(edition("en"), (instance: Edition) => {
    instance.isReviewedFirst = on;
  });

beforeEach(async () => {
  engine = fakeEngine();
  await equip("en", engine);
});

describe("an approval", () => {
  beforeEach(async () => {
    await put("mer", article());
    await get("/en/articles/mer.json");
  });

  it("marks the translation reviewed, by whom and when, and moves no date of its text", async () => {
    const before = await read();
    const { token } = await createdToken("Samira", ["read", "translate"]);
    const answer = await approve("mer", bearing(token));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ reviewed: { by: "Samira" } });
    const after = await read();
    expect(after.translation.reviewed).toMatchObject({ by: "Samira" });
    expect(after.updated_at).toBe(before.updated_at);
    expect(after.translation.translated_at).toBe(before.translation.translated_at);
    expect(engine.calls).toHaveLength(1);
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: object[] };
    expect(entries[0]).toMatchObject({ action: "approve", by: "Samira", slug: "mer", reason: "en" });
  });

  it("outlives a person's later wording", async () => {
    await approve();
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    expect((await read()).translation).toMatchObject({ reviewed: { by: "editor" }, engines: ["deepl", "person"] });
  });

  it("falls with a later revision, whatever it changed", async () => {
    await approve();
    await put("mer", { ...article(), rights: "© AFP" });
    await frontOf("en", 5_000);
    expect(await read()).toMatchObject({ revision: 2, translation: { reviewed: null, stale: false } });
  });

  it("falls with a machine's new text, and with the machine's that comes back", async () => {
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    await approve();
    const { id } = paragraph(await shown("mer"), FIRST);
    await desk("DELETE", at("mer", "en", `/paragraphs/${id}`));
    expect((await read()).translation.reviewed).toBeNull();
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    expect((await read()).translation.reviewed).toMatchObject({ by: "editor" });
  });

  it("is of what the editor saw", async () => {
    const { etag } = await shown("mer");
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    expect((await approve("mer", { "if-match": etag })).status).toBe(412);
    expect((await shown("mer")).reviewed).toBeNull();
    expect((await approve("mer", { "if-match": (await shown("mer")).etag })).status).toBe(200);
  });

  it("needs a whole translation", async () => {
    await put("lune", { title: "La lune", body_text: FIRST });
    const answer = await approve("lune");
    expect(answer.status).toBe(409);
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:translation-incomplete", errors: [{}] });
  });
});

describe("an edition that reviews before it publishes", () => {
  beforeEach(async () => {
    await put("mer", article());
    await reviewFirst(true);
  });

  it("shows nothing that a machine made before its approval, and then all of it", async () => {
    const answer = await get("/en/articles/mer.json");
    expect(answer.status).toBe(503);
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:translation-awaits-review",
      original: { language: "fr" },
    });
    const page = await get("/en/articles/mer", { accept: "text/html" });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain("awaiting approval");
    await settle("en");
    expect(await (await get("/en/rss.xml")).text()).not.toContain("<item>");
    const list = (await (await desk("GET", "/api/articles?edition=en&state=held")).json()) as { articles: object[] };
    expect(list.articles).toMatchObject([{ slug: "mer" }]);
    const view = await shown("mer");
    expect(view.state).toBe("held");
    expect(view.paragraphs.every(({ target }) => target !== null)).toBe(true);

    await settle("en", 3_600_000);
    const made = view.paragraphs.map(({ updated_at }) => updated_at ?? "").sort();
    expect((await approve()).status).toBe(200);
    expect((await shown("mer")).state).toBe("ready");
    const { translation } = await read();
    expect(translation).toMatchObject({ reviewed: { by: "editor" }, from_memory: 0 });
    // It was made when it was made, and not when it was approved.
    expect(translation.translated_at).toBe(made.at(-1));
    expect(await (await get("/en/rss.xml")).text()).toContain("en-La en-mer");
    expect(engine.calls).toHaveLength(1);
  });

  it("tells of what was bought for it, and of what the memory had, as it was before the approval", async () => {
    await reviewFirst(false);
    await put("port", { title: "Le port", body_html: `<p>${FIRST}</p>` });
    await get("/en/articles/port.json");
    await reviewFirst(true);
    await get("/en/articles/mer.json");
    await reword("mer", SECOND, "The boats were back in port before nightfall.");
    await desk("POST", at("mer", "en", "/retranslate"));
    await get("/en/articles/mer.json");
    await approve();
    expect((await read()).translation).toMatchObject({ engines: ["deepl", "person"], from_memory: 1 });
    const saved = await runInDurableObject(edition("en"), (_: Edition, { storage }) =>
      storage.sql.exec<{ n: number }>("SELECT sum(saved) AS n FROM usage").one(),
    );
    expect(saved.n).toBe(FIRST.length);
    // The next revision's figures are its own.
    await put("mer", article(`<p>${FIRST}</p><p>Les bateaux sont tous rentrés au port.</p>`));
    await frontOf("en", 5_000);
    await approve();
    expect(await read()).toMatchObject({ revision: 2, translation: { from_memory: 2 } });
  });

  it("keeps what was public until the next revision is approved", async () => {
    await get("/en/articles/mer.json");
    await approve();
    await put("mer", article(`<p>${FIRST}</p><p>Les bateaux sont tous rentrés au port.</p>`));
    await frontOf("en", 5_000);
    expect(await read()).toMatchObject({ revision: 1, translation: { stale: true, reviewed: { by: "editor" } } });
    expect((await shown("mer")).state).toBe("held");
    await approve();
    expect(await read()).toMatchObject({ revision: 2, translation: { stale: false, reviewed: { by: "editor" } } });
  });

  it("needs no approval of what persons worded whole", async () => {
    await reword("mer", "La mer", "The sea");
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    await reword("mer", SECOND, "The boats were back in port before nightfall.");
    expect((await read()).translation).toMatchObject({ engines: ["person"], reviewed: null });
    expect(engine.calls).toEqual([]);
  });

  it("buys nothing more while it waits, however many ask, and counts as saved what it saved once", async () => {
    await put("port", { title: "Le port", body_html: `<p>${FIRST}</p>` });
    await get("/en/articles/port.json");
    const ask = () => runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mer", 1_000));
    for (let i = 0; i < 5; i++) await ask();
    await settle("en");
    await frontOf("en", 1_000);
    expect(engine.sent()).toHaveLength(4);
    await approve();
    const { days } = await runInDurableObject(edition("en"), (instance: Edition) =>
      instance.usage("en", "2000-01-01", "2100-01-01"),
    );
    expect(days.reduce((sum, { engines }) => sum + (engines["deepl"]?.saved ?? 0), 0)).toBe(FIRST.length);
  });
});
