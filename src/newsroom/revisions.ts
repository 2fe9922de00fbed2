import { createHash } from "node:crypto";
import type { Draft } from "../articles/draft.ts";
import type { DeskRevision, RevisionSummary } from "./answers.ts";

type Row = { revision: number; at: number; author: string; title: string };

/** An article's history, newest first. */
export function revisionsOf(sql: SqlStorage, slug: string): RevisionSummary[] {
  const rows = sql.exec<Row>(
    `SELECT revision, at, author, json_extract(draft, '$.title') AS title FROM revisions
     WHERE slug = ? ORDER BY revision DESC`,
    slug,
  );
  return rows.toArray().map(summary);
}

export function findRevision(sql: SqlStorage, slug: string, revision: number): DeskRevision | null {
  const row = sql
    .exec<Row & { draft: string }>(
      `SELECT revision, at, author, json_extract(draft, '$.title') AS title, draft FROM revisions
       WHERE slug = ? AND revision = ?`,
      slug,
      revision,
    )
    .toArray()[0];
  return row === undefined ? null : { slug, ...summary(row), draft: JSON.parse(row.draft) as Draft };
}

type StoredRevision = { draft: string; digest: string; author: string; at: number };

/** A revision that there is, as it is stored. */
export function revisionRow(sql: SqlStorage, slug: string, revision: number): StoredRevision {
  return sql
    .exec<StoredRevision>(
      "SELECT draft, digest, author, at FROM revisions WHERE slug = ? AND revision = ?",
      slug,
      revision,
    )
    .one();
}

export function keepRevision(
  sql: SqlStorage,
  { slug, revision, draft, digest, author }: Omit<DeskRevision, "by" | "title" | "updated_at"> & Kept,
  now: number,
): void {
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

interface Kept {
  digest: string;
  author: string;
}

/** Equal for drafts that say the same: `minor` is about the saving, and an absent date is the one that stands. */
export function digestOf({ minor: _, ...draft }: Draft, publishedAt: number): string {
  // A parsed draft's members come in the schema's order; none of them and an empty list say the same.
  const aliases = draft.aliases.length > 0 ? draft.aliases : undefined;
  const expires_at = draft.expires_at ?? undefined;
  const told = { ...draft, aliases, expires_at, published_at: new Date(publishedAt).toISOString() };
  return createHash("sha256").update(JSON.stringify(told)).digest("base64url");
}

function summary({ revision, at, author, title }: Row): RevisionSummary {
  return { revision, updated_at: new Date(at).toISOString(), title, by: author };
}
