import type { Article } from "../articles/article.ts";
import type { Content, Draft } from "../articles/draft.ts";

/** One change as an edition pulls it: the article as it is now, or null once it is withdrawn. */
export interface Change {
  cursor: string;
  aliases: string[];
  sequence: number;
  slug: string;
  id: string;
  /** The article's own language. */
  language: string;
  published_at: string;
  article: Article | null;
}

export interface Changes {
  changes: Change[];
  /** The log's newest sequence; a cursor that equals it has seen everything. */
  head: number;
  restarted: boolean;
}

/** An article as the desk sees it. */
export interface DeskArticle {
  slug: string;
  state: "published" | "withdrawn";
  revision: number;
  /** Strong entity tag of this state, quotes included. */
  etag: string;
  published_at: string;
  updated_at: string;
  /** As it was sent. */
  draft: Draft;
}

/** A revision in an article's history. */
export interface RevisionSummary {
  revision: number;
  updated_at: string;
  title: string;
  /** Who saved it. */
  by: string;
}

/** A revision whole, as it was sent. */
export interface DeskRevision extends RevisionSummary {
  slug: string;
  draft: Draft;
}

/** What a write expects to find (RFC 9110 §13.1), decided where writes are serial. */
export interface Preconditions {
  ifMatch: string | null;
  ifNoneMatch: string | null;
}

/** What `publish` takes. */
export interface Submission {
  slug: string;
  draft: Draft;
  content: Content;
  /** The name of whoever writes: a token's. */
  author: string;
}

export type WriteAnswer =
  | { outcome: "created" | "updated" | "unchanged"; article: DeskArticle }
  | { outcome: "precondition-failed"; article: DeskArticle | null }
  | { outcome: "future" }
  | { outcome: "other-language"; language: string }
  | { outcome: "unknown" };
