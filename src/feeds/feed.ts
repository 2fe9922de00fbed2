import type { Author, Image } from "../articles/article.ts";
import type { Tag } from "../articles/labels.ts";
import type { StatedProvenance } from "../articles/provenance.ts";

/**
 * The neutral feed: everything a format may say, nothing a format decides. URLs are absolute,
 * dates RFC 3339 in UTC, `html` canonical and sanitized, all else plain text.
 */
export interface Feed {
  /** `tag:` URI (RFC 4151), one per language and tag; never changes. */
  id: string;
  language: string;
  title: string;
  description: string;
  /** The page of what is in the feed: the edition's front page, or the tag's. */
  homeUrl: string;
  /** Where each format of this feed lives; a format's own is its self link. */
  urls: { rss: string; atom: string; json: string };
  /** The same feed in the other editions. */
  alternates: { language: string; urls: Feed["urls"] }[];
  /** Latest change, removals included. */
  updatedAt: string;
  /** Newest entry first. */
  entries: FeedEntry[];
  /** WebSub hubs that tell subscribers of its changes; none on archive pages. */
  hubs: string[];
  /** Where this feed stands in its history (RFC 5005 §4). */
  history: {
    /** True for an archive page, whose range never changes; false for the feed that partners poll. */
    isArchive: boolean;
    current: Feed["urls"];
    previous: Feed["urls"] | null;
    next: Feed["urls"] | null;
  };
  /** Entries that were here and were withdrawn in the last 30 days, newest first: their ids, and when. */
  withdrawn: { id: string; at: string }[];
}

export interface FeedEntry {
  /** `tag:` URI; stable per article and language whatever is corrected. */
  id: string;
  url: string;
  title: string;
  summary: string | null;
  /** Whole text, in `<div lang dir>` where the language is written right to left. */
  html: string;
  publishedAt: string;
  updatedAt: string;
  /** When the entry withdraws itself; null for never. */
  expiresAt: string | null;
  authors: Author[];
  tags: Tag[];
  image: Image | null;
  rights: string | null;
  correctionNote: string | null;
  /** Null for an original. */
  translation: { originalUrl: string; provenance: StatedProvenance } | null;
}
