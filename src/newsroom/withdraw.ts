import type { Preconditions, Withdrawal, WriteAnswer } from "./answers.ts";
import { type ArticleRow, deskArticle, findRow, isExpected } from "./articles.ts";
import { recordAudit } from "./audit.ts";

/** Takes an article off every public surface; its revisions stay. */
export function withdraw(
  sql: SqlStorage,
  withdrawal: Withdrawal,
  preconditions: Preconditions,
  now: number,
): WriteAnswer {
  const row = findRow(sql, withdrawal.slug);
  if (row === null) return { outcome: "unknown" };
  if (!isExpected(row, preconditions)) return { outcome: "precondition-failed", article: deskArticle(sql, row) };
  if (row.state === "withdrawn") return { outcome: "unchanged", article: deskArticle(sql, row) };
  takeOff(sql, row, { ...withdrawal, kind: "withdraw" }, now);
  return { outcome: "updated", article: deskArticle(sql, findRow(sql, row.slug) as ArticleRow) };
}

/** The end of an embargo. Returns when to look again, if the article's time has not come. */
export function appear(sql: SqlStorage, slug: string, now: number): number | null {
  const row = findRow(sql, slug);
  if (row?.state !== "scheduled") return null;
  if (row.published_at > now) return row.published_at;
  const sequence = recordAudit(sql, { slug, kind: "appear", revision: row.revision, author: "schedule" }, now);
  // The version stays: nobody edited anything, and an editor's If-Match must hold.
  sql.exec("UPDATE articles SET state = 'published', appeared = 1, sequence = ? WHERE slug = ?", sequence, slug);
  return null;
}

/** The end of an article's time. Returns when to look again, if a newer revision moved it. */
export function expire(sql: SqlStorage, slug: string, now: number): number | null {
  const row = findRow(sql, slug);
  if (row === null || row.state === "withdrawn" || row.expires_at === null) return null;
  if (row.expires_at > now) return row.expires_at;
  takeOff(sql, row, { slug, author: "schedule", reason: null, kind: "expire" }, now);
  return null;
}

function takeOff(
  sql: SqlStorage,
  { slug, revision }: ArticleRow,
  { kind, author, reason }: Withdrawal & { kind: "withdraw" | "expire" },
  now: number,
): void {
  const sequence = recordAudit(sql, { slug, kind, revision, author, reason }, now);
  sql.exec(
    "UPDATE articles SET state = 'withdrawn', version = version + 1, sequence = ? WHERE slug = ?",
    sequence,
    slug,
  );
}
