/**
 * What a render of a full feed costs (30 entries, 5 KB of HTML each), ours against `feed` and
 * feedsmith, on the same items. Run: `node tests/bench/feeds.ts`.
 */
import { Feed as FeedLibrary } from "feed";
import { generateAtomFeed, generateJsonFeed, generateRssFeed } from "feedsmith";
import { atom } from "../../src/feeds/atom.ts";
import type { Feed } from "../../src/feeds/feed.ts";
import { jsonFeed } from "../../src/feeds/json-feed.ts";
import { rss } from "../../src/feeds/rss.ts";

export interface FeedBench {
  format: string;
  ours_ms: number;
  feed_ms: number;
  feedsmith_ms: number;
}

const ENTRIES = 30;
const HTML_LENGTH = 5_000;
const ROUNDS = 300;
const WARM_UP = 60;

/** Median milliseconds of one render, per format and library. */
export async function benchFeeds(): Promise<FeedBench[]> {
  const feed = sampleFeed();
  const library = forFeed(feed);
  const smith = forFeedsmith(feed);
  const contenders: [string, () => string, () => string, () => string][] = [
    ["rss", () => rss(feed), () => library.rss2(), () => generateRssFeed(smith.rss)],
    ["atom", () => atom(feed), () => library.atom1(), () => generateAtomFeed(smith.atom)],
    ["json", () => jsonFeed(feed), () => library.json1(), () => JSON.stringify(generateJsonFeed(smith.json))],
  ];
  return contenders.map(([format, ours, theirs, smiths]) => {
    const [ours_ms = 0, feed_ms = 0, feedsmith_ms = 0] = medians([ours, theirs, smiths]);
    return { format, ours_ms, feed_ms, feedsmith_ms };
  });
}

/** Contenders take turns, so that a busy moment hits all of them. */
function medians(contenders: (() => string)[]): number[] {
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    contenders.forEach((render, i) => {
      const start = performance.now();
      const output = render();
      output.charCodeAt(output.length >> 1); // Makes the engine join a string that was only concatenated on paper.
      const elapsed = performance.now() - start;
      if (round >= WARM_UP) times[i]?.push(elapsed);
    });
  }
  return times.map((of) => of.sort((a, b) => a - b)[of.length >> 1] ?? 0);
}

function sampleFeed(): Feed {
  const origin = "https://news.example";
  const urls = { rss: `${origin}/fr/rss.xml`, atom: `${origin}/fr/atom.xml`, json: `${origin}/fr/feed.json` };
  const sentence = "L’assemblée générale d’INTERPOL s’ouvre à Marrakech, où 196 pays ont été invités. ";
  const paragraph = `<p>${sentence.repeat(3)}<a href="https://news.example/?a=1&#x26;b=2">Lire aussi</a></p>\n`;
  const html = paragraph.repeat(Math.ceil(HTML_LENGTH / paragraph.length)).slice(0, HTML_LENGTH);
  return {
    withdrawn: [],
    hubs: [],
    history: { isArchive: false, current: urls, previous: null, next: null },
    id: "tag:news.example,2025:fr",
    language: "fr",
    title: "Dragoman & Cie",
    description: "Toute l’actualité",
    homeUrl: `${origin}/fr/`,
    urls,
    alternates: [],
    updatedAt: "2025-11-24T12:00:00.000Z",
    entries: Array.from({ length: ENTRIES }, (_, i) => ({
      id: `tag:news.example,2025:fr/article-${i}`,
      url: `${origin}/fr/articles/article-${i}`,
      title: `Marrakech accueille l’assemblée générale d’INTERPOL & ses délégués (${i})`,
      summary: `Plus de 800 délégués sont attendus du 24 au 27 novembre, dont ${i} ministres.`,
      html: `${html}<p>${i}</p>`,
      publishedAt: "2025-11-24T10:00:00.000Z",
      updatedAt: "2025-11-24T11:00:00.000Z",
      expiresAt: null,
      authors: [{ name: "Amina Benali" }],
      tags: [
        { tag: "police", label: "Police" },
        { tag: "maroc", label: "Maroc" },
      ],
      image: null,
      rights: "© Dragoman",
      correctionNote: null,
      translation: null,
    })),
  };
}

/** The same items as `feed` takes them; building them is not timed. */
function forFeed(feed: Feed): FeedLibrary {
  const library = new FeedLibrary({
    id: feed.id,
    title: feed.title,
    description: feed.description,
    link: feed.homeUrl,
    language: feed.language,
    updated: new Date(feed.updatedAt),
    feedLinks: { rss: feed.urls.rss, atom: feed.urls.atom, json: feed.urls.json },
    author: { name: feed.title },
  });
  for (const entry of feed.entries) {
    library.addItem({
      id: entry.id,
      guid: entry.id,
      link: entry.url,
      title: entry.title,
      description: entry.summary ?? "",
      content: entry.html,
      date: new Date(entry.updatedAt),
      published: new Date(entry.publishedAt),
      author: entry.authors,
      category: entry.tags.map(({ tag, label }) => ({ name: label, term: tag })),
      copyright: entry.rights ?? "",
    });
  }
  return library;
}

/** The same items as feedsmith takes them, per format; building them is not timed. */
function forFeedsmith(feed: Feed) {
  const { title, description, language, homeUrl, urls, updatedAt, entries } = feed;
  const rss = {
    title,
    description,
    link: homeUrl,
    language,
    lastBuildDate: updatedAt,
    atom: { links: [{ rel: "self", href: urls.rss }] },
    items: entries.map((e) => ({
      title: e.title,
      link: e.url,
      description: e.summary ?? "",
      guid: { value: e.id, isPermaLink: false },
      pubDate: e.publishedAt,
      categories: e.tags.map(({ label }) => ({ name: label })),
      content: { encoded: e.html },
      dc: { creators: e.authors.map(({ name }) => name), rights: [e.rights ?? ""] },
      dcterms: { modified: [e.updatedAt] },
    })),
  };
  const atom = {
    id: feed.id,
    title: { value: title },
    subtitle: { value: description },
    updated: updatedAt,
    authors: [{ name: title }],
    links: [{ rel: "self", href: urls.atom }, { href: homeUrl }],
    entries: entries.map((e) => ({
      id: e.id,
      title: { value: e.title },
      links: [{ href: e.url }],
      published: e.publishedAt,
      updated: e.updatedAt,
      authors: e.authors,
      categories: e.tags.map(({ tag, label }) => ({ term: tag, label })),
      rights: { value: e.rights ?? "" },
      summary: { value: e.summary ?? "" },
      content: { value: e.html, type: "html" },
    })),
  };
  const json = {
    title,
    description,
    language,
    home_page_url: homeUrl,
    feed_url: urls.json,
    items: entries.map((e) => ({
      id: e.id,
      url: e.url,
      title: e.title,
      summary: e.summary ?? "",
      content_html: e.html,
      date_published: e.publishedAt,
      date_modified: e.updatedAt,
      authors: e.authors,
      tags: e.tags.map(({ label }) => label),
      language,
    })),
  };
  return { rss, atom, json };
}

if (import.meta.main) {
  const round = (ms: number) => Number(ms.toFixed(3));
  const rows = await benchFeeds();
  console.table(
    rows.map(({ format, ours_ms, feed_ms, feedsmith_ms }) => ({
      format,
      ours_ms: round(ours_ms),
      feed_ms: round(feed_ms),
      feedsmith_ms: round(feedsmith_ms),
    })),
  );
}
