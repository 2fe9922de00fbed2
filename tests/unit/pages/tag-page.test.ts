import { describe, expect, it } from "vitest";
import { archivePage, frontPage } from "../../../src/pages/front-page.ts";
import { all, one, parsed, text } from "./parsed.ts";
import { arabic, english, publication } from "./samples.ts";

const updatedAt = "2025-11-24T10:05:00.000Z";
const page = parsed(
  frontPage({
    language: "ar",
    tag: { tag: "maroc", label: "المغرب" },
    entries: [arabic],
    publication,
    updatedAt,
    archive: 4,
  }),
);
const archive = parsed(
  archivePage({ language: "en", tag: { tag: "maroc", label: "Morocco" }, page: 4, entries: [english], publication }),
);
const hrefs = (root: ReturnType<typeof parsed>, tag: string, attributes: Record<string, unknown>) =>
  all(root, tag, attributes).map(({ properties: p }) => [p["hrefLang"] ?? p["type"], p["href"]]);

describe("a tag's page", () => {
  it("is headed by the tag's label, isolated from the text around it", () => {
    const heading = one(page, "h1");
    expect(text(one(heading, "bdi"))).toBe("المغرب");
    expect(text(one(page, "title"))).toBe("المغرب – Dragoman");
    expect(one(page, "meta", { property: "og:title" }).properties["content"]).toBe("المغرب");
  });

  it("lists its articles, and leads to its own archive", () => {
    expect(all(one(page, "ol"), "h2")).toHaveLength(1);
    expect(one(page, "a", { rel: ["prev"] }).properties["href"]).toBe("/ar/tags/maroc/archive/4/");
  });

  it("names itself, the same tag in every edition, its feeds and then the edition's", () => {
    expect(one(page, "link", { rel: ["canonical"] }).properties["href"]).toBe("https://news.example/ar/tags/maroc/");
    expect(hrefs(page, "link", { rel: ["alternate"] })).toEqual([
      ["fr", "https://news.example/fr/tags/maroc/"],
      ["en", "https://news.example/en/tags/maroc/"],
      ["ar", "https://news.example/ar/tags/maroc/"],
      ["application/rss+xml", "https://news.example/ar/tags/maroc/rss.xml"],
      ["application/atom+xml", "https://news.example/ar/tags/maroc/atom.xml"],
      ["application/feed+json", "https://news.example/ar/tags/maroc/feed.json"],
      ["application/rss+xml", "https://news.example/ar/rss.xml"],
      ["application/atom+xml", "https://news.example/ar/atom.xml"],
      ["application/feed+json", "https://news.example/ar/feed.json"],
    ]);
    expect(all(page, "link", { type: "application/rss+xml" }).map(({ properties }) => properties["title"])).toEqual([
      "Dragoman – المغرب (العربية): RSS",
      "Dragoman (العربية): RSS",
    ]);
  });

  it("switches languages within the tag, and links the tag's feeds to readers", () => {
    expect(all(one(page, "header"), "a").map(({ properties }) => properties["href"])).toEqual([
      "/ar/",
      "/fr/tags/maroc/",
      "/en/tags/maroc/",
      "/ar/tags/maroc/",
    ]);
    expect(all(one(page, "footer"), "a").map(({ properties }) => properties["href"])).toEqual([
      "/ar/tags/maroc/rss.xml",
      "/ar/tags/maroc/atom.xml",
      "/ar/tags/maroc/feed.json",
      "/ar/docs",
    ]);
  });
});

describe("an archive page of a tag", () => {
  it("says of what it is the archive", () => {
    expect(text(one(archive, "h1"))).toBe("Morocco – Archive, page 4");
    expect(text(one(archive, "title"))).toBe("Morocco – Archive, page 4 – Dragoman");
    expect(one(archive, "link", { rel: ["canonical"] }).properties["href"]).toBe(
      "https://news.example/en/tags/maroc/archive/4/",
    );
  });

  it("leads to the pages around it, and to the tag in other languages", () => {
    const to = (rel: string) => one(archive, "a", { rel: [rel] }).properties["href"];
    expect([to("prev"), to("next")]).toEqual(["/en/tags/maroc/archive/3/", "/en/tags/maroc/archive/5/"]);
    expect(one(archive, "a", { hrefLang: "fr" }).properties["href"]).toBe("/fr/tags/maroc/");
  });
});
