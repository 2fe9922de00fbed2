import { type Publication, paths } from "../articles/publication.ts";
import { indexable, SITEMAP_NAMESPACE, type SitemapSection } from "./sitemap.ts";
import { element, openTag, XML_DECLARATION } from "./xml.ts";

const NAMESPACES = { xmlns: SITEMAP_NAMESPACE, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9" };

/** How long an article is news, milliseconds, and the most of them in a file (Google, "Create a news sitemap"). */
export const NEWS_FOR_MS = 2 * 86_400_000;
const MOST_NEWS = 1_000;

interface NewsEntry {
  slug: string;
  title: string;
  published_at: string;
  unreviewed?: true;
}

/** A news sitemap of what was published lately, newest first; the oldest are left out where there are too many. */
export function newsSitemap(sections: SitemapSection<NewsEntry>[], publication: Publication, most = MOST_NEWS): string {
  const urls = indexable(sections, publication)
    .flatMap(({ language, entries }) => entries.map((entry) => ({ ...entry, language })))
    .sort((a, b) => Date.parse(b.published_at) - Date.parse(a.published_at))
    .slice(0, most)
    .map((entry) => url(entry, publication));
  return `${XML_DECLARATION}${openTag("urlset", NAMESPACES)}\n${urls.join("")}</urlset>\n`;
}

function url(entry: NewsEntry & { language: string }, { origin, title }: Publication): string {
  const { language, slug, published_at } = entry;
  const name = element("news:name", title);
  const spoken = element("news:language", newsLanguage(language));
  return (
    `<url>\n${element("loc", origin + paths.article(language, slug))}<news:news>\n` +
    `<news:publication>\n${name}${spoken}</news:publication>\n` +
    element("news:publication_date", published_at) +
    element("news:title", entry.title) +
    "</news:news>\n</url>\n"
  );
}

/** Google wants an ISO 639 code without a region, but for Chinese, where it wants one in lower case. */
function newsLanguage(language: string): string {
  const [primary = language] = language.split("-");
  return primary === "zh" ? language.toLowerCase() : primary;
}
