import { env, exports } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { keys } from "../../src/replica/keys.ts";
import type { SitemapValue } from "../../src/replica/values.ts";
import { desk, get, ORIGIN, put } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { store } from "./support/stored.ts";
import { at } from "./support/translations.ts";
import { wipe } from "./support/wipe.ts";

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const TYPE = "application/xml; charset=utf-8";

const entry = (slug: string, publishedAt: number, expiresAt: number | null = null): SitemapValue["entries"][number] => {
  const published_at = new Date(publishedAt).toISOString();
  const expires_at = expiresAt === null ? null : new Date(expiresAt).toISOString();
  return { slug, title: `Title of ${slug}`, published_at, updated_at: published_at, expires_at };
};
const size = (language: string, entries: number) => store.front(language, { renditions: [] }, { entries });
const pathsIn = (xml: string) => [...xml.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => url?.slice(ORIGIN.length));
const paths = async (path: string) => pathsIn(await (await get(path)).text());

beforeEach(wipe);

describe("/sitemap.xml", () => {
  it("has every edition's ready articles, in the order of their entries", async () => {
    const now = Date.now();
    await size("fr", 1_002);
    await size("ar", 1);
    await store.sitemap("fr", 0, { entries: [entry("a", now), entry("b", now)] });
    await store.sitemap("fr", 1, { entries: [entry("c", now)] });
    await store.sitemap("ar", 0, { entries: [entry("a", now)] });
    const answer = await get("/sitemap.xml");
    expect(answer.headers.get("content-type")).toBe(TYPE);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(answer.headers.get("cache-tag")).toBe("e-fr,s-fr,e-en,s-en,e-ar,s-ar");
    expect(answer.headers.get("last-modified")).toBe("Mon, 24 Nov 2025 10:30:00 GMT");
    expect(pathsIn(await answer.text())).toEqual([
      "/fr/articles/a",
      "/fr/articles/b",
      "/fr/articles/c",
      "/ar/articles/a",
    ]);
    const etag = answer.headers.get("etag") ?? "";
    expect((await get("/sitemap.xml", { "if-none-match": etag })).status).toBe(304);
    await store.sitemap("fr", 1, { entries: [entry("c", now + SECOND)] });
    expect((await get("/sitemap.xml", { "if-none-match": etag })).status).toBe(200);
  });

  it("is a sitemap without URLs where nothing is ready", async () => {
    const answer = await get("/sitemap.xml");
    expect([answer.status, pathsIn(await answer.text())]).toEqual([200, []]);
  });

  it("leaves out what has expired, and is kept no longer than the next that does", async () => {
    const now = Date.now();
    await size("fr", 3);
    const entries = [entry("a", now), entry("b", now, now - SECOND), entry("c", now, now + 30 * SECOND)];
    await store.sitemap("fr", 0, { entries });
    const answer = await get("/sitemap.xml");
    expect(pathsIn(await answer.text())).toEqual(["/fr/articles/a", "/fr/articles/c"]);
    const seconds = Number(/max-age=(\d+)/.exec(answer.headers.get("cache-control") ?? "")?.[1]);
    expect(seconds).toBeLessThanOrEqual(30);
    expect(answer.headers.get("last-modified")).toBe(new Date(now - SECOND).toUTCString());
  });

  it("is read from KV in batches, whose order is the parts'", async () => {
    await size("fr", 45_000);
    const slugs = Array.from({ length: 45 }, (_, part) => `p${part}`);
    for (const [part, slug] of slugs.entries()) {
      if (part !== 21) await store.sitemap("fr", part, { entries: [entry(slug, Date.now())] });
    }
    const expected = slugs.filter((slug) => slug !== "p21").map((slug) => `/fr/articles/${slug}`);
    expect(await paths("/sitemap.xml")).toEqual(expected);
  });

  it("is an index of files of ten parts beyond 50,000 URLs", async () => {
    await size("fr", 49_999);
    await size("en", 2);
    const index = await get("/sitemap.xml");
    const etag = index.headers.get("etag") ?? "";
    expect(pathsIn(await index.text())).toEqual([
      ...["1", "2", "3", "4", "5"].map((file) => `/sitemap/fr/${file}.xml`),
      "/sitemap/en/1.xml",
    ]);
    expect((await get("/sitemap.xml", { "if-none-match": etag })).status).toBe(304);
    for (const part of [0, 9, 10, 19, 20]) {
      await store.sitemap("fr", part, { entries: [entry(`p${part}`, Date.now())] });
    }
    expect(await paths("/sitemap/fr/1.xml")).toEqual(["/fr/articles/p0", "/fr/articles/p9"]);
    const second = await get("/sitemap/fr/2.xml");
    expect(second.headers.get("cache-tag")).toBe("e-fr,s-fr");
    expect(pathsIn(await second.text())).toEqual(["/fr/articles/p10", "/fr/articles/p19"]);
    const again = await get("/sitemap/fr/2.xml", { "if-none-match": second.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
  });

  it.each([
    "/sitemap/fr/7.xml",
    "/sitemap/fr/0.xml",
    "/sitemap/fr/01.xml",
    "/sitemap/de/1.xml",
    "/sitemap/fr/1",
    "/sitemap/fr/",
  ])("has no file %s", async (path) => {
    expect((await get(path)).status).toBe(404);
  });
});

describe("/news-sitemap.xml", () => {
  it("has what appeared in the last two days, newest first, and has not expired", async () => {
    const now = Date.now();
    await size("fr", 3_500);
    await size("en", 10);
    await store.sitemap("fr", 1, { entries: [entry("below-the-last-two", now)] });
    await store.sitemap("fr", 2, {
      entries: [entry("old", now - 2 * DAY - SECOND), entry("young", now - 2 * DAY + 60 * SECOND)],
    });
    await store.sitemap("fr", 3, { entries: [entry("expired", now - DAY, now - SECOND), entry("late", now - DAY)] });
    await store.sitemap("en", 0, { entries: [entry("late", now - DAY / 2)] });
    const answer = await get("/news-sitemap.xml");
    expect(answer.headers.get("content-type")).toBe(TYPE);
    expect(pathsIn(await answer.text())).toEqual(["/en/articles/late", "/fr/articles/late", "/fr/articles/young"]);
    expect((await get("/news-sitemap.xml", { "if-none-match": answer.headers.get("etag") ?? "" })).status).toBe(304);
  });

  it("never answers with the other sitemap's text, though both are made of the same parts", async () => {
    await size("fr", 1);
    await store.sitemap("fr", 0, { entries: [entry("a", Date.now())] });
    const [news, sitemap] = [await get("/news-sitemap.xml"), await get("/sitemap.xml")];
    expect(news.headers.get("etag")).not.toBe(sitemap.headers.get("etag"));
    expect(await news.text()).toContain("<news:title>Title of a</news:title>");
    expect(await sitemap.text()).not.toContain("news:");
  });
});

describe("what search engines are asked to leave out until it is reviewed", () => {
  /** The URLs of a sitemap, and those that it names as versions of them. */
  const listed = async (path: string, editions: string) => {
    const context = { waitUntil: () => undefined, passThroughOnException() {}, props: {} };
    const set = { ...env, NOINDEX_UNREVIEWED: editions } as typeof env;
    const answer = await app.fetch(new Request(ORIGIN + path), set, context as unknown as ExecutionContext);
    const xml = await answer.text();
    return [pathsIn(xml), new Set([...xml.matchAll(/hreflang="(.*?)"/g)].map(([, language]) => language))];
  };

  it("is in no sitemap, and is there once a person has approved it", async () => {
    await equip("en", fakeEngine());
    await put("lu", { published_at: new Date().toISOString() });
    expect((await get("/en/articles/lu.json")).status).toBe(200);
    await settle("fr", 61 * SECOND);
    await settle("en", 61 * SECOND);
    expect(await listed("/sitemap.xml", "")).toEqual([
      ["/fr/articles/lu", "/en/articles/lu"],
      new Set(["fr", "en", "ar", "x-default"]),
    ]);
    expect(await listed("/sitemap.xml", "en,ar")).toEqual([["/fr/articles/lu"], new Set(["fr", "x-default"])]);
    expect(await listed("/news-sitemap.xml", "en,ar")).toEqual([["/fr/articles/lu"], new Set()]);
    expect((await desk("POST", at("lu", "en", "/approve"))).status).toBe(200);
    await settle("en", 61 * SECOND);
    expect(await listed("/sitemap.xml", "en,ar")).toEqual([
      ["/fr/articles/lu", "/en/articles/lu"],
      new Set(["fr", "en", "x-default"]),
    ]);
    const kept = await env.KV.get<SitemapValue>(keys.sitemap("en", 0), "json");
    expect(kept?.entries[0]).not.toHaveProperty("unreviewed");
  });

  it("is no version that another edition's file names, where the publication has more than one", async () => {
    await size("fr", 50_001);
    await store.sitemap("fr", 0, { entries: [entry("a", Date.now())] });
    expect(await listed("/sitemap/fr/1.xml", "en")).toEqual([["/fr/articles/a"], new Set(["fr", "ar", "x-default"])]);
  });
});

it.each(["/sitemap.xml", "/sitemap/fr/1.xml", "/news-sitemap.xml"])("%s is read, not written", async (path) => {
  const written = await exports.default.fetch(new Request(ORIGIN + path, { method: "POST" }));
  expect([written.status, written.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect((await get(`${path}?page=2`)).headers.get("location")).toBe(ORIGIN + path);
});
