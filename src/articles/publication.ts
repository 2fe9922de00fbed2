/** The whole: what every edition shares, from configuration. */
export interface Publication {
  title: string;
  /** Public origin, `https://news.example`, no trailing slash. Never taken from a request. */
  origin: string;
  /** Authority and date of `tag:` URIs (RFC 4151), `news.example,2025`; must never change. */
  idAuthority: string;
  /** Every edition's language, in the order shown. */
  editions: string[];
  /** The edition that a reader gets who asks for none of the others. */
  sourceLanguage: string;
}

/** Formats of an article's URL; the page has no extension. */
export const ARTICLE_FORMATS = ["html", "json", "txt", "md"] as const;
export type ArticleFormat = (typeof ARTICLE_FORMATS)[number];

export const FEED_FORMATS = ["rss", "atom", "json"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export const FEED_FILES: Record<FeedFormat, string> = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" };

/** Paths of public URLs (design: product.md). Callers add the publication's origin. */
export const paths = {
  home: (language: string) => `/${language}/`,
  article: (language: string, slug: string, format: ArticleFormat = "html") =>
    `/${language}/articles/${slug}${format === "html" ? "" : `.${format}`}`,
  archive: (language: string, page: number, format: FeedFormat | "html" = "html") =>
    `/${language}/archive/${page}/${format === "html" ? "" : FEED_FILES[format]}`,
  withdrawn: (language: string) => `/${language}/withdrawn.json`,
  feed: (language: string, format: FeedFormat) => `/${language}/${FEED_FILES[format]}`,
};

/** `tag:` URI of an entry or, without a slug, of an edition's feed (RFC 4151). */
export function tagUri(publication: Publication, language: string, slug = ""): string {
  return `tag:${publication.idAuthority}:${language}${slug === "" ? "" : `/${slug}`}`;
}
