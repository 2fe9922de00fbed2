import { type Publication, paths } from "../articles/publication.ts";
import { element, emptyElement, openTag, XML_DECLARATION } from "./xml.ts";

export const SITEMAP_TYPE = "application/xml; charset=utf-8";
export const SITEMAP_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** Some of an edition's articles, in the order of their entry numbers. */
export interface SitemapSection<Entry extends Listed = Listed & { updated_at: string }> {
  language: string;
  entries: Entry[];
}

interface Listed {
  slug: string;
  unreviewed?: true;
}

/** What search engines may have: a sitemap lists no page that asks them to leave it out. */
export function indexable<Entry extends Listed>(
  sections: SitemapSection<Entry>[],
  { noindexUnreviewed = [] }: Publication,
): SitemapSection<Entry>[] {
  return sections.map(({ language, entries }) => ({
    language,
    entries: noindexUnreviewed.includes(language) ? entries.filter(({ unreviewed }) => !unreviewed) : entries,
  }));
}

/** An edition and its last entry number: at most as many articles as that are in it. */
export interface EditionSize {
  language: string;
  entries: number;
}

/** Most URLs in a file (sitemaps.org, "Using Sitemap index files"), and entry numbers a file where that is not enough. */
export const LIMITS = { urls: 50_000, perFile: 10_000 };

/** The files, by edition, that an index has to list; null where one file holds the whole publication. */
export function sitemapFiles(editions: EditionSize[], limits = LIMITS): { language: string; file: number }[] | null {
  const total = editions.reduce((sum, { entries }) => sum + entries, 0);
  if (total <= limits.urls) return null;
  return editions.flatMap(({ language, entries }) =>
    Array.from({ length: Math.ceil(entries / limits.perFile) }, (_, i) => ({ language, file: i + 1 })),
  );
}

/** A sitemap index (https://www.sitemaps.org/protocol.html). */
export function sitemapIndex(files: { language: string; file: number }[], { origin }: Publication): string {
  const sitemaps = files.map(
    ({ language, file }) => `<sitemap>\n${element("loc", origin + paths.sitemap(language, file))}</sitemap>\n`,
  );
  return `${XML_DECLARATION}${openTag("sitemapindex", { xmlns: SITEMAP_NAMESPACE })}\n${sitemaps.join("")}</sitemapindex>\n`;
}

/**
 * A sitemap, one piece a section: the whole of one may be 30 MB. Each URL names its versions in every edition, but those
 * that search engines may be asked to leave out: of an edition so set, a version is named only where it stands here too.
 */
export function* urlset(sections: SitemapSection[], publication: Publication): Generator<string> {
  const shown = indexable(sections, publication);
  const isNamed = namedVersions(shown, publication);
  const namespaces = { xmlns: SITEMAP_NAMESPACE, "xmlns:xhtml": "http://www.w3.org/1999/xhtml" };
  yield `${XML_DECLARATION}${openTag("urlset", namespaces)}\n`;
  for (const { language, entries } of shown) {
    let urls = "";
    for (const { slug, updated_at } of entries) {
      const loc = element("loc", publication.origin + paths.article(language, slug));
      urls += `<url>\n${loc}${element("lastmod", updated_at)}${versions(slug, publication, isNamed)}</url>\n`;
    }
    yield urls;
  }
  yield "</urlset>\n";
}

type IsNamed = (edition: string, slug: string) => boolean;

function namedVersions(shown: SitemapSection[], { noindexUnreviewed = [] }: Publication): IsNamed {
  const known = new Map(noindexUnreviewed.map((edition) => [edition, new Set<string>()]));
  for (const { language, entries } of shown) {
    for (const { slug } of entries) known.get(language)?.add(slug);
  }
  return (edition, slug) => known.get(edition)?.has(slug) ?? true;
}

/** Google's hreflang: every version, this one included, and the door for a reader who fits none. */
function versions(slug: string, { origin, editions }: Publication, isNamed: IsNamed): string {
  const to = (hreflang: string, path: string) =>
    emptyElement("xhtml:link", { rel: "alternate", hreflang, href: origin + path });
  let links = "";
  for (const edition of editions) {
    if (isNamed(edition, slug)) links += to(edition, paths.article(edition, slug));
  }
  return links + to("x-default", paths.door(slug));
}
