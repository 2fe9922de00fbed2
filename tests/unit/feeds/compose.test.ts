import { describe, expect, it } from "vitest";
import { atom } from "../../../src/feeds/atom.ts";
import { composeArchive, composeFeed } from "../../../src/feeds/compose.ts";
import { feedWords } from "../../../src/pages/feed-words.ts";
import { arabic, english, publication } from "../pages/samples.ts";

const changed_at = "2025-11-24T10:05:00.000Z";
const maroc = { tag: "maroc", label: "Morocco" };
const front = { renditions: [english], withdrawn: [], archive: 3, changed_at };
const urls = (base: string) => ({
  rss: `https://news.example${base}rss.xml`,
  atom: `https://news.example${base}atom.xml`,
  json: `https://news.example${base}feed.json`,
});

describe("the feed of a tag", () => {
  const words = feedWords("en", publication, maroc);
  const feed = composeFeed("en", { ...front, tag: maroc }, publication, words);

  it("has its own id, page, address, history and words", () => {
    const { entries: _, alternates: __, ...rest } = feed;
    expect(rest).toEqual({
      id: "tag:news.example,2025:en/tags/maroc",
      language: "en",
      title: "Dragoman – Morocco – English",
      description: "Articles of Dragoman in English tagged “Morocco”, full text.",
      homeUrl: "https://news.example/en/tags/maroc/",
      urls: urls("/en/tags/maroc/"),
      updatedAt: changed_at,
      hubs: [],
      history: {
        isArchive: false,
        current: urls("/en/tags/maroc/"),
        previous: urls("/en/tags/maroc/archive/3/"),
        next: null,
      },
      withdrawn: [],
    });
  });

  it("leads to the same tag in the other editions", () => {
    expect(feed.alternates).toEqual([
      { language: "fr", urls: urls("/fr/tags/maroc/") },
      { language: "ar", urls: urls("/ar/tags/maroc/") },
    ]);
  });

  it("has the entries of the edition's feed, ids and all: who takes both meets one article", () => {
    const whole = composeFeed("en", { ...front, tag: null }, publication, words);
    expect(feed.entries).toEqual(whole.entries);
    expect(whole.id).toBe("tag:news.example,2025:en");
  });

  it("has archive pages that lead to each other and to it", () => {
    const value = { tag: maroc, renditions: [english], changed_at };
    const page = composeArchive("en", 2, value, publication, words);
    expect([page.id, page.urls, page.history]).toEqual([
      feed.id,
      urls("/en/tags/maroc/archive/2/"),
      {
        isArchive: true,
        current: urls("/en/tags/maroc/"),
        previous: urls("/en/tags/maroc/archive/1/"),
        next: urls("/en/tags/maroc/archive/3/"),
      },
    ]);
  });

  it.each([
    [
      "fr",
      "Dragoman – Maroc – Français",
      "Articles de Dragoman en français, mot-clé «\u00a0Maroc\u00a0», texte intégral.",
    ],
    ["en", "Dragoman – Maroc – English", "Articles of Dragoman in English tagged “Maroc”, full text."],
    ["ar", "Dragoman – Maroc – العربية", "مقالات Dragoman بالعربية تحت وسم «Maroc»، بنصها الكامل."],
  ])("speaks its language: %s", (language, title, description) => {
    expect(feedWords(language, publication, { tag: "maroc", label: "Maroc" })).toMatchObject({ title, description });
  });

  it("takes a label for text, whatever it looks like", () => {
    const tag = { tag: "rd", label: "R&D <b>" };
    const xml = atom(
      composeFeed("ar", { ...front, renditions: [arabic], tag }, publication, feedWords("ar", publication, tag)),
    );
    expect(xml).toContain("<title>Dragoman – R&amp;D &lt;b&gt; – العربية</title>");
  });
});
