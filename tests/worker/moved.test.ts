import { exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { get, ORIGIN, put } from "./support/desk.ts";
import { store } from "./support/stored.ts";
import { wipe } from "./support/wipe.ts";

beforeEach(async () => {
  await wipe();
  await store.rendition(
    "en",
    "old-name",
    { state: "moved", slug: "old-name", to: "mer" },
    { state: "moved", id: "a7" },
  );
});

afterEach(wipe);

describe("an alias", () => {
  it.each(["", ".json", ".txt", ".md"])(
    "leads for good to the article in its language and format: %j",
    async (format) => {
      const answer = await get(`/en/articles/old-name${format}`);
      expect(answer.status).toBe(301);
      expect(answer.headers.get("location")).toBe(`${ORIGIN}/en/articles/mer${format}`);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
      expect(answer.headers.get("cache-tag")).toBe("e-en,en-a7");
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    },
  );

  it("leads to the configured origin, whatever host the request names", async () => {
    const request = new Request("https://elsewhere.example/en/articles/old-name", { redirect: "manual" });
    expect((await exports.default.fetch(request)).headers.get("location")).toBe(`${ORIGIN}/en/articles/mer`);
  });

  it("is entered by the door like an article", async () => {
    const door = await get("/articles/old-name", { "accept-language": "en", accept: "application/json" });
    expect([door.status, door.headers.get("location")]).toEqual([302, `${ORIGIN}/en/articles/old-name.json`]);
  });
});

describe("a new alias", () => {
  it("leads on at once, though somebody had just asked for it in vain", async () => {
    expect((await get("/fr/articles/ancien-nom")).status).toBe(404);
    expect((await put("tout-neuf", { aliases: ["ancien-nom"] })).status).toBe(201);
    const answer = await get("/fr/articles/ancien-nom");
    expect([answer.status, answer.headers.get("location")]).toEqual([301, `${ORIGIN}/fr/articles/tout-neuf`]);
  });

  it("is purged with its article, and by nothing but internal ids", async () => {
    await put("tout-neuf", { aliases: ["ancien-nom"] });
    const [article, alias] = [await get("/fr/articles/tout-neuf"), await get("/fr/articles/ancien-nom")];
    expect(alias.headers.get("cache-tag")).toMatch(/^e-fr,fr-a\d+$/);
    expect(alias.headers.get("cache-tag")).toBe(article.headers.get("cache-tag"));
  });
});
