import { recordAudit } from "./audit.ts";

/** A new article of an import that is under way. */
export interface Staged {
  /** The import's name. */
  import: string;
  published_at: number;
  slug: string;
  author: string;
}

export function stage(sql: SqlStorage, staged: Staged): void {
  sql.exec(
    "INSERT OR REPLACE INTO staged (import, published_at, slug, author) VALUES (?, ?, ?, ?)",
    staged.import,
    staged.published_at,
    staged.slug,
    staged.author,
  );
}

type Row = { published_at: number; slug: string; author: string; revision: number; waits: 0 | 1 };

/**
 * Lets an import's next articles appear, oldest first, so that entry numbers follow dates. What an
 * editor published, scheduled or withdrew meanwhile is left as it is. Returns how many were looked at.
 */
export function release(sql: SqlStorage, importName: string, most: number, now: number): number {
  const rows = sql
    .exec<Row>(
      `SELECT staged.published_at, slug, author, revision, state = 'published' AND appeared = 0 AS waits
       FROM staged JOIN articles USING (slug) WHERE import = ? ORDER BY staged.published_at, slug LIMIT ?`,
      importName,
      most,
    )
    .toArray();
  for (const { slug, author, revision, waits } of rows) {
    if (waits === 0) continue;
    const sequence = recordAudit(sql, { slug, kind: "publish", revision, author }, now);
    sql.exec("UPDATE articles SET appeared = 1, sequence = ? WHERE slug = ?", sequence, slug);
  }
  const last = rows.at(-1);
  if (last === undefined) return 0;
  sql.exec(
    "DELETE FROM staged WHERE import = ? AND (published_at, slug) <= (?, ?)",
    importName,
    last.published_at,
    last.slug,
  );
  return rows.length;
}
