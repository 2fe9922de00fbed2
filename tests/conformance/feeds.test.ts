import { Ajv } from "ajv";
import { parseFeed } from "feedsmith";
import schema from "jsonfeed-schema/schema-v1.1.json" with { type: "json" };
import RssParser from "rss-parser";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { atom } from "../../src/feeds/atom.ts";
import { composeArchive, composeFeed } from "../../src/feeds/compose.ts";
import type { Feed, FeedEntry } from "../../src/feeds/feed.ts";
import { jsonFeed } from "../../src/feeds/json-feed.ts";
import { rss } from "../../src/feeds/rss.ts";
import { feedWords } from "../../src/pages/feed-words.ts";
import { SAMPLE_LANGUAGES, sampleFeed, sparseEntry } from "../unit/feeds/sample.ts";
import { arabic, publication } from "../unit/pages/samples.ts";

/** What every parser has to get out of every format. */
const facts = (feed: Feed) =>
  feed.entries.map(({ id, url, title, html, publishedAt }) => ({ id, url, title, html, publishedAt }));

const iso = (date: string | undefined) => date && new Date(date).toISOString();

/** Well-formedness (XML 1.0 §2.1) and Namespaces in XML 1.0; throws on the first fault. */
function parseStrictly(xml: string): string {
  const parser = new SaxesParser({ xmlns: true });
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("text", (data) => {
    text += data;
  });
  parser.on("cdata", (data) => {
    text += data;
  });
  parser.write(xml).close();
  return text;
}

