import { FEED_FORMATS, type FeedFormat, type Publication, paths } from "../articles/publication.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup } from "./markup.ts";

/**
 * `rel="alternate" hreflang` for every edition, this one included, and the door for a reader who
 * fits none. Absolute URLs: search engines ignore others.
 */
export function languageLinks(publication: Publication, pathIn: (language: string) => string, door: string): Markup {
  const { origin, editions } = publication;
  const links = editions.map(
    (edition) => html`<link rel="alternate" hreflang="${edition}" href="${origin + pathIn(edition)}">
`,
  );
  return html`${links}<link rel="alternate" hreflang="x-default" href="${origin + door}">
`;
}

/** The article's other formats. */
export function formatLinks({ origin }: Publication, language: string, slug: string): Markup {
  return html`<link rel="alternate" type="application/json" href="${origin + paths.article(language, slug, "json")}">
<link rel="alternate" type="text/plain" href="${origin + paths.article(language, slug, "txt")}">
<link rel="alternate" type="text/markdown" href="${origin + paths.article(language, slug, "md")}">
`;
}

const FEED_TYPES: Record<FeedFormat, { type: string; name: string }> = {
  rss: { type: "application/rss+xml", name: "RSS" },
  atom: { type: "application/atom+xml", name: "Atom" },
  json: { type: "application/feed+json", name: "JSON Feed" },
};

/** Feed autodiscovery: the edition's own feeds. */
export function feedDiscovery({ origin, title }: Publication, language: string): Markup {
  const links = FEED_FORMATS.map((format) => {
    const { type, name } = FEED_TYPES[format];
    const label = `${title} (${ownName(language)}): ${name}`;
    return html`<link rel="alternate" type="${type}" title="${label}" href="${origin + paths.feed(language, format)}">
`;
  });
  return html`${links}`;
}
