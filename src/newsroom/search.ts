import type { ArticleRow } from "./articles.ts";

/** Of a word that more articles have, only the newest of them are found: a search must not hold up the desk. */
export const MOST_MATCHES = 5_000;

interface Words {
  id: number;
  slug: string;
  title: string;
  summary: string | null;
}

/** Brings the index up to date; nothing is written where title and summary stayed. */
export function keepWords(
  sql: SqlStorage,
  before: ArticleRow | null,
  { id, slug, title, summary }: Words,
  isSame: boolean,
): void {
  if (isSame) return;
  if (before !== null && before.title === title && summaryOf(sql, before) === (summary ?? "")) return;
  const statement = `${before === null ? "INSERT" : "INSERT OR REPLACE"} INTO search (rowid, title, summary, slug) VALUES (?, ?, ?, ?)`;
  sql.exec(statement, id, title, summary ?? "", slug);
}

function summaryOf(sql: SqlStorage, { slug, revision }: ArticleRow): string {
  return sql
    .exec<{ summary: string }>(
      "SELECT coalesce(draft ->> '$.summary', '') AS summary FROM revisions WHERE slug = ? AND revision = ?",
      slug,
      revision,
    )
    .one().summary;
}

/** Words of a question, as an editor typed it; none for one without any. */
export function wordsOf(question: string): string[] {
  return (question.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Articles that have every word or one that begins with it, in FTS5's language: quoted, so that none is an operator. */
export function matching(words: string[]): string {
  return words.map((word) => `"${word}"*`).join(" ");
}
