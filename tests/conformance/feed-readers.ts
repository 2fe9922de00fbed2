import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { parseFeed as parseLeniently } from "@rowanmanning/feed-parser";
import FeedParser from "feedparser";
import { parseFeed } from "feedsmith";
import RssParser from "rss-parser";
import type { FeedFormat } from "../../src/articles/publication.ts";
import { domText } from "../unit/articles/forbidden.ts";

/** An entry as a partner's library gives it to them; dates RFC 3339 in UTC. */
export interface ReadEntry {
  id: string;
  url: string;
  title: string;
  html: string;
  publishedAt: string;
}

/** What a library found, or did not. */
type Found = { [Name in keyof ReadEntry]: string | null | undefined };

export interface Reader {
  name: string;
  formats: FeedFormat[];
  /** Entries in the feed's order. */
  read(text: string, format: FeedFormat): Found[] | Promise<Found[]>;
  /** What it does to text of RSS and Atom, whoever wrote the feed: no writer can help it. */
  spoils?(entry: ReadEntry): ReadEntry;
}

const XML: FeedFormat[] = ["rss", "atom"];
const utc = (date: string | Date | null | undefined) => (date ? new Date(date).toISOString() : null);

/** The libraries that partners of the npm world read feeds with. */
export const READERS: Reader[] = [
  { name: "feedsmith", formats: [...XML, "json"], read: byFeedsmith },
  { name: "rss-parser", formats: XML, read: byRssParser },
  {
    name: "@rowanmanning/feed-parser",
    formats: XML,
    read: byRowanManning,
    // Decodes character references once more, in CDATA too.
    spoils: (entry) => ({ ...entry, title: decoded(entry.title), html: decoded(entry.html) }),
  },
  {
    name: "feedparser",
    formats: XML,
    read: byFeedParser,
    // Drops from titles what looks like an element of HTML.
    spoils: (entry) => ({ ...entry, title: entry.title.replace(/<\/?(?:b|title)>/g, "") }),
  },
  {
    name: "@extractus/feed-extractor",
    formats: [...XML, "json"],
    read: byExtractor,
    // Decodes some references of titles once more, and takes digits for a number.
    spoils: (entry) => ({
      ...entry,
      title: entry.title.replace(/&(?:amp|lt|gt|#\d+);/g, decoded).replace(/^0+(?=\d+$)/, ""),
    }),
  },
];

/** Text with its character references decoded, as if it were HTML without elements. */
function decoded(text: string): string {
  return domText(text.replaceAll("<", "&lt;"));
}

function byFeedsmith(text: string): Found[] {
  const parsed = parseFeed(text);
  switch (parsed.format) {
    case "rss":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        url: item.link,
        title: item.title,
        html: item.content?.encoded,
        publishedAt: utc(item.pubDate),
      }));
    case "atom":
      return (parsed.feed.entries ?? []).map((entry) => ({
        id: entry.id,
        url: entry.links?.find(({ rel }) => rel === "alternate")?.href,
        title: entry.title?.value,
        html: entry.content?.value,
        publishedAt: utc(entry.published),
      }));
    case "json":
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.id,
        url: item.url,
        title: item.title,
        html: item.content_html,
        publishedAt: utc(item.date_published),
      }));
    default:
      throw new Error(`feedsmith takes it for ${parsed.format}`);
  }
}

async function byRssParser(text: string): Promise<Found[]> {
  const { items } = await new RssParser().parseString(text);
  return items.map((item) => ({
    id: item.guid ?? item["id"],
    url: item.link,
    title: item.title,
    html: item["content:encoded"] ?? item.content,
    publishedAt: item.isoDate,
  }));
}

function byRowanManning(text: string): Found[] {
  return parseLeniently(text).items.map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    html: item.content,
    publishedAt: utc(item.published),
  }));
}

async function byFeedParser(text: string): Promise<Found[]> {
  const parser = new FeedParser({ addmeta: false });
  parser.end(text);
  const entries: Found[] = [];
  for await (const item of parser) {
    const { guid: id, link: url, title, description: html, pubdate } = item as FeedParser.Item;
    entries.push({ id, url, title, html, publishedAt: utc(pubdate) });
  }
  return entries;
}

/** Its own fields have no whole text, and its date in Atom is that of the last change: both come from its raw entry. */
function byExtractor(text: string, format: FeedFormat): Found[] {
  const raw = (entry: object) => ({ raw: entry });
  const options = { getExtraEntryFields: raw };
  const feed = format === "json" ? extractFromJson(JSON.parse(text), options) : extractFromXml(text, options);
  return (feed.entries ?? []).map((entry) => {
    const { raw } = entry as unknown as { raw: RawEntry };
    return {
      id: entry.id,
      url: entry.link,
      title: entry.title,
      html: raw.content_html ?? raw["content:encoded"] ?? raw.content?.["#text"],
      publishedAt: utc(format === "atom" ? raw.published : entry.published),
    };
  });
}

interface RawEntry {
  content_html?: string;
  "content:encoded"?: string;
  content?: { "#text": string };
  published?: string;
}
