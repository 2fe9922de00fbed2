import { createHash } from "node:crypto";
import type { Article } from "../articles/article.ts";
import type { Content, Draft } from "../articles/draft.ts";
import { matchesStrongly } from "../http/conditional.ts";
import type { Change, DeskArticle, Preconditions, Submission, WriteAnswer } from "./answers.ts";

/** A row of `articles`. */
export type ArticleRow = {
  slug: string;
  id: number;
  state: "published" | "withdrawn";
  revision: number;
  content: string;
  published_at: number;
  updated_at: number;
  sequence: number;
};

/**
 * Creates or corrects an article. Row, revision and log row are written in one synchronous block,
 * so they commit together. The same content again makes no revision; on a withdrawn article it
 * brings the article back under the same id.
 */
export function publish(
  sql: SqlStorage,
  { slug, draft, content, author }: Submission,
  preconditions: Preconditions,
  now: number,
): WriteAnswer {
  const row = findRow(sql, slug);
  if (!isExpected(row, preconditions)) return preconditionFailed(sql, row);
  const language = row && (JSON.parse(row.content) as Content).language;
  if (language !== null && language !== content.language) return { outcome: "other-language", language };
  const publishedAt = draft.published_at !== undefined ? Date.parse(draft.published_at) : (row?.published_at ?? now);
  if (publishedAt > now) return { outcome: "future" };
  const digest = digestOf(draft, publishedAt);
  const isSame = row !== null && digest === revisionOf(sql, slug, row.revision).digest;
  if (isSame && row.state === "published") return { outcome: "unchanged", article: deskArticle(sql, row) };

  const revision = isSame ? row.revision : (row?.revision ?? 0) + 1;
  // A first revision is as old as its publication; a minor correction moves nothing.
  const updatedAt = row === null ? publishedAt : isSame || draft.minor ? Math.max(row.updated_at, publishedAt) : now;
  const sequence = log(sql, slug, "publish", revision, now);
  if (!isSame) {
    sql.exec(
      "INSERT INTO revisions (slug, revision, draft, digest, author, at) VALUES (?, ?, ?, ?, ?, ?)",
      slug,
      revision,
      JSON.stringify(draft),
      digest,
      author,
      now,
    );
  }
  sql.exec(
    `INSERT INTO articles (slug, id, state, revision, content, published_at, updated_at, sequence)
     VALUES (?, (SELECT coalesce(max(id), 0) + 1 FROM articles), 'published', ?, ?, ?, ?, ?)
     ON CONFLICT (slug) DO UPDATE SET state = 'published', revision = excluded.revision, content = excluded.content,
       published_at = excluded.published_at, updated_at = excluded.updated_at, sequence = excluded.sequence`,
    slug,
    revision,
    JSON.stringify(content),
    publishedAt,
    updatedAt,
    sequence,
  );
  const article = deskArticle(sql, findRow(sql, slug) as ArticleRow);
  return { outcome: row === null || row.state === "withdrawn" ? "created" : "updated", article };
}

/** Takes an article off every public surface; its revisions stay. */
export function withdraw(sql: SqlStorage, slug: string, preconditions: Preconditions, now: number): WriteAnswer {
  const row = findRow(sql, slug);
  if (row === null) return { outcome: "unknown" };
  if (!isExpected(row, preconditions)) return preconditionFailed(sql, row);
  if (row.state === "withdrawn") return { outcome: "unchanged", article: deskArticle(sql, row) };
  const sequence = log(sql, slug, "withdraw", row.revision, now);
  sql.exec("UPDATE articles SET state = 'withdrawn', sequence = ? WHERE slug = ?", sequence, slug);
  return { outcome: "updated", article: deskArticle(sql, { ...row, state: "withdrawn", sequence }) };
}

export function findRow(sql: SqlStorage, slug: string): ArticleRow | null {
  return sql.exec<ArticleRow>("SELECT * FROM articles WHERE slug = ?", slug).toArray()[0] ?? null;
}

/** Articles changed after a cursor, oldest change first, up to `most` rows and about `mostBytes`. */
export function changedSince(sql: SqlStorage, cursor: number, most: number, mostBytes: number): Change[] {
  const changes: Change[] = [];
  let bytes = 0;
  const rows = sql.exec<ArticleRow>(
    "SELECT * FROM articles WHERE sequence > ? ORDER BY sequence LIMIT ?",
    cursor,
    most,
  );
  for (const row of rows) {
    changes.push(change(row));
    bytes += row.content.length;
    if (bytes > mostBytes) break;
  }
  return changes;
}

export function deskArticle(sql: SqlStorage, row: ArticleRow): DeskArticle {
  return {
    slug: row.slug,
    state: row.state,
    revision: row.revision,
    etag: `"${row.sequence}"`,
    published_at: new Date(row.published_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
    draft: JSON.parse(revisionOf(sql, row.slug, row.revision).draft) as Draft,
  };
}

function change(row: ArticleRow): Change {
  const content = JSON.parse(row.content) as Content;
  const dates = {
    published_at: new Date(row.published_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  };
  const id = `a${row.id}`;
  const article: Article = { id, slug: row.slug, revision: row.revision, ...content, ...dates };
  return {
    cursor: `${row.sequence}.0`,
    aliases: (JSON.parse(row.content) as { aliases?: string[] }).aliases ?? [],
    sequence: row.sequence,
    slug: row.slug,
    id,
    language: content.language,
    published_at: dates.published_at,
    article: row.state === "published" ? article : null,
  };
}

function revisionOf(sql: SqlStorage, slug: string, revision: number): { draft: string; digest: string } {
  return sql
    .exec<{ draft: string; digest: string }>(
      "SELECT draft, digest FROM revisions WHERE slug = ? AND revision = ?",
      slug,
      revision,
    )
    .one();
}

/** A withdrawn article does not exist to `If-None-Match: *`, so a new one may take its place. */
function isExpected(row: ArticleRow | null, { ifMatch, ifNoneMatch }: Preconditions): boolean {
  if (ifMatch !== null && (row === null || !matchesStrongly(ifMatch, `"${row.sequence}"`))) return false;
  if (ifNoneMatch === null || row === null) return true;
  return ifNoneMatch.trim() === "*" ? row.state === "withdrawn" : !matchesStrongly(ifNoneMatch, `"${row.sequence}"`);
}

function preconditionFailed(sql: SqlStorage, row: ArticleRow | null): WriteAnswer {
  return { outcome: "precondition-failed", article: row && deskArticle(sql, row) };
}

function log(sql: SqlStorage, slug: string, kind: "publish" | "withdraw", revision: number, now: number): number {
  return sql
    .exec<{ sequence: number }>(
      "INSERT INTO log (slug, kind, revision, at) VALUES (?, ?, ?, ?) RETURNING sequence",
      slug,
      kind,
      revision,
      now,
    )
    .one().sequence;
}

/** Equal for drafts that say the same: `minor` is about the saving, and an absent date is the one that stands. */
function digestOf({ minor: _, ...draft }: Draft, publishedAt: number): string {
  // A parsed draft's members come in the schema's order.
  const told = { ...draft, published_at: new Date(publishedAt).toISOString() };
  return createHash("sha256").update(JSON.stringify(told)).digest("base64url");
}
