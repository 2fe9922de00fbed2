import type { Feed, FeedEntry } from "./feed.ts";
import { archiveMark, historyLinks } from "./history.ts";
import { hubLinks } from "./hubs.ts";
import { atomEnclosure, MEDIA_NAMESPACE, mediaContent } from "./media.ts";
import { DC_TERMS, originalLink, provenance } from "./translated.ts";
import { cdata, element, emptyElement, openTag, XML_DECLARATION, xmlText } from "./xml.ts";

const TYPE = "application/atom+xml";
/** Tombstones (RFC 6721): the only way to tell a subscriber that an entry is gone. */
const TOMBSTONES = "http://purl.org/atompub/tombstones/1.0";

/**
 * The feed as Atom 1.0 (RFC 4287). The home page's link comes before `self`: parsers that
 * ignore `rel` take the first.
 */
export function atom(feed: Feed): string {
  let entries = "";
  for (const item of feed.entries) entries += entry(item);
  for (const { id, at } of feed.withdrawn) entries += emptyElement("at:deleted-entry", { ref: id, when: at });
  const open = openTag("feed", {
    xmlns: "http://www.w3.org/2005/Atom",
    "xmlns:media": MEDIA_NAMESPACE,
    ...(feed.entries.some(({ translation }) => translation !== null) && { "xmlns:dcterms": DC_TERMS }),
    ...(feed.withdrawn.length > 0 && { "xmlns:at": TOMBSTONES }),
    "xml:lang": feed.language,
  });
  return (
    `${XML_DECLARATION}${open}\n` +
    element("id", feed.id) +
    element("title", feed.title) +
    element("subtitle", feed.description) +
    element("updated", feed.updatedAt) +
    // §4.1.1: an author on the feed, unless every entry has one.
    person(feed.title) +
    emptyElement("link", { rel: "alternate", type: "text/html", hreflang: feed.language, href: feed.homeUrl }) +
    emptyElement("link", { rel: "self", type: TYPE, href: feed.urls.atom }) +
    hubLinks(feed, "link") +
    alternates(feed) +
    historyLinks(feed, "link", "atom", TYPE) +
    archiveMark(feed) +
    element("generator", "Dragoman") +
    `${entries}</feed>\n`
  );
}

/** The other editions' feeds; no two alternates share type and hreflang (§4.1.1). */
function alternates(feed: Feed): string {
  let links = "";
  for (const { language, urls } of feed.alternates) {
    links += emptyElement("link", { rel: "alternate", type: TYPE, hreflang: language, href: urls.atom });
  }
  return links;
}

function entry(item: FeedEntry): string {
  const { translation } = item;
  let xml = `<entry>\n${element("id", item.id)}<title type="text">${xmlText(item.title)}</title>\n`;
  // The only alternate, without hreflang: parsers that ignore hreflang would follow another language's.
  xml += emptyElement("link", { rel: "alternate", type: "text/html", href: item.url });
  if (translation) xml += originalLink("link", translation);
  if (item.image) xml += atomEnclosure(item.image);
  xml += element("published", item.publishedAt) + element("updated", item.updatedAt);
  for (const author of item.authors) xml += person(author.name);
  for (const { tag, label } of item.tags) xml += emptyElement("category", { term: tag, label });
  xml += element("rights", item.rights);
  if (translation) xml += provenance(translation);
  if (item.summary !== null) xml += `<summary type="text">${xmlText(item.summary)}</summary>\n`;
  // §4.1.3.3: HTML is carried as text; CDATA spares escaping five kilobytes of it.
  xml += `<content type="html">${cdata(item.html)}</content>\n`;
  if (item.image) xml += mediaContent(item.image);
  return `${xml}</entry>\n`;
}

function person(name: string): string {
  return `<author>${element("name", name).trimEnd()}</author>\n`;
}
