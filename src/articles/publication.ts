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
  /** Editions whose translations search engines are to leave out until a person has reviewed them. */
  noindexUnreviewed?: string[];
  /** WebSub hubs that are told of every change of a feed; their URLs. */
  hubs?: string[];
}

/** Formats of an article's URL, by extension; the page has none. */
export const ARTICLE_EXTENSIONS = { json: ".json", txt: ".txt", md: ".md", ninjs: ".ninjs.json", html: "" } as const;
export type ArticleFormat = keyof typeof ARTICLE_EXTENSIONS;

export const FEED_FORMATS = ["rss", "atom", "json"] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

const FEED_FILES: Record<FeedFormat, string> = { rss: "rss.xml", atom: "atom.xml", json: "feed.json" };

/** What a timeline can be had as: the feeds, and ninjs, which is no feed for a feed reader. */
export const TIMELINE_FILES = { ...FEED_FILES, ninjs: "ninjs.json" } as const;
export type TimelineFile = keyof typeof TIMELINE_FILES;

/** Where an edition's pages and feeds lie, or those of one of its tags. */
const base = (language: string, tag: string | null) => (tag === null ? `/${language}/` : `/${language}/tags/${tag}/`);

/** Paths of public URLs. Callers add the publication's origin. */
export const paths = {
  home: (language: string, tag: string | null = null) => base(language, tag),
  article: (language: string, slug: string, format: ArticleFormat = "html") =>
    `/${language}/articles/${slug}${ARTICLE_EXTENSIONS[format]}`,
  /** A translation beside its original. */
  compare: (language: string, slug: string) => `/${language}/articles/${slug}/compare`,
  /** The door to an article, which leads to the edition that fits. */
  door: (slug: string) => `/articles/${slug}`,
  archive: (language: string, page: number, format: TimelineFile | "html" = "html", tag: string | null = null) =>
    `${base(language, tag)}archive/${page}/${format === "html" ? "" : TIMELINE_FILES[format]}`,
  withdrawn: (language: string) => `/${language}/withdrawn.json`,
  feed: (language: string, format: TimelineFile, tag: string | null = null) =>
    base(language, tag) + TIMELINE_FILES[format],
  /** The guide for partners, and the door to it. */
  docs: (language: string) => `/${language}/docs`,
  docsDoor: "/docs",
  /** Every URL described for people, and for programs. */
  reference: "/docs/api",
  openapi: "/openapi.json",
  /** File `file` (from 1) of an edition's sitemap, where one file cannot hold the publication's. */
  sitemap: (language: string, file: number) => `/sitemap/${language}/${file}.xml`,
};

/** `tag:` URI of an entry or, without a slug, of an edition's feed (RFC 4151); `tags/{tag}` stands for a tag's feed. */
export function tagUri(publication: Publication, language: string, slug = ""): string {
  return `tag:${publication.idAuthority}:${language}${slug === "" ? "" : `/${slug}`}`;
}
