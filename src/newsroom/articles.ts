import type { Draft } from "../articles/draft.ts";
import { matchesStrongly, matchesWeakly } from "../http/conditional.ts";
import type { ArticleState, DeskArticle, Preconditions } from "./answers.ts";
import { auditAt } from "./audit.ts";
import { revisionRow } from "./revisions.ts";

/** A row of `articles` but its content, which is long. */
export type ArticleRow = {
  id: number;
  slug: string;
  state: ArticleState;
  revision: number;
  /** Writes so far; what the entity tag is made of. */
  version: number;
  language: string;
  title: string;
  published_at: number;
  updated_at: number;
  expires_at: number | null;
  /** In the log: the last change that editions must hear of, or the withdrawal. */
  sequence: number;
  /** Whether it was ever public; editions know nothing of what was not. */
  appeared: 0 | 1;
  /** JSON arrays. */
  tags: string;
  aliases: string;
};

const NARROW =
  "id, slug, state, revision, version, language, title, published_at, updated_at, expires_at, sequence, appeared, tags, aliases";

export function findRow(sql: SqlStorage, slug: string): ArticleRow | null {
  return sql.exec<ArticleRow>(`SELECT ${NARROW} FROM articles WHERE slug = ?`, slug).toArray()[0] ?? null;
}

export function deskArticle(sql: SqlStorage, row: ArticleRow): DeskArticle {
  const { slug, state, revision } = row;
  const withdrawal = state === "withdrawn" ? auditAt(sql, row.sequence) : null;
  return {
    slug,
    state,
    revision,
    etag: etagOf(row),
    published_at: new Date(row.published_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    ...(withdrawal && { withdrawn: { at: withdrawal.at, by: withdrawal.by, reason: withdrawal.reason } }),
    draft: JSON.parse(revisionRow(sql, slug, revision).draft) as Draft,
  };
}

/**
 * A withdrawn article does not exist to `If-None-Match: *`, so a new one may take its place. Tags are compared
 * strongly for If-Match and weakly for If-None-Match (RFC 9110 §13.1).
 */
export function isExpected(row: ArticleRow | null, { ifMatch, ifNoneMatch }: Preconditions): boolean {
  if (ifMatch !== null && (row === null || !matchesStrongly(ifMatch, etagOf(row)))) return false;
  if (ifNoneMatch === null || row === null) return true;
  return ifNoneMatch.trim() === "*" ? row.state === "withdrawn" : !matchesWeakly(ifNoneMatch, etagOf(row));
}

function etagOf({ version }: ArticleRow): string {
  return `"${version}"`;
}
