import type { Fault } from "./answers.ts";
import type { ArticleRow } from "./articles.ts";

/** Where a slug and its aliases would be two articles' at once. */
export function aliasFaults(sql: SqlStorage, row: ArticleRow | null, slug: string, aliases: string[]): Fault[] {
  const faults: Fault[] = [];
  const owner = row === null ? ownerOf(sql, slug) : null;
  if (owner !== null) faults.push({ pointer: "", detail: `${slug} is an alias of ${owner}.` });
  const known: string[] = row === null ? [] : JSON.parse(row.aliases);
  for (const [i, alias] of aliases.entries()) {
    const pointer = `/aliases/${i}`;
    if (alias === slug) faults.push({ pointer, detail: "is the article's own slug" });
    else if (known.includes(alias)) continue;
    else if (isArticle(sql, alias)) faults.push({ pointer, detail: "is another article's slug" });
    else if (ownerOf(sql, alias) !== null) faults.push({ pointer, detail: `is an alias of ${ownerOf(sql, alias)}` });
  }
  return faults;
}

/** A withdrawn article keeps its aliases: they lead to the word that it was withdrawn. */
export function keepAliases(sql: SqlStorage, before: ArticleRow | null, after: Omit<ArticleRow, "id">): void {
  if (before !== null && before.aliases === after.aliases) return;
  const old: string[] = before === null ? [] : JSON.parse(before.aliases);
  const kept: string[] = JSON.parse(after.aliases);
  for (const alias of old.filter((name) => !kept.includes(name))) {
    sql.exec("DELETE FROM aliases WHERE alias = ?", alias);
  }
  for (const alias of kept.filter((name) => !old.includes(name))) {
    sql.exec("INSERT INTO aliases (alias, slug) VALUES (?, ?)", alias, after.slug);
  }
}

/** The article that an alias leads to; null where it is none. */
export function ownerOf(sql: SqlStorage, alias: string): string | null {
  return sql.exec<{ slug: string }>("SELECT slug FROM aliases WHERE alias = ?", alias).toArray()[0]?.slug ?? null;
}

function isArticle(sql: SqlStorage, slug: string): boolean {
  return sql.exec("SELECT 1 FROM articles WHERE slug = ?", slug).toArray().length > 0;
}
