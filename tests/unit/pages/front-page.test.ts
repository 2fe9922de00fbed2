import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { frontPage } from "../../../src/pages/front-page.ts";
import { all, one, parsed, text } from "./parsed.ts";
import { arabic, english, original, publication } from "./samples.ts";

const updatedAt = "2025-11-24T10:05:00.000Z";

describe("a front page", () => {
  it("lists its entries in the order given, with date and summary", () => {
    const older = {
      ...english,
      slug: "older",
      title: "Older",
      published_at: "2025-11-01T00:00:00.000Z",
      summary: null,
    };
    const page = parsed(
      frontPage({ tag: null, language: "en", entries: [english, older], publication, updatedAt, archive: null }),
    );
    const items = all(one(page, "ol"), "li");
    expect(items.map((item) => one(one(item, "h2"), "a").properties["href"])).toEqual([
      "/en/articles/interpol-marrakech-2025",
      "/en/articles/older",
    ]);
    expect(text(items[0] as never)).toContain("196 countries");
    expect(items.map((item) => text(one(item, "time")))).toEqual(["24 November 2025", "1 November 2025"]);
  });

  it("says of each machine translation that it is one", () => {
    const shown = (rendition: typeof original) =>
      text(
        one(
          parsed(
            frontPage({
              tag: null,
              language: rendition.language,
              entries: [rendition],
              publication,
              updatedAt,
              archive: null,
            }),
          ),
          "ol",
        ),
      );
    expect(shown(english)).toContain("Machine translation");
    expect(shown(arabic)).toContain("ترجمة آلية");
    expect(shown(original)).not.toContain("Traduction");
  });

  it("links every edition's front page, the door, its feeds and itself", () => {
    const page = parsed(
      frontPage({ tag: null, language: "ar", entries: [arabic], publication, updatedAt, archive: null }),
    );
    expect(one(page, "html").properties).toEqual({ lang: "ar", dir: "rtl" });
    expect(one(page, "link", { rel: ["canonical"] }).properties["href"]).toBe("https://news.example/ar/");
    const alternates = all(page, "link", { rel: ["alternate"] }).map(({ properties: p }) => [
      p["hrefLang"] ?? p["type"],
      p["href"],
    ]);
    expect(alternates).toEqual([
      ["fr", "https://news.example/fr/"],
      ["en", "https://news.example/en/"],
      ["ar", "https://news.example/ar/"],
      ["x-default", "https://news.example/"],
      ["application/rss+xml", "https://news.example/ar/rss.xml"],
      ["application/atom+xml", "https://news.example/ar/atom.xml"],
      ["application/feed+json", "https://news.example/ar/feed.json"],
    ]);
  });

  it.each([
    ["fr", "Aucun article pour l’instant."],
    ["en", "No articles yet."],
    ["ar", "لا توجد مقالات حتى الآن."],
  ])("says in its language that it is empty: %s", (language, words) => {
    const page = parsed(frontPage({ tag: null, language, entries: [], publication, updatedAt: null, archive: null }));
    expect(text(one(page, "main")).trim()).toBe(words);
    expect(all(page, "time")).toEqual([]);
  });

  it("leads to the tags of its articles, the most frequent first", () => {
    const other = {
      ...english,
      slug: "other",
      tags: ["maroc", "sport"],
      tag_labels: { maroc: "Morocco", sport: "Sport" },
    };
    const front = { tag: null, language: "en", publication, updatedAt, archive: null };
    const topics = (entries: (typeof english)[]) =>
      all(parsed(frontPage({ ...front, entries })), "nav", { ariaLabel: "Tags" });
    const [nav] = topics([english, other]);
    expect(all(nav as never, "a").map((link) => [text(link), link.properties["href"]])).toEqual([
      ["Morocco", "/en/tags/maroc/"],
      ["Interpol", "/en/tags/interpol/"],
      ["Sport", "/en/tags/sport/"],
    ]);
    expect(topics([{ ...english, tags: [] }])).toEqual([]);
    expect(topics([])).toEqual([]);
  });

  it("shows pictures in one shape, the first at once and the others when they come near", () => {
    const other = { ...english, slug: "other", image: english.image && { ...english.image, alt: null } };
    const bare = { ...english, slug: "bare", image: null };
    const page = parsed(
      frontPage({ tag: null, language: "en", entries: [english, other, bare], publication, updatedAt, archive: null }),
    );
    expect(
      all(page, "img").map(({ properties: { alt, width, height, loading } }) => [alt, width, height, loading]),
    ).toEqual([
      ["La salle", 3, 2, "eager"],
      ["", 3, 2, "lazy"],
    ]);
  });

  it("weighs 30 KB at most with as many articles as it can have, however little their texts can be compressed", () => {
    let seed = 1;
    const letter = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 6 === 0 ? " " : String.fromCharCode(0x0628 + (seed % 35));
    };
    const noise = (length: number) => Array.from({ length }, letter).join("");
    const entries = Array.from({ length: 59 }, (_, i) => {
      return { ...arabic, slug: `article-${i}`, title: noise(80), summary: noise(200) };
    });
    const page = frontPage({ language: "ar", tag: null, entries, publication, updatedAt: null, archive: 1 });
    expect(gzipSync(page).length).toBeLessThan(30_000);
  });
});
