import type { Article } from "../articles/article.ts";
import type { Content, Draft } from "../articles/draft.ts";
import type { DriftReport } from "../replica/drift.ts";

/** One change as an edition pulls it: the article as it is now, or null while it is not public. */
export interface Change {
  /** Where the log goes on after this change. */
  cursor: string;
  sequence: number;
  slug: string;
  id: string;
  /** The article's own language. */
  language: string;
  published_at: string;
  /** Slugs that lead to this one. */
  aliases: string[];
  article: Article | null;
}

export interface Changes {
  changes: Change[];
  /** The newest sequence that editions must hear of; who has reached it has seen everything. */
  head: number;
  /** The cursor is of another history (storage restored or refilled): pull from the start. */
  restarted: boolean;
}

/** What an article may be to the newsroom. */
export const ARTICLE_STATES = ["published", "scheduled", "withdrawn"] as const;
export type ArticleState = (typeof ARTICLE_STATES)[number];

/** An article as the desk sees it. */
export interface DeskArticle {
  slug: string;
  state: ArticleState;
  revision: number;
  /** Strong entity tag of this state, quotes included; the end of an embargo does not change it. */
  etag: string;
  published_at: string;
  updated_at: string;
  /** Only on a withdrawn article: when, by whom and why. */
  withdrawn?: { at: string; by: string; reason: string | null };
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

/** A retry is known by its key, and told from another request by the fingerprint of both. */
export interface IdempotencyKey {
  key: string;
  /** Digest of the request: method, path, preconditions, body. */
  fingerprint: string;
}

/** What `publish` takes. */
export interface Submission {
  slug: string;
  draft: Draft;
  content: Content;
  /** The name of whoever writes: a token's. */
  author: string;
  idempotency?: IdempotencyKey | null;
}

/** What `create` takes: without a slug the title makes one. */
export interface NewSubmission extends Omit<Submission, "slug"> {
  slug: string | null;
}

/** What `withdraw` takes. */
export interface Withdrawal {
  slug: string;
  author: string;
  reason: string | null;
}

/** A member of a draft that only the newsroom can find fault with. */
export interface Fault {
  pointer: string;
  detail: string;
}

export type WriteAnswer =
  | { outcome: "created" | "updated" | "unchanged"; article: DeskArticle; replayed?: true }
  | { outcome: "precondition-failed"; article: DeskArticle | null }
  | { outcome: "slug-taken"; article: DeskArticle }
  | { outcome: "key-reused" }
  | { outcome: "invalid"; faults: Fault[] }
  /** The newsroom lost its storage and is taking it back. */
  | { outcome: "recovering" }
  | { outcome: "unknown" };

/** What became of one line of an import. */
export type ImportAnswer = { outcome: "created" | "updated" | "unchanged" } | { outcome: "invalid"; faults: Fault[] };

/** The newsroom as operators see it. Times are RFC 3339. */
export interface NewsroomStatus {
  state: "ok" | "recovering";
  /** By state. */
  articles: Record<string, number>;
  /** The newest sequence that editions must hear of. */
  head: number;
  /** How far each edition has heard. */
  editions: Record<string, number>;
  outbox: { kind: string; count: number; due_at: string; attempts: number }[];
  drift: DriftReport;
}

/** One entry of the audit. */
export interface AuditEntry {
  sequence: number;
  at: string;
  /** Who did it. */
  by: string;
  action: string;
  slug: string | null;
  revision: number | null;
  reason: string | null;
}

/** A place in a listing: newest first, and by slug where dates are equal. */
export interface Position {
  /** Milliseconds since the epoch. */
  published_at: number;
  slug: string;
}

/** What a listing shows of an article, without its editions. */
export interface ListedArticle {
  slug: string;
  title: string;
  language: string;
  state: ArticleState;
  revision: number;
  published_at: string;
  updated_at: string;
  expires_at: string | null;
  tags: string[];
}

export interface ListFilter {
  state: ArticleState | null;
  tag: string | null;
  /** Words to find in title, summary and slug. */
  words: string[];
}

export interface ListedPage {
  articles: ListedArticle[];
  /** Where to go on; null at the end. */
  next: Position | null;
}
