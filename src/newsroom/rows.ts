import type { Content } from "../articles/draft.ts";
import { keepAliases } from "./aliases.ts";
import type { ArticleRow } from "./articles.ts";
import { keepWords } from "./search.ts";
import { keepTags } from "./tags.ts";

/** A row of `revisions`. */
export type RevisionRow = {
  slug: string;
  revision: number;
  /** JSON, as it was sent. */
  draft: string;
  digest: string;
  author: string;
  at: number;
};

/** A row of `log`. */
export type LogRow = {
  sequence: number;
  slug: string | null;
  kind: string;
  revision: number | null;
  author: string;
  reason: string | null;
  at: number;
};

/** Puts a row back as it was. */
export function insertRow(
  sql: SqlStorage,
  table: "articles" | "revisions" | "log",
  row: Record<string, SqlStorageValue>,
  conflict: "OR IGNORE" | "" = "",
): void {
  const columns = Object.keys(row);
  const marks = columns.map(() => "?").join(", ");
  sql.exec(`INSERT ${conflict} INTO ${table} (${columns.join(", ")}) VALUES (${marks})`, ...Object.values(row));
}

/** Puts an article back as it was, with its tags, its aliases and the words that it is found by. */
export function insertArticle(sql: SqlStorage, row: ArticleRow, content: Content): void {
  insertRow(sql, "articles", { ...row, content: JSON.stringify(content) });
  keepTags(sql, null, row);
  keepAliases(sql, null, row);
  keepWords(sql, null, { id: row.id, slug: row.slug, title: row.title, summary: content.summary }, false);
}
