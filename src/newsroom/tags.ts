import type { ArticleRow } from "./articles.ts";

type Tagged = Pick<ArticleRow, "slug" | "tags" | "published_at">;

/** Brings `article_tags` up to date; an article that kept tags and date costs nothing. */
export function keepTags(sql: SqlStorage, before: Tagged | null, after: Tagged): void {
  if (before !== null && before.tags === after.tags && before.published_at === after.published_at) return;
  const hasMoved = before?.published_at !== after.published_at;
  const old: string[] = before === null ? [] : JSON.parse(before.tags);
  const kept: string[] = JSON.parse(after.tags);
  for (const tag of old.filter((name) => hasMoved || !kept.includes(name))) {
    sql.exec(
      "DELETE FROM article_tags WHERE tag = ? AND published_at = ? AND slug = ?",
      tag,
      (before as Tagged).published_at,
      after.slug,
    );
  }
  for (const tag of kept.filter((name) => hasMoved || !old.includes(name))) {
    sql.exec(
      "INSERT INTO article_tags (tag, published_at, slug) VALUES (?, ?, ?)",
      tag,
      after.published_at,
      after.slug,
    );
  }
}
