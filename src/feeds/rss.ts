import { excerpt } from "./excerpt.ts";
import type { Feed, FeedEntry } from "./feed.ts";
import { archiveMark, historyLinks } from "./history.ts";
import { hubLinks } from "./hubs.ts";
import { MEDIA_NAMESPACE, mediaContent, rssEnclosure } from "./media.ts";
import { DC_TERMS, originalLink, provenance } from "./translated.ts";
import { cdata, element, emptyElement, XML_DECLARATION, xmlText } from "./xml.ts";

const TYPE = "application/rss+xml";

/** Minutes a reader may keep the feed before it asks again (RSS 2.0, `ttl`). */
const TTL = "5";

const OPEN =
  '<rss version="2.0"' +
  ' xmlns:atom="http://www.w3.org/2005/Atom"' +
  ' xmlns:content="http://purl.org/rss/1.0/modules/content/"' +
  ' xmlns:dc="http://purl.org/dc/elements/1.1/"' +
  ` xmlns:dcterms="${DC_TERMS}"` +
  ` xmlns:media="${MEDIA_NAMESPACE}">\n`;

/**
 * The feed as RSS 2.0 (https://www.rssboard.org/rss-specification), within the RSS Advisory
 * Board's Best Practices Profile. `self` comes first among the Atom links, after the channel's
 * own link: parsers that ignore namespaces or `rel` take the first.
 */
export function rss(feed: Feed): string {
  let items = "";
  for (const entry of feed.entries) items += item(entry);
  return (
    `${XML_DECLARATION}${OPEN}<channel>\n` +
    element("title", feed.title) +
    element("link", feed.homeUrl) +
    element("description", feed.description) +
    element("language", feed.language) +
    emptyElement("atom:link", { rel: "self", type: TYPE, href: feed.urls.rss }) +
    hubLinks(feed, "atom:link") +
    alternates(feed) +
    historyLinks(feed, "atom:link", "rss", TYPE) +
    archiveMark(feed) +
    element("lastBuildDate", rfc822(feed.updatedAt)) +
    element("generator", "Dragoman") +
    element("docs", "https://www.rssboard.org/rss-specification") +
    element("ttl", TTL) +
    `${items}</channel>\n</rss>\n`
  );
}

/** The other editions' feeds. On the channel only: inside an item parsers take them for the item's link. */
function alternates(feed: Feed): string {
  let links = "";
  for (const { language, urls } of feed.alternates) {
    links += emptyElement("atom:link", { rel: "alternate", type: TYPE, hreflang: language, href: urls.rss });
  }
  return links;
}

function item(entry: FeedEntry): string {
  const { translation } = entry;
  let xml = `<item>\n${element("title", entry.title)}${element("link", entry.url)}`;
  if (translation) xml += originalLink("atom:link", translation);
  // An identifier that outlives the page's address is no permalink (RSS 2.0, `guid`).
  xml += `<guid isPermaLink="false">${xmlText(entry.id)}</guid>\n`;
  xml += element("pubDate", rfc822(entry.publishedAt)) + modified(entry.updatedAt);
  // `author` would have to be an e-mail address.
  for (const author of entry.authors) xml += element("dc:creator", author.name);
  for (const tag of entry.tags) xml += element("category", tag.label);
  xml += element("dc:rights", entry.rights);
  if (translation) xml += provenance(translation);
  // Before content:encoded: parsers that hold both in one field keep the last.
  xml += element("description", htmlOf(entry.summary ?? excerpt(entry.html)));
  xml += `<content:encoded>${cdata(entry.html)}</content:encoded>\n`;
  if (entry.image) xml += rssEnclosure(entry.image) + mediaContent(entry.image);
  return `${xml}</item>\n`;
}

/**
 * RSS has no word for "corrected at". Microsoft's readers take `dcterms:modified`, SimplePie
 * takes `atom:updated`, and the W3C validator both (but not `dc:date` beside a `pubDate`).
 */
function modified(date: string): string {
  return element("atom:updated", date) + element("dcterms:modified", date);
}

/** An item's description is HTML (Best Practices Profile, "Character Data"): plain text is escaped for that first. */
function htmlOf(text: string): string {
  return xmlText(text);
}

/** RFC 3339 → RFC 822 with a four-digit year, as RSS 2.0 prefers. */
function rfc822(date: string): string {
  return new Date(date).toUTCString();
}
