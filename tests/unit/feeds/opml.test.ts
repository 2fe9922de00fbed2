import { parseOpml } from "feedsmith";
import { expect, it } from "vitest";
import { opml } from "../../../src/feeds/opml.ts";

it("is OPML 2.0 that a parser reads, whatever the publication is called", () => {
  const publication = {
    title: 'Le <Matin> & "le soir"',
    origin: "https://news.example",
    idAuthority: "news.example,2025",
    editions: ["fr", "ar"],
    sourceLanguage: "fr",
  };
  const parsed = parseOpml(opml(publication, (language) => `${publication.title} – ${language}`));
  expect(parsed.head?.title).toBe(publication.title);
  expect(parsed.body?.outlines?.map(({ text }) => text)).toEqual([
    'Le <Matin> & "le soir" – fr',
    'Le <Matin> & "le soir" – ar',
  ]);
  expect(parsed.body?.outlines?.[1]?.outlines?.[0]).toMatchObject({
    type: "rss",
    xmlUrl: "https://news.example/ar/rss.xml",
    htmlUrl: "https://news.example/ar/",
    language: "ar",
  });
});
