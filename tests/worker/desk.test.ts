import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { desk, get, ORIGIN, problem, put, withdraw } from "./support/desk.ts";
import { settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;

describe("a request that need have no body", () => {
  // Clients send `Content-Length: 0`, and proxies hand on an empty body for none.
  it.each([
    ["DELETE", "/api/articles/mer"],
    ["POST", "/api/articles/mer/translations/en/retranslate"],
  ])("%s %s may have an empty one", async (method, path) => {
    await put("mer", {});
    expect((await desk(method, path, "", { "content-type": "" })).ok).toBe(true);
    expect((await desk(method, path, "{}", { "content-type": "text/plain" })).status).toBe(415);
  });
});

describe("publishing", () => {
  it("answers 201 with Location and ETag, and readers see the article at once", async () => {
    const answer = await put("mer", { title: "La mer" });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/api/articles/mer`);
    expect(answer.headers.get("etag")).toMatch(/^"\d+"$/);
    expect(await answer.json()).toMatchObject({ slug: "mer", revision: 1, state: "published" });
    expect(await (await get("/fr/articles/mer.json")).json()).toMatchObject({ title: "La mer", translation: null });
  });

  it("keeps what was sent, and gives it back", async () => {
    const draft = {
      title: "Titre",
      body_markdown: "Un *mot*.",
      tags: ["maroc"],
      tag_labels: { maroc: "Maroc" },
      rights: "© AFP",
    };
    await put("mer", draft);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject(draft);
  });

  it("makes no revision of the same article again", async () => {
    const first = await put("mer", {});
    const again = await put("mer", {});
    expect(again.status).toBe(200);
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
    expect(await again.json()).toMatchObject({ revision: 1 });
  });

  it("moves `updated_at` with a correction, and not with a minor one", async () => {
    const read = async () =>
      (await (await get("/fr/articles/mer.json")).json()) as { updated_at: string; title: string };
    await put("mer", { title: "Un", published_at: "2026-01-01T00:00:00Z" });
    const first = await read();
    await put("mer", { title: "Deux", minor: true });
    await settle("fr");
    expect(await read()).toMatchObject({ title: "Deux", updated_at: first.updated_at });
    await put("mer", { title: "Trois" });
    await settle("fr");
    expect(Date.parse((await read()).updated_at)).toBeGreaterThan(Date.parse(first.updated_at));
  });

  it("carries every optional field to the reader's formats", async () => {
    const image = {
      url: "https://img.example/a.jpg",
      alt: "Une salle",
      caption: "La salle",
      credit: "AFP",
      width: 800,
      height: 600,
    };
    await put("mer", {
      image,
      rights: "© AFP",
      correction_note: "Une date a été corrigée.",
      canonical_url: "https://origin.example/mer",
    });
    expect(await (await get("/fr/articles/mer.json")).json()).toMatchObject({
      image,
      rights: "© AFP",
      correction_note: "Une date a été corrigée.",
    });
    for (const path of [
      "/fr/articles/mer",
      "/fr/articles/mer.txt",
      "/fr/articles/mer.md",
      "/fr/rss.xml",
      "/fr/atom.xml",
      "/fr/feed.json",
      "/fr/ninjs.json",
      "/fr/articles/mer.ninjs.json",
    ]) {
      const text = await (await get(path)).text();
      expect(text, path).toContain("https://img.example/a.jpg");
      expect(text, path).toContain("Une date a été corrigée.");
      expect(text, path).toContain("© AFP");
    }
  });

  it("leaves nothing of hostile markup in any format", async () => {
    await put("mer", {
      title: "<script>alert(1)</script>",
      body_html:
        '<p onclick="x()">Texte<script>alert(2)</script><img src=x onerror=alert(3)></p><a href="javascript:alert(4)">lien</a>',
    });
    for (const path of ["/fr/articles/mer", "/fr/articles/mer.json", "/fr/rss.xml", "/fr/atom.xml", "/fr/feed.json"]) {
      const text = await (await get(path)).text();
      expect(text, path).not.toMatch(/onclick|onerror|javascript:|alert\((2|3|4)\)/);
    }
    expect(await (await get("/fr/articles/mer")).text()).not.toContain("<script>alert");
  });
});

describe("a write that is not valid", () => {
  it.each([
    ["{", "application/json", 400, "malformed-json"],
    ["<xml/>", "application/xml", 415, "unsupported-media-type"],
    ["{}", "application/json", 422, "invalid-article"],
    ["[]", "application/json", 422, "invalid-article"],
    ['{"language":"fr","title":"T","body_text":"x","titel":"y"}', "application/json", 422, "invalid-article"],
    ['{"language":"de","title":"T","body_text":"x"}', "application/json", 422, "invalid-article"],
    ['{"language":"fr","title":"T","body_text":"x","body_html":"y"}', "application/json", 422, "invalid-article"],
    ['{"language":"fr","title":"T","body_html":"<script>x</script>"}', "application/json", 422, "invalid-article"],
    [
      '{"language":"fr","title":"T","body_text":"x","expires_at":"2020-01-01T00:00:00Z"}',
      "application/json",
      422,
      "invalid-article",
    ],
    [
      JSON.stringify({ language: "fr", title: "T", body_text: "x".repeat(2_100_000) }),
      "application/json",
      413,
      "content-too-large",
    ],
    [
      JSON.stringify({ language: "fr", title: "T", body_text: "x".repeat(1_300_000) }),
      "application/json",
      413,
      "content-too-large",
    ],
  ])("is a problem that says why, and keeps nothing: %.60s", async (body, type, status, kind) => {
    const answer = await desk("PUT", "/api/articles/mer", body, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const told = await problem(answer);
    expect(told).toMatchObject({ type: `urn:dragoman:problem:${kind}`, status });
    expect(told.detail.length).toBeGreaterThan(10);
    if (status === 422) expect((told["errors"] as { pointer: string; detail: string }[]).length).toBeGreaterThan(0);
    expect((await desk("GET", "/api/articles/mer")).status).toBe(404);
  });

  it("points at the member that is wrong", async () => {
    const answer = await put("mer", { tags: ["ok", "Not A Slug"], image: { url: "javascript:alert(1)" } });
    const { errors } = (await problem(answer)) as unknown as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(["/image/url", "/tags/1"]);
  });

  it("refuses a slug that is none", async () => {
    expect((await put("Mer", {})).status).toBe(422);
  });

  it("refuses to change an article's language", async () => {
    await put("mer", {});
    expect((await put("mer", { language: "en" })).status).toBe(422);
  });
});

describe("preconditions", () => {
  it("let one of two editors save, and tell the other the current revision", async () => {
    const etag = (await put("mer", { title: "Un" })).headers.get("etag") ?? "";
    const answers = await Promise.all(["Deux", "Trois"].map((title) => put("mer", { title }, { "if-match": etag })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const refused = answers.find(({ status }) => status === 412) as Response;
    expect(await problem(refused)).toMatchObject({ current: { revision: 2, state: "published" } });
  });

  it("compare weakly what must not be there (RFC 9110 §13.1.2)", async () => {
    const etag = (await put("mer", {})).headers.get("etag") ?? "";
    for (const tags of [etag, `W/${etag}`, `"9", W/${etag}`]) {
      expect((await put("mer", { title: "Autre" }, { "if-none-match": tags })).status, tags).toBe(412);
    }
    expect((await put("mer", { title: "Autre" }, { "if-none-match": '"9", W/"8"' })).status).toBe(200);
  });

  it("create only what does not exist: If-None-Match: *", async () => {
    expect((await put("mer", {}, { "if-none-match": "*" })).status).toBe(201);
    expect((await put("mer", { title: "Autre" }, { "if-none-match": "*" })).status).toBe(412);
    await withdraw("mer");
    expect((await put("mer", { title: "Autre" }, { "if-none-match": "*" })).status).toBe(201);
  });

  it("refuse If-Match on what does not exist", async () => {
    expect((await put("mer", {}, { "if-match": '"1"' })).status).toBe(412);
    expect((await put("mer", {}, { "if-match": "*" })).status).toBe(412);
  });
});

describe("withdrawing", () => {
  it("keeps the article for the desk, and is idempotent", async () => {
    await put("mer", {});
    expect((await withdraw("mer")).status).toBe(200);
    expect((await withdraw("mer")).status).toBe(200);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ state: "withdrawn" });
    expect((await withdraw("jamais-vu")).status).toBe(404);
  });
});

describe("the desk's door", () => {
  it.each([[undefined], ["Bearer wrong"], ["Basic YTpi"], ["Bearer"], ["Bearer a-token-for-tests-onlyx"]])(
    "stays shut to %s",
    async (authorization) => {
      const headers: Record<string, string> = authorization === undefined ? { authorization: "" } : { authorization };
      const answer = await put("mer", {}, headers);
      expect(answer.status).toBe(401);
      expect(answer.headers.get("www-authenticate")).toContain("Bearer");
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect((await desk("GET", "/api/articles/mer")).status).toBe(404);
    },
  );

  it("is closed, not open, where no token is set", async () => {
    const { EDITOR_TOKEN: _, ...closed } = env as typeof env & { EDITOR_TOKEN: string };
    for (const authorization of ["Bearer ", "Bearer undefined", ""]) {
      const request = new Request(`${ORIGIN}/api/articles/mer`, { headers: { authorization } });
      const answer = await app.fetch(request, closed, context);
      expect(answer.status).toBe(503);
      expect(await problem(answer)).toMatchObject({ detail: expect.stringContaining("EDITOR_TOKEN") });
    }
  });

  it("answers other methods 405 with Allow", async () => {
    const answer = await desk("POST", "/api/articles/mer", "{}");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("GET, HEAD, PUT, PATCH, DELETE");
  });
});
