import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import { desk, get, ORIGIN, problem, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { becomes } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const ARTICLE_PATHS = ["", ".json", ".txt", ".md", ".ninjs.json"].map((extension) => `/en/articles/mer${extension}`);
const FRONT_PATHS = ["/en/", "/en/withdrawn.json", "/en/rss.xml", "/en/atom.xml", "/en/feed.json", "/en/ninjs.json"];

/** Publishes an article and has it translated, so that KV holds everything. */
async function warmed(): Promise<void> {
  await put("mer", { title: "La mer", body_text: "La mer est belle." });
  await equip("en", fakeEngine());
  await get("/en/articles/mer");
  await settle("en");
}

describe("a warm request", () => {
  it.each([...ARTICLE_PATHS, ...FRONT_PATHS])("costs one KV read and no object: %s", async (path) => {
    await warmed();
    let reads = 0;
    const KV = new Proxy(env.KV, {
      get: (kv, name) => {
        if (name !== "getWithMetadata") throw new Error(`the request used KV.${String(name)}`);
        reads++;
        return kv.getWithMetadata.bind(kv);
      },
    });
    const untouchable = new Proxy({}, { get: () => expect.fail("the request reached an object") });
    const counting = { ...env, KV, EDITION: untouchable, NEWSROOM: untouchable, MISS_LIMIT: untouchable } as typeof env;
    const context = {
      waitUntil: () => expect.fail("the request left work behind"),
      passThroughOnException() {},
      props: {},
    };
    const answer = await app.fetch(new Request(ORIGIN + path), counting, context as unknown as ExecutionContext);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(20);
    expect(reads).toBe(1);
  });

  it.each([...ARTICLE_PATHS, ...FRONT_PATHS])(
    "is answered 304 to its own entity tag, with the headers of the 200: %s",
    async (path) => {
      await warmed();
      const first = await get(path);
      const again = await get(path, { "if-none-match": `"other", ${first.headers.get("etag")}` });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe("");
      for (const name of [
        "etag",
        "cache-control",
        "last-modified",
        "link",
        "content-language",
        "access-control-allow-origin",
      ]) {
        expect(again.headers.get(name), name).toBe(first.headers.get(name));
      }
      // A date tells seconds only: within the second of a change it vouches for nothing yet.
      await vi.waitFor(async () => {
        const { headers } = await get(path);
        const since = { "if-modified-since": headers.get("last-modified") ?? "" };
        expect((await get(path, since)).status).toBe(304);
      }, 3_000);
      const newer = { "if-none-match": '"other"', "if-modified-since": first.headers.get("last-modified") ?? "" };
      expect((await get(path, newer)).status).toBe(200);
    },
  );

  it.each([...ARTICLE_PATHS, ...FRONT_PATHS])("answers HEAD with GET's headers and no body: %s", async (path) => {
    await warmed();
    const whole = await get(path);
    const head = await exports.default.fetch(new Request(ORIGIN + path, { method: "HEAD" }));
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    const compared = (answer: Response) => [...answer.headers].filter(([name]) => name !== "content-length");
    expect(compared(head)).toEqual(compared(whole));
  });

  it.each([
    ["/en/articles/mer", "text/html; charset=utf-8"],
    ["/en/articles/mer.json", "application/json; charset=utf-8"],
    ["/en/articles/mer.txt", "text/plain; charset=utf-8"],
    ["/en/articles/mer.md", "text/markdown; charset=utf-8"],
    ["/en/", "text/html; charset=utf-8"],
    ["/en/rss.xml", "application/rss+xml; charset=utf-8"],
    ["/en/atom.xml", "application/atom+xml; charset=utf-8"],
    ["/en/feed.json", "application/feed+json; charset=utf-8"],
    ["/en/ninjs.json", "application/json; charset=utf-8"],
    ["/en/withdrawn.json", "application/json; charset=utf-8"],
  ])("says what it is and how long it may be kept: %s", async (path, type) => {
    await warmed();
    const { headers } = await get(path);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("content-language")).toBe("en");
    expect(headers.get("cache-control")).toBe("public, max-age=60");
    expect(headers.get("cloudflare-cdn-cache-control")).toBe(
      "max-age=60, stale-while-revalidate=60, stale-if-error=3600",
    );
    expect(headers.get("cache-tag")).toMatch(/^e-en,(en-a1|f-en)$/);
    expect(headers.get("etag")).toMatch(/^W\/"[\w-]+\.[\w-]+"$/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(headers.get("access-control-expose-headers")).toContain("ETag");
    expect(headers.get("vary")).toBeNull();
    expect(headers.get("content-security-policy") !== null).toBe(type.startsWith("text/html"));
    for (const language of ["fr", "en", "ar"])
      expect(headers.get("link")).toContain(`rel="alternate"; hreflang="${language}"`);
  });
});

describe("a URL", () => {
  it.each([
    "/de/",
    "/de/articles/mer",
    "/fr/articles/nie-da-gewesen",
    "/fr/articles/Mer",
    "/fr/articles/mer.xml",
    "/fr/articles/mer.json.txt",
    "/fr/articles/mer.html",
    "/fr/nothing.xml",
    "/nothing",
    "/fr/articles/",
    "/articles/Mer",
    "/fr/articles/a--b",
    `/fr/articles/${"a".repeat(101)}`,
    "/fr/articles/%6der%00",
    "/constructor/",
    "/__proto__/rss.xml",
  ])("that names nothing is 404, never stored: %s", async (path) => {
    const answer = await get(path, { accept: "application/json" });
    expect(answer.status).toBe(404);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    if (path.includes(".") || !path.startsWith("/fr/articles/")) {
      expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:not-found", status: 404 });
    }
  });

  it.each(["/", "/fr/", "/fr/rss.xml", "/fr/articles/mer.json", "/articles/mer", "/health", "/fr/articles/unheard-of"])(
    "with a query is answered 308 to itself without it, and forces no work: %s",
    async (path) => {
      const answer = await get(`${path}?utm_source=x&a=%0d%0aSet-Cookie:b`);
      expect(answer.status).toBe(308);
      expect(answer.headers.get("location")).toBe(ORIGIN + path);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each(["POST", "PUT", "PATCH", "DELETE"])("that is public does not take %s", async (method) => {
    for (const path of ["/", "/fr/", "/fr/rss.xml", "/fr/articles/mer", "/articles/mer", "/health"]) {
      const answer = await exports.default.fetch(new Request(ORIGIN + path, { method }));
      expect(answer.status, path).toBe(405);
      expect(answer.headers.get("allow"), path).toBe("GET, HEAD, OPTIONS");
      expect(answer.headers.get("access-control-allow-origin"), path).toBe("*");
    }
  });

  it("answers a preflight from any origin", async () => {
    const answer = await exports.default.fetch(new Request(`${ORIGIN}/fr/feed.json`, { method: "OPTIONS" }));
    expect(answer.status).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, HEAD, OPTIONS");
    expect(answer.headers.get("access-control-allow-headers")).toBe("If-None-Match, If-Modified-Since, *");
  });

  it("is built from the configured origin, whatever Host says", async () => {
    await put("mer", {});
    const answer = await exports.default.fetch(new Request("https://evil.example/fr/articles/mer.json"));
    expect(await answer.text()).not.toContain("evil.example");
  });
});

describe("the two doors", () => {
  it.each([
    ["/", {}, "/fr/"],
    ["/", { "accept-language": "ar-MA, fr;q=0.5" }, "/ar/"],
    ["/", { "accept-language": "de, en-US;q=0.8" }, "/en/"],
    ["/", { "accept-language": "de" }, "/fr/"],
    ["/", { accept: "application/rss+xml", "accept-language": "en" }, "/en/rss.xml"],
    ["/", { accept: "application/atom+xml" }, "/fr/atom.xml"],
    ["/", { accept: "application/feed+json" }, "/fr/feed.json"],
    ["/articles/mer", { accept: "*/*" }, "/fr/articles/mer"],
    ["/articles/mer", { accept: "application/json", "accept-language": "ar" }, "/ar/articles/mer.json"],
    ["/articles/mer", { accept: "text/plain;q=0.9, text/markdown" }, "/fr/articles/mer.md"],
    ["/articles/mer", { accept: "text/html,application/xhtml+xml,*/*;q=0.8" }, "/fr/articles/mer"],
  ])("lead from %s with %j to %s", async (path, headers, location) => {
    const answer = await get(path, headers as Record<string, string>);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(ORIGIN + location);
    expect(answer.headers.get("vary")).toBe("Accept, Accept-Language");
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

describe("a withdrawn article", () => {
  it("is 410 in every format and edition, and gone from the feeds, whose Last-Modified moves", async () => {
    await warmed();
    const before = await get("/en/feed.json");
    await withdraw("mer");
    await settle("en");
    await settle("fr");
    for (const path of [...ARTICLE_PATHS, "/fr/articles/mer.json", "/ar/articles/mer.json"]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(410);
      expect(answer.headers.get("cache-control"), path).toBe("no-store");
    }
    const after = await get("/en/feed.json");
    expect(await after.json()).toMatchObject({ items: [] });
    expect(Date.parse(after.headers.get("last-modified") ?? "")).toBeGreaterThanOrEqual(
      Date.parse(before.headers.get("last-modified") ?? ""),
    );
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });

  it("comes back under the same id with another PUT, without being bought again", async () => {
    const engine = fakeEngine();
    await put("mer", { title: "La mer", body_text: "La mer est belle." });
    await equip("en", engine);
    const before = (await (await get("/en/feed.json")).json()) as { items: { id: string }[] };
    await withdraw("mer");
    const restored = await put("mer", { title: "La mer", body_text: "La mer est belle." });
    expect(restored.status).toBe(201);
    expect(await restored.json()).toMatchObject({ revision: 1, state: "published" });
    await settle("en");
    const after = (await (await get("/en/feed.json")).json()) as { items: { id: string }[] };
    expect(after.items[0]?.id).toBe(before.items[0]?.id);
    expect(engine.calls).toHaveLength(1);
  });
});

describe("a withdrawal", () => {
  it("reaches those who poll: a tombstone in Atom and in withdrawn.json, for thirty days", async () => {
    await put("reste", { title: "Un article qui reste" });
    await put("mer", { title: "La mer" });
    await withdraw("mer");
    await settle("fr");
    const id = "tag:dragoman.example,2025:fr/mer";
    const list = await get("/fr/withdrawn.json");
    const told = (await list.json()) as { withdrawn: { id: string; url: string; withdrawn_at: string }[] };
    expect(told.withdrawn).toMatchObject([{ id, slug: "mer", url: `${ORIGIN}/fr/articles/mer` }]);
    const at = told.withdrawn[0]?.withdrawn_at;
    expect(await (await get("/fr/atom.xml")).text()).toContain(`<at:deleted-entry ref="${id}" when="${at}"/>`);
    expect((await get("/fr/withdrawn.json", { "if-none-match": list.headers.get("etag") ?? "" })).status).toBe(304);
    // An edition in which it never was has nothing to take back.
    expect(await (await get("/ar/withdrawn.json")).json()).toMatchObject({ withdrawn: [] });
    await settle("fr", 31 * 86_400_000);
    await settle("fr");
    expect(await (await get("/fr/withdrawn.json")).json()).toMatchObject({ withdrawn: [] });
  });

  it("that is taken back takes its tombstone with it", async () => {
    await put("mer", {});
    await withdraw("mer");
    await put("mer", {});
    await settle("fr");
    expect(await (await get("/fr/withdrawn.json")).json()).toMatchObject({ withdrawn: [] });
    expect(await (await get("/fr/atom.xml")).text()).not.toContain("deleted-entry");
  });

  it("that is taken back makes the entry newer than its tombstone (RFC 6721 §3)", async () => {
    await put("mer", { published_at: "2025-01-01T00:00:00Z" });
    await withdraw("mer");
    await settle("fr");
    const [, when = ""] = /deleted-entry [^>]*when="([^"]+)"/.exec(await (await get("/fr/atom.xml")).text()) ?? [];
    await becomes(new Date(Date.now() + 60_000).toISOString());
    await put("mer", { published_at: "2025-01-01T00:00:00Z" });
    await settle("fr");
    const [, updated = ""] = /<entry>.*?<updated>([^<]+)/s.exec(await (await get("/fr/atom.xml")).text()) ?? [];
    expect(Date.parse(updated)).toBeGreaterThanOrEqual(Date.parse(when));
  });
});

describe("an unknown slug", () => {
  it("reaches an object once in thirty seconds, until it is published here", async () => {
    let asked = 0;
    const EDITION = new Proxy(env.EDITION, {
      get: (namespace, name) => {
        if (name === "getByName") asked++;
        const member = Reflect.get(namespace, name);
        return typeof member === "function" ? member.bind(namespace) : member;
      },
    });
    const work: Promise<unknown>[] = [];
    const context = { waitUntil: (p: Promise<unknown>) => work.push(p), passThroughOnException() {}, props: {} };
    for (let i = 0; i < 5; i++) {
      const answer = await app.fetch(
        new Request(`${ORIGIN}/fr/articles/bientot.json`),
        { ...env, EDITION },
        context as unknown as ExecutionContext,
      );
      expect(answer.status).toBe(404);
      await Promise.all(work);
    }
    expect(asked).toBe(1);
    await put("bientot", {});
    expect((await get("/fr/articles/bientot.json")).status).toBe(200);
  });

  it("is braked when one client asks for too many", async () => {
    const MISS_LIMIT = { limit: async () => ({ success: false }) };
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
    const answer = await app.fetch(
      new Request(`${ORIGIN}/fr/articles/nulle-part.json`),
      { ...env, MISS_LIMIT },
      context,
    );
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
  });
});

describe("health", () => {
  it("says what is configured, and no secret", async () => {
    const text = await (await get("/health")).text();
    const none = ["deepl", "workers-ai"].map((name) => ({ name, configured: false }));
    const engines = { fr: none, en: none, ar: none };
    expect(JSON.parse(text)).toMatchObject({ status: "ok", editions: ["fr", "en", "ar"], desk: "open", engines });
    expect(text).not.toContain("a-token-for-tests-only");
  });
});

describe("the desk's own urls", () => {
  it("tell where each edition's page is", async () => {
    await put("mer", {});
    const article = (await (await desk("GET", "/api/articles/mer")).json()) as { urls: Record<string, string> };
    expect((await get(article.urls["fr"]?.slice(ORIGIN.length) ?? "")).status).toBe(200);
  });
});
