import { describe, expect, it } from "vitest";
import { newsSitemap } from "../../../src/feeds/news-sitemap.ts";
import { sitemapFiles, sitemapIndex, urlset } from "../../../src/feeds/sitemap.ts";
import { publication } from "../pages/samples.ts";

const mer = { slug: "mer", title: "La mer & <nous>", published_at: "2025-11-24T10:00:00.000Z" };
const updated_at = "2025-11-24T12:00:00.000Z";
const unreviewed = true as const;

describe("a sitemap", () => {
  it("names each URL, when it changed, and its version in every edition", () => {
    const sections = [{ language: "fr", entries: [{ slug: "mer", updated_at }] }];
    expect([...urlset(sections, publication)].join("")).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url>
<loc>https://news.example/fr/articles/mer</loc>
<lastmod>2025-11-24T12:00:00.000Z</lastmod>
<xhtml:link rel="alternate" hreflang="fr" href="https://news.example/fr/articles/mer"/>
<xhtml:link rel="alternate" hreflang="en" href="https://news.example/en/articles/mer"/>
<xhtml:link rel="alternate" hreflang="ar" href="https://news.example/ar/articles/mer"/>
<xhtml:link rel="alternate" hreflang="x-default" href="https://news.example/articles/mer"/>
</url>
</urlset>
`,
    );
  });

  it("lists no translation that search engines are asked to leave out, nor names it as a version", () => {
    const sections = [
      { language: "fr", entries: [{ slug: "mer", updated_at }, { slug: "port", updated_at }] },
      { language: "en", entries: [{ slug: "mer", updated_at, unreviewed }, { slug: "port", updated_at }] },
      { language: "ar", entries: [{ slug: "mer", updated_at, unreviewed }] },
    ]; // biome-ignore format: a table
    const listed = (noindexUnreviewed: string[]) => {
      const urls = [...urlset(sections, { ...publication, noindexUnreviewed })].join("").split("<url>").slice(1);
      return urls.map((url) => {
        const [loc, ...versions] = [...url.matchAll(/https:\/\/news\.example\/([^<"]*)/g)].map(([, path]) => path);
        return `${loc}: ${versions.map((path) => path?.split("/articles")[0]).join(" ")}`;
      });
    };
    expect(listed(["en"])).toEqual([
      "fr/articles/mer: fr ar articles/mer",
      "fr/articles/port: fr en ar articles/port",
      "en/articles/port: fr en ar articles/port",
      "ar/articles/mer: fr ar articles/mer",
    ]);
    // An Arabic page that is not there yet would be an unreviewed one.
    expect(listed(["en", "ar"])).toEqual([
      "fr/articles/mer: fr articles/mer",
      "fr/articles/port: fr en articles/port",
      "en/articles/port: fr en articles/port",
    ]);
    expect(listed([])).toHaveLength(5);
  });

  it("comes a section at a time, so that none but one is held", () => {
    const section = (slug: string) => ({ language: "ar", entries: [{ slug, updated_at }] });
    const pieces = [...urlset([section("a"), section("b")], publication)];
    expect(pieces.map((piece) => piece.match(/<loc>(.*)<\/loc>/)?.[1])).toEqual([
      undefined,
      "https://news.example/ar/articles/a",
      "https://news.example/ar/articles/b",
      undefined,
    ]);
  });
});

describe("the files of a sitemap", () => {
  const limits = { urls: 5, perFile: 2 };

  it.each([
    [[], null],
    [[["fr", 5]], null],
    [
      [
        ["fr", 3],
        ["en", 2],
      ],
      null,
    ],
    [
      [
        ["fr", 3],
        ["en", 3],
      ],
      "fr1 fr2 en1 en2",
    ],
    [
      [
        ["fr", 6],
        ["en", 0],
      ],
      "fr1 fr2 fr3",
    ],
  ] as [[string, number][], string | null][])("of editions of %j are %j", (sizes, expected) => {
    const editions = sizes.map(([language, entries]) => ({ language, entries }));
    const files = sitemapFiles(editions, limits)?.map(({ language, file }) => language + file);
    expect(files?.join(" ") ?? null).toBe(expected);
  });

  it("are as many as sitemaps.org asks for", () => {
    expect(sitemapFiles([{ language: "fr", entries: 50_000 }])).toBeNull();
    expect(sitemapFiles([{ language: "fr", entries: 50_001 }])).toHaveLength(6);
  });

  it("are listed by an index", () => {
    expect(
      sitemapIndex(
        [
          { language: "fr", file: 1 },
          { language: "ar", file: 2 },
        ],
        publication,
      ),
    ).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap>
<loc>https://news.example/sitemap/fr/1.xml</loc>
</sitemap>
<sitemap>
<loc>https://news.example/sitemap/ar/2.xml</loc>
</sitemap>
</sitemapindex>
`,
    );
  });
});

describe("a news sitemap", () => {
  it("says of each article in which publication, language and hour it appeared", () => {
    expect(newsSitemap([{ language: "fr", entries: [mer] }], publication)).toBe(
      `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url>
<loc>https://news.example/fr/articles/mer</loc>
<news:news>
<news:publication>
<news:name>Dragoman</news:name>
<news:language>fr</news:language>
</news:publication>
<news:publication_date>2025-11-24T10:00:00.000Z</news:publication_date>
<news:title>La mer &amp; &lt;nous&gt;</news:title>
</news:news>
</url>
</urlset>
`,
    );
  });

  it("has the newest first, whatever their edition, and no more than it may", () => {
    const at = (slug: string, hour: number) => ({ ...mer, slug, published_at: `2025-11-24T0${hour}:00:00.000Z` });
    const sections = [
      { language: "fr", entries: [at("a", 1), at("b", 4)] },
      { language: "ar", entries: [at("a", 2), at("c", 3)] },
    ];
    const urls = newsSitemap(sections, publication, 3).matchAll(/<loc>https:\/\/news.example(.*)<\/loc>/g);
    expect([...urls].map(([, path]) => path)).toEqual(["/fr/articles/b", "/ar/articles/c", "/ar/articles/a"]);
  });

  it("has no translation that search engines are asked to leave out", () => {
    const sections = [
      { language: "en", entries: [{ ...mer, unreviewed }, { ...mer, slug: "port" }] },
      { language: "ar", entries: [{ ...mer, unreviewed }] },
    ]; // biome-ignore format: a table
    const urls = newsSitemap(sections, { ...publication, noindexUnreviewed: ["en"] }).matchAll(/example(.*)<\/loc>/g);
    expect([...urls].map(([, path]) => path)).toEqual(["/en/articles/port", "/ar/articles/mer"]);
  });

  it.each([
    ["pt-BR", "pt"],
    ["ckb", "ckb"],
    ["zh-TW", "zh-tw"],
  ])("names the language as Google does: %s is %s", (language, expected) => {
    expect(newsSitemap([{ language, entries: [mer] }], publication)).toContain(`<news:language>${expected}</`);
  });
});
