import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import type { Publication } from "../../src/articles/publication.ts";
import { newsSitemap } from "../../src/feeds/news-sitemap.ts";
import { sitemapFiles, sitemapIndex, urlset } from "../../src/feeds/sitemap.ts";

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";
const XHTML = "http://www.w3.org/1999/xhtml";
const NEWS = "http://www.google.com/schemas/sitemap-news/0.9";
const W3C_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/;

interface Node {
  /** `{namespace}local` (Namespaces in XML 1.0). */
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

/** The document's root; throws on the first fault (XML 1.0 §2.1, Namespaces in XML 1.0). */
function parsed(xml: string): Node {
  const document: Node = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ uri, local, attributes }) => {
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value]);
    const node: Node = { name: `{${uri}}${local}`, attributes: Object.fromEntries(values), children: [], text: "" };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += text;
  });
  parser.write(xml).close();
  return document.children[0] as Node;
}

const names = ({ children }: Node) => children.map(({ name }) => name);
const child = (node: Node, name: string) => node.children.find((inner) => inner.name === name) as Node;

const publication: Publication = {
  title: 'Le <Matin> & "le soir" ]]>',
  origin: "https://news.example",
  idAuthority: "news.example,2025",
  editions: ["fr", "en", "ar"],
  sourceLanguage: "fr",
};
const entry = (i: number) => ({
  slug: `article-${i}`,
  title: `Titre ${i} : ]]> & <b> \u0008\uD800 مراكش`,
  published_at: new Date(Date.UTC(2025, 10, 24, 0, 0, i)).toISOString(),
  updated_at: "2025-11-24T12:00:00.000Z",
});
const entries = (count: number) => Array.from({ length: count }, (_, i) => entry(i));
const sections = publication.editions.map((language) => ({ language, entries: entries(2) }));

describe("sitemaps.org, XML tag definitions", () => {
  const root = parsed([...urlset(sections, publication)].join(""));

  it("urlset: is the root, in its namespace, and holds url only", () => {
    expect(root.name).toBe(`{${SITEMAP}}urlset`);
    expect(names(root)).toEqual(Array(6).fill(`{${SITEMAP}}url`));
  });

  it("loc: an absolute URL of less than 2,048 characters, each once, all of one host", () => {
    const urls = root.children.map((url) => child(url, `{${SITEMAP}}loc`).text);
    expect(new Set(urls).size).toBe(6);
    for (const url of urls) {
      expect(new URL(url).origin).toBe("https://news.example");
      expect(url.length).toBeLessThan(2_048);
    }
  });

  it("lastmod: a W3C date and time", () => {
    for (const url of root.children) expect(child(url, `{${SITEMAP}}lastmod`).text).toMatch(W3C_DATE);
  });

  it("the schema's sequence: what is of another namespace comes last", () => {
    const link = `{${XHTML}}link`;
    for (const url of root.children) {
      expect(names(url)).toEqual([`{${SITEMAP}}loc`, `{${SITEMAP}}lastmod`, link, link, link, link]);
    }
  });

  it("Google, hreflang in sitemaps: each version lists itself and all others, alike in each, absolute", () => {
    const linksOf = (url: Node) => url.children.filter(({ name }) => name === `{${XHTML}}link`);
    for (const url of root.children) {
      const links = linksOf(url).map(({ attributes: { rel, hreflang, href } }) => ({ rel, hreflang, href }));
      expect(links.map(({ rel }) => rel)).toEqual(Array(4).fill("alternate"));
      expect(links.map(({ hreflang }) => hreflang)).toEqual(["fr", "en", "ar", "x-default"]);
      expect(links.map(({ href }) => href)).toContain(child(url, `{${SITEMAP}}loc`).text);
      for (const { href } of links) expect(new URL(href ?? "").origin).toBe("https://news.example");
    }
    // Two editions of one article say the same of its versions.
    expect(linksOf(root.children[0] as Node)).toEqual(linksOf(root.children[2] as Node));
  });
});

describe("sitemaps.org, index files", () => {
  const sizes = [
    { language: "fr", entries: 60_000 },
    { language: "ar", entries: 12_345 },
  ];
  const files = sitemapFiles(sizes) ?? [];

  it("sitemapindex: is the root, in its namespace, and holds sitemap with loc", () => {
    const root = parsed(sitemapIndex(files, publication));
    expect(root.name).toBe(`{${SITEMAP}}sitemapindex`);
    expect(names(root)).toEqual(Array(8).fill(`{${SITEMAP}}sitemap`));
    const urls = root.children.map((sitemap) => child(sitemap, `{${SITEMAP}}loc`).text);
    expect([urls[0], urls[5], urls[7]]).toEqual([
      "https://news.example/sitemap/fr/1.xml",
      "https://news.example/sitemap/fr/6.xml",
      "https://news.example/sitemap/ar/2.xml",
    ]);
  });

  it("a file has at most 50,000 URLs and 50 MB, its slugs as long as they may be", () => {
    const slug = "a".repeat(100);
    const one = [...urlset([{ language: "fr", entries: [{ slug, updated_at: entry(0).updated_at }] }], publication)];
    expect(50_000 * (one[1]?.length ?? 0)).toBeLessThan(52_428_800);
  });
});

describe("Google, news sitemaps", () => {
  const root = parsed(newsSitemap(sections, publication));

  it("news:news has publication (name, language), publication_date and title, each once", () => {
    expect(root.name).toBe(`{${SITEMAP}}urlset`);
    for (const url of root.children) {
      expect(names(url)).toEqual([`{${SITEMAP}}loc`, `{${NEWS}}news`]);
      const news = child(url, `{${NEWS}}news`);
      expect(names(news)).toEqual([`{${NEWS}}publication`, `{${NEWS}}publication_date`, `{${NEWS}}title`]);
      expect(names(child(news, `{${NEWS}}publication`))).toEqual([`{${NEWS}}name`, `{${NEWS}}language`]);
      expect(child(news, `{${NEWS}}publication_date`).text).toMatch(W3C_DATE);
    }
  });

  it("names and titles arrive as they were written, but for what XML 1.0 §2.2 forbids", () => {
    const news = child(root.children[0] as Node, `{${NEWS}}news`);
    expect(child(news, `{${NEWS}}title`).text).toBe("Titre 1 : ]]> & <b> \uFFFD مراكش");
    expect(child(child(news, `{${NEWS}}publication`), `{${NEWS}}name`).text).toBe(publication.title);
  });

  it("has at most 1,000 of them, the newest", () => {
    const many = parsed(newsSitemap([{ language: "fr", entries: entries(1_500) }], publication));
    expect(many.children).toHaveLength(1_000);
    expect(child(many.children[0] as Node, `{${SITEMAP}}loc`).text).toBe(
      "https://news.example/fr/articles/article-1499",
    );
  });
});