const ajv = new Ajv({
  formats: { uri: (value: string) => URL.canParse(value), "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
});
const validateJsonFeed = ajv.compile(schema);

describe.each(SAMPLE_LANGUAGES)("the %s feed", (language) => {
  const feed = sampleFeed(language);

  it("XML 1.0 §2.1: RSS and Atom are well-formed, and so are their namespaces", () => {
    parseStrictly(rss(feed));
    parseStrictly(atom(feed));
  });

  it("JSON Feed 1.1: meets its schema", () => {
    expect(validateJsonFeed(JSON.parse(jsonFeed(feed))), JSON.stringify(validateJsonFeed.errors)).toBe(true);
  });

  it("RSS 2.0: feedsmith reads what was written", () => {
    const parsed = parseFeed(rss(feed));
    if (parsed.format !== "rss") throw new Error(parsed.format);
    const { title, link, language: spoken, atom: links, items = [] } = parsed.feed;
    expect([title, link, spoken]).toEqual([feed.title, feed.homeUrl, language]);
    expect(links?.links?.[0]).toEqual({ rel: "self", type: "application/rss+xml", href: feed.urls.rss });
    expect(
      items.map((i) => ({
        id: i.guid?.value,
        url: i.link,
        title: i.title,
        html: i.content?.encoded,
        publishedAt: iso(i.pubDate),
      })),
    ).toEqual(facts(feed));
    expect(items.map((i) => i.guid?.isPermaLink)).toEqual([false, false]);
    expect(items.map((i) => i.dcterms?.modified)).toEqual(feed.entries.map((e) => [e.updatedAt]));
    expect(items[0]?.dc?.creators).toEqual(["Amina Benali", "Luc Ferré"]);
    const { url, bytes: length, type } = feed.entries[0]?.image ?? {};
    expect(items[0]?.media?.contents?.[0]).toMatchObject({ url, fileSize: length, type, width: 1200, height: 630 });
    expect(items.map(({ enclosures }) => enclosures)).toEqual([[{ url, length, type }], undefined]);
  });

  it("RSS 2.0: rss-parser reads what was written", async () => {
    const parsed = await new RssParser().parseString(rss(feed));
    expect([parsed.title, parsed.link, parsed.feedUrl]).toEqual([feed.title, feed.homeUrl, feed.urls.rss]);
    expect(
      parsed.items.map((i) => ({
        id: i.guid,
        url: i.link,
        title: i.title,
        html: i["content:encoded"],
        publishedAt: i.isoDate,
      })),
    ).toEqual(facts(feed));
    const { url, bytes, type } = feed.entries[0]?.image ?? {};
    expect(parsed.items.map(({ enclosure }) => enclosure)).toEqual([{ url, length: String(bytes), type }, undefined]);
    expect(parsed.items[0]?.contentSnippet).toBe(feed.entries[0]?.summary);
  });

  it("RFC 4287 §4.1: feedsmith reads what was written", () => {
    const parsed = parseFeed(atom(feed));
    if (parsed.format !== "atom") throw new Error(parsed.format);
    const { id, title, updated, links, entries = [] } = parsed.feed;
    expect([id, title?.value, updated]).toEqual([feed.id, feed.title, feed.updatedAt]);
    expect(links?.find(({ rel }) => rel === "self")?.href).toBe(feed.urls.atom);
    expect(
      entries.map((e) => ({
        id: e.id,
        url: e.links?.find(({ rel }) => rel === "alternate")?.href,
        title: e.title?.value,
        html: e.content?.value,
        publishedAt: e.published,
      })),
    ).toEqual(facts(feed));
    expect(entries.map((e) => e.updated)).toEqual(feed.entries.map((e) => e.updatedAt));
    const { url: href, bytes: length, type } = feed.entries[0]?.image ?? {};
    expect(entries.map((e) => e.links?.filter(({ rel }) => rel === "enclosure"))).toEqual([
      [{ rel: "enclosure", href, length, type }],
      [],
    ]);
    expect(entries[0]?.categories).toEqual(feed.entries[0]?.tags.map(({ tag, label }) => ({ term: tag, label })));
  });

  it("RFC 4287 §4.1: rss-parser reads what was written", async () => {
    const parsed = await new RssParser().parseString(atom(feed));
    expect([parsed.title, parsed.link, parsed.feedUrl]).toEqual([feed.title, feed.homeUrl, feed.urls.atom]);
    expect(
      parsed.items.map((i) => ({ id: i["id"], url: i.link, title: i.title, html: i.content, publishedAt: i.isoDate })),
    ).toEqual(facts(feed));
  });

  it("JSON Feed 1.1: feedsmith reads what was written", () => {
    const parsed = parseFeed(jsonFeed(feed));
    if (parsed.format !== "json") throw new Error(parsed.format);
    expect([parsed.feed.language, parsed.feed.feed_url]).toEqual([language, feed.urls.json]);
    expect(
      parsed.feed.items?.map((i) => ({
        id: i.id,
        url: i.url,
        title: i.title,
        html: i.content_html,
        publishedAt: i.date_published,
      })),
    ).toEqual(facts(feed));
    const { url, bytes: size_in_bytes, type: mime_type } = feed.entries[0]?.image ?? {};
    expect(parsed.feed.items?.map(({ image }) => image)).toEqual([url, undefined]);
    expect(parsed.feed.items?.map(({ attachments }) => attachments)).toEqual([
      [expect.objectContaining({ url, mime_type, size_in_bytes })],
      undefined,
    ]);
  });

  it("WebSub §4, JSON Feed 1.1: is valid with hubs, and parsers find them", () => {
    const told = { ...feed, hubs: ["https://hub.example/?a=1&b=2"] };
    const inRss = parseFeed(rss(told));
    const inAtom = parseFeed(atom(told));
    if (inRss.format !== "rss" || inAtom.format !== "atom") throw new Error("the feed is of another format");
    const hubs = (links: { rel?: string; href?: string }[] | undefined) =>
      links?.filter(({ rel }) => rel === "hub").map(({ href }) => href);
    expect([hubs(inRss.feed.atom?.links), hubs(inAtom.feed.links)]).toEqual([told.hubs, told.hubs]);
    const json = JSON.parse(jsonFeed(told));
    expect(validateJsonFeed(json), JSON.stringify(validateJsonFeed.errors)).toBe(true);
    for (const xml of [rss(told), atom(told)]) parseStrictly(xml);
  });

  it("RFC 4287 §4.1.1: no two alternates share type and hreflang", () => {
    const pairs = [...atom(feed).matchAll(/rel="alternate" (type="\S+" hreflang="\S+")/g)].map(([, pair]) => pair);
    expect(new Set(pairs).size).toBe(SAMPLE_LANGUAGES.length);
  });

  it("promise 7: the same feed gives the same bytes", () => {
    for (const render of [rss, atom, jsonFeed]) expect(render(structuredClone(feed))).toBe(render(feed));
  });
});

describe("the provenance of a translation", () => {
  const TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
  const field = `engines=(deepl), translated_at="2025-11-25T08:29:58.000Z", source_language=fr, source_revision=2, digital_source_type="${TRAINED}"`;

  it("RSS 2.0: feedsmith and rss-parser hand on dcterms:provenance, on translations alone", async () => {
    const xml = rss(sampleFeed("en"));
    const parsed = parseFeed(xml);
    if (parsed.format !== "rss") throw new Error(parsed.format);
    expect(parsed.feed.items?.map((item) => item.dcterms?.provenances)).toEqual([[field], undefined]);
    const { items } = await new RssParser({ customFields: { item: ["dcterms:provenance"] } }).parseString(xml);
    expect(items.map((item) => item["dcterms:provenance"])).toEqual([field, undefined]);
  });

  it("RFC 4287 §6.4: feedsmith hands on dcterms:provenance of an entry, on translations alone", () => {
    const parsed = parseFeed(atom(sampleFeed("en")));
    if (parsed.format !== "atom") throw new Error(parsed.format);
    expect(parsed.feed.entries?.map((entry) => entry.dcterms?.provenances)).toEqual([[field], undefined]);
  });

  it("JSON Feed 1.1, extensions: is an object with an underscore, and no key has a dot", () => {
    const [item] = JSON.parse(jsonFeed(sampleFeed("en"))).items;
    const keysOf = (value: unknown): string[] =>
      value === null || typeof value !== "object"
        ? []
        : Object.entries(value).flatMap(([key, member]) => [key, ...keysOf(member)]);
    expect(keysOf(item._dragoman)).toEqual(
      expect.arrayContaining(["engines", "translated_at", "source_revision", "reviewed", "digital_source_type"]),
    );
    expect(keysOf(item._dragoman).filter((key) => key.includes("."))).toEqual([]);
  });

  it("is in no format of the source edition's feed, nor anything that says a machine had a hand in it", () => {
    for (const render of [rss, atom, jsonFeed]) {
      expect(render(sampleFeed("fr"))).not.toMatch(/provenance>|engines|digitalsourcetype|translated_at/);
    }
  });

  it.each([
    ["markup", "]]></dcterms:provenance><b>a & b</b>"],
    ["bidirectional controls", "\u202Eanna\u2067\u2066"],
    ["a thousand characters", "م".repeat(1_000)],
    ["control and half characters", "\u0000\u0008\uD800\uFFFE"],
  ])("XML 1.0 §2.1: no reviewer's name spoils a feed: %s", (_, by) => {
    const translation = arabic.translation && { ...arabic.translation, reviewed: { by, at: arabic.updated_at } };
    const front = { tag: null, renditions: [{ ...arabic, translation }], withdrawn: [], archive: null };
    const feed = composeFeed(
      "ar",
      { ...front, changed_at: arabic.updated_at },
      publication,
      feedWords("ar", publication),
    );
    for (const xml of [rss(feed), atom(feed)]) {
      const text = parseStrictly(xml);
      const [stated] = text.match(/engines=[ -~]*/) ?? [];
      expect(stated).toMatch(/reviewed\.by=%"[^"]{1,560}", reviewed\.at="2025-11-24T10:00:00\.000Z"/);
      expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    }
    const json = JSON.parse(jsonFeed(feed));
    expect(validateJsonFeed(json), JSON.stringify(validateJsonFeed.errors)).toBe(true);
    expect(json.items[0]._dragoman.reviewed.by.length).toBeLessThanOrEqual(60);
  });
});

describe("the feed of a tag", () => {
  const tag = { tag: "maroc", label: 'Le <Maroc> & "R&D"' };
  const front = { tag, renditions: [arabic], withdrawn: [], archive: 2, changed_at: arabic.updated_at };
  const words = feedWords("ar", publication, tag);
  const feed = composeFeed("ar", front, publication, words);
  const archive = composeArchive("ar", 2, front, publication, words);

  it("RFC 4287 §4.2.6, §4.2.7: has an id and a self link of its own, and the entries' ids of the edition's feed", () => {
    const parsed = parseFeed(atom(feed));
    if (parsed.format !== "atom") throw new Error(parsed.format);
    const { id, title, links, entries } = parsed.feed;
    expect([id, title?.value]).toEqual(["tag:news.example,2025:ar/tags/maroc", feed.title]);
    expect(links?.find(({ rel }) => rel === "self")?.href).toBe("https://news.example/ar/tags/maroc/atom.xml");
    expect(entries?.map((entry) => entry.id)).toEqual(["tag:news.example,2025:ar/interpol-marrakech-2025"]);
  });

  it("RFC 5005 §4: an archive page has the feed's id, and leads back to it", () => {
    const parsed = parseFeed(atom(archive));
    if (parsed.format !== "atom") throw new Error(parsed.format);
    const to = (rel: string) => parsed.feed.links?.find((link) => link.rel === rel)?.href;
    expect(parsed.feed.id).toBe(feed.id);
    expect([to("self"), to("current"), to("prev-archive"), to("next-archive")]).toEqual([
      "https://news.example/ar/tags/maroc/archive/2/atom.xml",
      "https://news.example/ar/tags/maroc/atom.xml",
      "https://news.example/ar/tags/maroc/archive/1/atom.xml",
      "https://news.example/ar/tags/maroc/archive/3/atom.xml",
    ]);
  });

  it("RSS 2.0 and JSON Feed 1.1: is valid, and points at itself and the tag's page", async () => {
    for (const page of [feed, archive]) {
      parseStrictly(rss(page));
      const json = JSON.parse(jsonFeed(page));
      expect(validateJsonFeed(json), JSON.stringify(validateJsonFeed.errors)).toBe(true);
      expect([json.feed_url, json.home_page_url]).toEqual([page.urls.json, "https://news.example/ar/tags/maroc/"]);
    }
    const parsed = await new RssParser().parseString(rss(feed));
    expect([parsed.title, parsed.link, parsed.feedUrl]).toEqual([
      feed.title,
      "https://news.example/ar/tags/maroc/",
      "https://news.example/ar/tags/maroc/rss.xml",
    ]);
  });
});

describe("a hostile entry", () => {
  const NASTY = `]]>]]> ]]]]>> & &amp; <b>bold</b> 'single' "double" 😀 مراكش`;
  const hostile: FeedEntry = {
    ...sparseEntry(),
    title: `${NASTY}\u0008\uD83D`,
    summary: `${NASTY}\u0000\uDE00`,
    html: `<p>${NASTY}]]\u0008></p>${"<p>Long et accentué.</p>".repeat(13_000)}\uFFFF`,
    authors: [{ name: NASTY }],
    tags: [{ tag: "nasty", label: `"quoted" ${NASTY}` }],
    image: { url: "https://a.example/?a=1&b=2", alt: NASTY, caption: null, credit: NASTY, width: null, height: null },
    rights: NASTY,
    correctionNote: `${NASTY}\uD800`,
  };
  const feed = { ...sampleFeed(), title: NASTY, description: `${NASTY}\u001F`, entries: [hostile, sparseEntry()] };
  const title = `${NASTY}\uFFFD`;
  const html = `<p>${NASTY}]]></p>${"<p>Long et accentué.</p>".repeat(13_000)}`;

  it("XML 1.0 §2.2: leaves RSS and Atom well-formed", () => {
    expect(html.length).toBeGreaterThan(300_000);
    for (const xml of [rss(feed), atom(feed)]) {
      expect(xml.isWellFormed()).toBe(true);
      const text = parseStrictly(xml);
      expect(text).toContain(title);
      expect(text).toContain(html);
    }
  });

  it("RSS 2.0: its text arrives", async () => {
    const parsed = await new RssParser().parseString(rss(feed));
    const item = parsed.items[0];
    expect(item?.title).toBe(title);
    expect(item?.["content:encoded"]).toBe(html);
    expect(item?.categories).toEqual([`"quoted" ${NASTY}`]);
    expect(item?.creator).toBe(NASTY);
    expect(parsed.items).toHaveLength(2);
  });

  it("RFC 4287 §3.1.1.1, §4.1.3.3: its text arrives", async () => {
    const parsed = parseFeed(atom(feed));
    if (parsed.format !== "atom") throw new Error(parsed.format);
    const entry = parsed.feed.entries?.[0];
    expect(entry?.content?.value).toBe(html);
    expect(entry?.categories).toEqual([{ term: "nasty", label: `"quoted" ${NASTY}` }]);
    const [item] = (await new RssParser().parseString(atom(feed))).items;
    expect([item?.title, item?.content]).toEqual([title, html]);
  });

  it("JSON Feed 1.1: is valid, well-formed Unicode, and its text arrives", () => {
    const json = jsonFeed(feed);
    expect(json.isWellFormed()).toBe(true);
    expect(json).not.toMatch(/\\u[dD][89abAB]/);
    const parsed = JSON.parse(json);
    expect(validateJsonFeed(parsed), JSON.stringify(validateJsonFeed.errors)).toBe(true);
    expect(parsed.items[0].title).toBe(title);
    expect(parsed.items[0].content_html).toBe(html);
    expect(parsed.items[0]._dragoman.correction_note).toBe(`${NASTY}\uFFFD`);
  });
});
