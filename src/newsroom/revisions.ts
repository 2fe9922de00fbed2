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

function summary({ revision, at, author, title }: Row): RevisionSummary {
  return { revision, updated_at: new Date(at).toISOString(), title, by: author };
}
