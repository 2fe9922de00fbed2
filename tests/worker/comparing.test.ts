import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import type { Provenance, Rendition } from "../../src/articles/article.ts";
import { get, ORIGIN, put as putArticle } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { rendition, store } from "./support/stored.ts";
import { wipe } from "./support/wipe.ts";

const PAGE = "/ar/articles/mer/compare";
const HOUR = 3_600_000;

const provenance: Provenance = {
  source_language: "fr",
  source_revision: 1,
  engines: ["deepl"],
  from_memory: 0,
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: null,
  stale: false,
};
const original = (edited: Partial<Rendition> = {}) => rendition("fr", "mer", { title: "La mer", ...edited });
const arabic = (edited: Partial<Rendition> = {}) =>
  rendition("ar", "mer", { title: "البحر", original: { language: "fr" }, translation: provenance, ...edited });
const put = (of: Rendition, metadata = {}) =>
  store.rendition(of.language, of.slug, { state: "ready", rendition: of }, metadata);

beforeEach(async () => {
  await wipe();
  await put(original());
  await put(arabic());
});

describe("the comparison of a translation with its original", () => {
  it("is one page for every cache, with the entity tag of both", async () => {
    const answer = await get(PAGE);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(answer.headers.get("cache-tag")).toBe("e-ar,ar-id-mer,e-fr,fr-id-mer");
    expect(answer.headers.get("content-language")).toBe("ar");
    const page = await answer.text();
    expect(page).toContain('<div lang="fr" dir="ltr"><p class="title">La mer</p></div>');
    expect(page).toContain('<div lang="ar" dir="rtl"><p class="title">البحر</p></div>');
    const etag = answer.headers.get("etag") ?? "";
    expect((await get(PAGE, { "if-none-match": etag })).status).toBe(304);
    await put(original({ title: "L’océan" }));
    expect((await get(PAGE, { "if-none-match": etag })).status).toBe(200);
    await put(original());
    await put(arabic({ title: "المحيط" }));
    expect((await get(PAGE, { "if-none-match": etag })).status).toBe(200);
  });

  it("is kept briefly while the translation is of an earlier revision, and never beyond either's end", async () => {
    await put(arabic(), { state: "stale", expiresAt: Date.now() + HOUR });
    expect((await get(PAGE)).headers.get("cache-control")).toBe("public, max-age=10");
    await put(arabic());
    await put(original(), { expiresAt: Date.now() + 30_000 });
    expect((await get(PAGE)).headers.get("cache-control")).toMatch(/max-age=(29|30)$/);
  });

  it("is not there on the original's own edition, which leads to the article", async () => {
    const answer = await get("/fr/articles/mer/compare");
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/fr/articles/mer`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["a slug that nobody knows", "/ar/articles/rien/compare", 404],
    ["an edition that there is not", "/de/articles/mer/compare", 404],
    ["what is no slug", "/ar/articles/MER/compare", 404],
  ])("answers for %s as the article's page does", async (_, path, status) => {
    const answer = await get(path, { accept: "text/html" });
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain("noindex");
  });

  it.each(["fr", "ar"])("is gone in the reader's language when the %s side is withdrawn", async (language) => {
    await store.rendition(language, "mer", { state: "withdrawn", slug: "mer" }, { state: "withdrawn" });
    const answer = await get(PAGE);
    expect(answer.status).toBe(410);
    expect(await answer.text()).toContain('<html lang="ar" dir="rtl">');
  });

  it.each(["fr", "ar"])("is gone when the %s side has expired", async (language) => {
    await put(language === "fr" ? original() : arabic(), { expiresAt: Date.now() - HOUR });
    expect((await get(PAGE)).status).toBe(410);
  });

  it("follows an alias to the comparison of the article that it leads to", async () => {
    await store.rendition("ar", "ocean", { state: "moved", slug: "ocean", to: "mer" }, { state: "moved" });
    const answer = await get("/ar/articles/ocean/compare");
    expect(answer.status).toBe(301);
    expect(answer.headers.get("location")).toBe(ORIGIN + PAGE);
  });

  it("is read only, and has no query", async () => {
    expect((await get(`${PAGE}?x=1`)).headers.get("location")).toBe(ORIGIN + PAGE);
    const answer = await exports.default.fetch(new Request(ORIGIN + PAGE, { method: "POST" }));
    expect(answer.status).toBe(405);
  });
});

describe("the comparison of a translation with an original that was corrected since", () => {
  /** What stands side by side, as text. */
  const pairs = async () => {
    const page = await (await get("/en/articles/essai/compare")).text();
    const rows = page.matchAll(
      /<div class="pair"><div lang="fr"[^>]*>(.*?)<\/div><div lang="en"[^>]*>(.*?)<\/div><\/div>/gs,
    );
    const texts = [...rows].map(([, left = "", right = ""]) =>
      [left, right].map((cell) => cell.replace(/<[^>]+>/g, "")),
    );
    return { page, texts: texts.slice(1) };
  };
  const correct = (body_markdown: string) => putArticle("essai", { title: "Premier essai", body_markdown });
  const ADDED = "Bonjour le *monde* entier, dit-il.\n\nAjout de 3 mots.\n\nLa mer est calme.";

  beforeEach(async () => {
    await correct("Bonjour le monde entier, dit-il.\n\nLa mer est calme.");
    await equip("en", fakeEngine());
    await get("/en/articles/essai");
    await equip("en", null);
    await settle("en");
  });

  it("never has a paragraph beside what was not made from it", async () => {
    await correct(ADDED);
    await Promise.all([settle("fr"), settle("en")]);
    const { page, texts } = await pairs();
    expect(texts).toEqual([
      ["Premier essai", "en-Premier en-essai"],
      ["Bonjour le monde entier, dit-il.", ""],
      ["Ajout de 3 mots.", ""],
      ["", "en-Bonjour en-le en-monde en-entier, en-dit-en-il."],
      ["La mer est calme.", "en-La en-mer en-est en-calme."],
    ]);
    expect(page).toContain("The translation is of revision 1 of the original, which is shown here as of revision 2.");
  });

  it("has all of it side by side again once the correction is translated", async () => {
    await correct(ADDED);
    await Promise.all([settle("fr"), settle("en")]);
    await equip("en", fakeEngine());
    await get("/en/feed.json");
    await settle("en");
    const { page, texts } = await pairs();
    expect(texts.map(([left]) => left)).toEqual([
      "Premier essai",
      "Bonjour le monde entier, dit-il.",
      "Ajout de 3 mots.",
      "La mer est calme.",
    ]);
    expect(texts.every(([, right]) => right?.startsWith("en-"))).toBe(true);
    expect(page).not.toContain("The translation is of revision");
  });
});

describe("an article's headers", () => {
  const { from_memory: _, ...translation } = provenance;
  const reviewed = { by: "L. Ferr%C3%A9", at: "2025-11-25T09:00:00.000Z" };
  const robots = async (path: string, editions: string) => {
    const context = { waitUntil: () => undefined, passThroughOnException() {}, props: {} };
    const set = { ...env, NOINDEX_UNREVIEWED: editions } as typeof env;
    const answer = await app.fetch(new Request(ORIGIN + path), set, context as unknown as ExecutionContext);
    return [answer.status, answer.headers.get("x-robots-tag")];
  };

  it.each(["", ".json", ".txt", ".md"])(
    "ask search engines to leave out what nobody reviewed, where that is set: %j",
    async (extension) => {
      await put(arabic(), { translation });
      expect(await robots(`/ar/articles/mer${extension}`, "en,ar")).toEqual([200, "noindex"]);
      expect(await robots(`/ar/articles/mer${extension}`, "en")).toEqual([200, null]);
      expect(await robots(`/ar/articles/mer${extension}`, "")).toEqual([200, null]);
      expect(await robots(`/fr/articles/mer${extension}`, "fr,en,ar")).toEqual([200, null]);
      await put(arabic(), { translation: { ...translation, reviewed } });
      expect(await robots(`/ar/articles/mer${extension}`, "en,ar")).toEqual([200, null]);
    },
  );

  it("are not sent by a service that is told of an edition that it has not", async () => {
    expect(await robots("/ar/articles/mer", "de")).toEqual([500, null]);
  });
});
