import type { Tag } from "../articles/labels.ts";
import { FEED_FORMATS, type FeedFormat, type Publication, paths } from "../articles/publication.ts";
import { ownName } from "./language-names.ts";
import { html, type Markup } from "./markup.ts";

/**
 * `rel="alternate" hreflang` for every edition, this one included, and the door for a reader who
 * fits none, if there is one. Absolute URLs: search engines ignore others.
 */
export function languageLinks(
  publication: Publication,
  pathIn: (language: string) => string,
  door: string | null,
): Markup {
  const { origin, editions } = publication;
  const links = editions.map(
    (edition) => html`<link rel="alternate" hreflang="${edition}" href="${origin + pathIn(edition)}">
`,
  );
  if (door === null) return html`${links}`;
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

/** Feed autodiscovery: the tag's feeds, where the page is a tag's, then the edition's. */
export function feedDiscovery({ origin, title }: Publication, language: string, tag: Tag | null = null): Markup {
  const links = (tag === null ? [null] : [tag, null]).flatMap((of) =>
    FEED_FORMATS.map((format) => {
      const { type, name } = FEED_TYPES[format];
      const label = `${title}${of === null ? "" : ` – ${of.label}`} (${ownName(language)}): ${name}`;
      const url = origin + paths.feed(language, format, of?.tag);
      return html`<link rel="alternate" type="${type}" title="${label}" href="${url}">
`;
    }),
  );
  return html`${links}`;
}
