import { beforeEach, describe, expect, it } from "vitest";
import { get, ORIGIN, problem } from "./support/desk.ts";
import { rendition, store } from "./support/stored.ts";
import { wipe } from "./support/wipe.ts";

const tag = { tag: "maroc", label: "Morocco" };
const BASE = "/en/tags/maroc/";
const FILES = ["", "rss.xml", "atom.xml", "feed.json", "ninjs.json"];

beforeEach(async () => {
  await wipe();
  await store.front("en", { tag, renditions: [rendition("en", "mer")], archive: 2 }, { id: "t12" });
  await store.page("en", 2, { tag, renditions: [rendition("en", "older")] }, { id: "t12" });
});

describe("a tag", () => {
  it.each([
    ["", "text/html; charset=utf-8"],
    ["rss.xml", "application/rss+xml; charset=utf-8"],
    ["atom.xml", "application/atom+xml; charset=utf-8"],
    ["feed.json", "application/feed+json; charset=utf-8"],
    ["ninjs.json", "application/json; charset=utf-8"],
  ])("has a page and feeds, each purged by the tag's internal id: %j", async (file, type) => {
    for (const [path, slug, tags] of [
      [BASE, "mer", "e-en,f-en-t12"],
      [`${BASE}archive/2/`, "older", "e-en,en-t12-p2"],
    ] as const) {
      const answer = await get(path + file);
      expect(answer.headers.get("content-type")).toBe(type);
      expect(answer.headers.get("cache-tag")).toBe(tags);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
      expect(await answer.text()).toContain(`/en/articles/${slug}`);
      const again = await get(path + file, { "if-none-match": answer.headers.get("etag") ?? "" });
      expect(again.status).toBe(304);
      expect((await get(`${path}${file}?x=1`)).headers.get("location")).toBe(ORIGIN + path + file);
    }
  });

  it("links itself and the same tag in every edition", async () => {
    expect((await get(`${BASE}atom.xml`)).headers.get("link")).toBe(
      [
        `<${ORIGIN}/en/tags/maroc/atom.xml>; rel="self"`,
        ...["fr", "en", "ar"].map((l) => `<${ORIGIN}/${l}/tags/maroc/atom.xml>; rel="alternate"; hreflang="${l}"`),
      ].join(", "),
    );
  });

  it("has its page at the address with the slash", async () => {
    const answer = await get("/en/tags/maroc");
    expect([answer.status, answer.headers.get("location")]).toEqual([308, ORIGIN + BASE]);
  });

  it("that no edition knows is not found, as a page or as a problem", async () => {
    for (const base of ["/en/tags/none/", "/en/tags/none/archive/1/"]) {
      for (const file of FILES) {
        const answer = await get(base + file);
        expect([answer.status, answer.headers.get("content-type")], base + file).toEqual([
          404,
          file === "" ? "text/html; charset=utf-8" : "application/problem+json",
        ]);
      }
    }
    expect((await problem(await get("/en/tags/none/rss.xml"))).detail).toBe(
      "The en edition has nothing for the tag none.",
    );
  });

  it.each(["/en/tags/Maroc/", "/en/tags/a--b/rss.xml", `/en/tags/${"a".repeat(101)}/`, "/de/tags/maroc/", "/en/tags/"])(
    "has the form of a slug, in an edition that exists: %s",
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  it("has no list of withdrawals of its own", async () => {
    expect((await get(`${BASE}withdrawn.json`)).status).toBe(404);
  });
});
