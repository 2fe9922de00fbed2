import { expiryFault, expiryOf } from "../articles/expiry.ts";
import { slugFromTitle } from "../articles/slug.ts";
import { aliasFaults, keepAliases } from "./aliases.ts";
import type { ArticleState, Fault, NewSubmission, Preconditions, Submission, WriteAnswer } from "./answers.ts";
import { type ArticleRow, deskArticle, findRow, isExpected } from "./articles.ts";
import { recordAudit } from "./audit.ts";
import { digestOf, keepRevision, revisionRow } from "./revisions.ts";
import { keepWords } from "./search.ts";
import { freeSlug } from "./slugs.ts";
import { stage } from "./staging.ts";
import { keepTags } from "./tags.ts";

const NO_PRECONDITIONS: Preconditions = { ifMatch: null, ifNoneMatch: null };

/** What saving came to; a row where there is an article to show. */
export type Saved =
  | { outcome: "created" | "updated" | "unchanged"; row: ArticleRow }
  | { outcome: "precondition-failed"; row: ArticleRow | null }
  | { outcome: "invalid"; faults: Fault[] };

/** Creates, corrects, schedules or restores an article, and shows it. */
export function publish(
  sql: SqlStorage,
  submission: Submission,
  preconditions: Preconditions,
  now: number,
): WriteAnswer {
  const saved = save(sql, submission, preconditions, now);
  switch (saved.outcome) {
    case "invalid":
      return saved;
    case "precondition-failed":
      return { outcome: saved.outcome, article: saved.row && deskArticle(sql, saved.row) };
    default:
      return { outcome: saved.outcome, article: deskArticle(sql, saved.row) };
  }
}

/** Publishes under a new slug: the one given, or one made from the title. */
export function create(sql: SqlStorage, { slug, ...submission }: NewSubmission, now: number): WriteAnswer {
  const row = slug === null ? null : findRow(sql, slug);
  if (row !== null && row.state !== "withdrawn") return { outcome: "slug-taken", article: deskArticle(sql, row) };
  const chosen = slug ?? freeSlug(sql, slugFromTitle(submission.draft.title));
  return publish(sql, { ...submission, slug: chosen }, NO_PRECONDITIONS, now);
}

/**
 * Saves a line of an import: an article that is new waits with the others of its import, so that
 * they appear in the order of their dates.
 */
export function saveImported(sql: SqlStorage, submission: Submission, importName: string, now: number): Saved {
  return save(sql, submission, NO_PRECONDITIONS, now, importName);
}

/**
 * Row, revision and log row are written in one synchronous block, so they commit together. The
 * same content again makes no revision; on a withdrawn article it brings it back under the same id.
 */
function save(
  sql: SqlStorage,
  submission: Submission,
  preconditions: Preconditions,
  now: number,
  importName: string | null = null,
): Saved {
  const { slug, draft, content, author } = submission;
  const row = findRow(sql, slug);
  if (!isExpected(row, preconditions)) return { outcome: "precondition-failed", row };
  const publishedAt = draft.published_at !== undefined ? Date.parse(draft.published_at) : (row?.published_at ?? now);
  const faults = faultsOf(sql, row, submission, publishedAt, now);
  if (faults.length > 0) return { outcome: "invalid", faults };
  const state = publishedAt > now ? "scheduled" : "published";
  const digest = digestOf(draft, publishedAt);
  const isSame = row !== null && digest === revisionRow(sql, slug, row.revision).digest;
  if (isSame && row.state === state) return { outcome: "unchanged", row };

  const revision = isSame ? row.revision : (row?.revision ?? 0) + 1;
  if (!isSame) keepRevision(sql, { slug, revision, draft, digest, author }, now);
  const isStaged = importName !== null && state === "published" && (row === null || isWaiting(row));
  // What is new in an import is logged when it appears: the log's order is the editions'.
  const logged =
    isStaged && row === null
      ? 0
      : recordAudit(sql, { slug, kind: kindOf(row, state, publishedAt, isStaged), revision, author }, now);
  const isNews = (state === "published" && !isStaged) || (row !== null && isPublic(row));
  const saved: Omit<ArticleRow, "id"> = {
    slug,
    state,
    revision,
    version: (row?.version ?? 0) + 1,
    language: content.language,
    title: content.title,
    published_at: publishedAt,
    updated_at: updatedAt(row, publishedAt, isSame || draft.minor, now),
    expires_at: content.expires_at === null ? null : Date.parse(content.expires_at),
    sequence: isNews || row === null ? logged : row.sequence,
    appeared: row?.appeared === 1 || (state === "published" && !isStaged) ? 1 : 0,
    tags: JSON.stringify(content.tags),
    aliases: JSON.stringify(draft.aliases),
  };
  const id = write(sql, saved, JSON.stringify(content));
  keepWords(sql, row, { id, slug, title: content.title, summary: content.summary }, isSame);
  keepTags(sql, row, saved);
  keepAliases(sql, row, saved);
  if (isStaged) stage(sql, { import: importName, published_at: publishedAt, slug, author });
  return { outcome: row === null || row.state === "withdrawn" ? "created" : "updated", row: { id, ...saved } };
}

function write(sql: SqlStorage, row: Omit<ArticleRow, "id">, content: string): number {
  const columns = [...Object.keys(row), "content"];
  return sql
    .exec<{ id: number }>(
      `INSERT INTO articles (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})
       ON CONFLICT (slug) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(", ")} RETURNING id`,
      ...Object.values(row),
      content,
    )
    .one().id;
}

function faultsOf(
  sql: SqlStorage,
  row: ArticleRow | null,
  { slug, draft, content }: Submission,
  publishedAt: number,
  now: number,
): Fault[] {
  const faults = aliasFaults(sql, row, slug, draft.aliases);
  if (row !== null && row.language !== content.language) {
    const detail = `The article's language is ${row.language} and cannot change. Publish a new slug.`;
    faults.push({ pointer: "/language", detail });
  }
  const detail = expiryFault(expiryOf(content), publishedAt, now);
  if (detail !== null) faults.push({ pointer: "/expires_at", detail });
  return faults;
}

/** What is published by an import that has not released it yet. */
function isWaiting({ state, appeared }: ArticleRow): boolean {
  return state === "published" && appeared === 0;
}

function isPublic({ state, appeared }: ArticleRow): boolean {
  return state === "published" && appeared === 1;
}

function kindOf(row: ArticleRow | null, state: ArticleState, publishedAt: number, isStaged: boolean): string {
  if (state === "scheduled") {
    return row?.state === "scheduled" && row.published_at === publishedAt ? "correct" : "schedule";
  }
  // What waits in an import is not public yet, and goes on waiting where it is the import that corrects it.
  if (row === null || row.state === "scheduled" || (isWaiting(row) && !isStaged)) return "publish";
  return row.state === "withdrawn" ? "restore" : "correct";
}

/**
 * An article is as old as its publication until it is corrected in public; a minor correction moves nothing. What
 * comes back from a withdrawal must be newer than its tombstone, or readers go on taking it for deleted (RFC 6721 §3).
 */
function updatedAt(row: ArticleRow | null, publishedAt: number, isMinor: boolean, now: number): number {
  if (row === null || row.appeared === 0) return publishedAt;
  return Math.max(publishedAt, isMinor && row.state !== "withdrawn" ? row.updated_at : now);
}
