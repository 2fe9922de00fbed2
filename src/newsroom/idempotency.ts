import type { Draft } from "../articles/draft.ts";
import type { DeskArticle, IdempotencyKey, WriteAnswer } from "./answers.ts";
import { revisionRow } from "./revisions.ts";

/** How long a first answer is kept, milliseconds (draft-ietf-httpapi-idempotency-key-header §2.3). */
export const KEPT_FOR_MS = 24 * 3_600_000;

/** What is kept of an answer: the draft is in its revision. */
type Kept = { outcome: "created" | "updated" | "unchanged"; article: Omit<DeskArticle, "draft"> };

/** The answer that a key's first request got, or null for a key that is new. */
export function firstAnswer(
  sql: SqlStorage,
  token: string,
  { key, fingerprint }: IdempotencyKey,
  now: number,
): WriteAnswer | null {
  const row = sql
    .exec<{ fingerprint: string; answer: string }>(
      "SELECT fingerprint, answer FROM idempotency WHERE token = ? AND key = ? AND at > ?",
      token,
      key,
      now - KEPT_FOR_MS,
    )
    .toArray()[0];
  if (row === undefined) return null;
  if (row.fingerprint !== fingerprint) return { outcome: "key-reused" };
  const { outcome, article } = JSON.parse(row.answer) as Kept;
  const draft = JSON.parse(revisionRow(sql, article.slug, article.revision).draft) as Draft;
  return { outcome, article: { ...article, draft }, replayed: true };
}

/** Keeps the answer to a key's first request, in the transaction of its write; refusals are decided anew each time. */
export function keepAnswer(
  sql: SqlStorage,
  token: string,
  { key, fingerprint }: IdempotencyKey,
  answer: WriteAnswer,
  now: number,
): void {
  if (!("article" in answer) || answer.article === null || answer.outcome === "slug-taken") return;
  if (answer.outcome === "precondition-failed") return;
  const { draft: _, ...article } = answer.article;
  const kept: Kept = { outcome: answer.outcome, article };
  sql.exec(
    "INSERT OR REPLACE INTO idempotency (token, key, fingerprint, answer, at) VALUES (?, ?, ?, ?, ?)",
    token,
    key,
    fingerprint,
    JSON.stringify(kept),
    now,
  );
}

/** Drops what is too old. Returns whether any key is left. */
export function forgetKeys(sql: SqlStorage, now: number): boolean {
  sql.exec("DELETE FROM idempotency WHERE at <= ?", now - KEPT_FOR_MS);
  return hasKeys(sql);
}

export function hasKeys(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM idempotency LIMIT 1").toArray().length > 0;
}
