import type { Article } from "../articles/article.ts";

/** The articles that an edition translates, as the Newsroom has them now. */
export class Sources {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Null for an article in the edition's own language. */
  find(slug: string): Article | null {
    const text = this.text(slug);
    return text === null ? null : (JSON.parse(text) as Article);
  }

  /** As it was kept. */
  text(slug: string): string | null {
    const rows = this.#sql.exec<{ article: string }>("SELECT article FROM sources WHERE slug = ?", slug).toArray();
    return rows[0]?.article ?? null;
  }

  keep(article: Article): void {
    this.#untag(article.slug);
    this.#sql.exec(
      "INSERT OR REPLACE INTO sources (slug, article) VALUES (?, ?)",
      article.slug,
      JSON.stringify(article),
    );
    for (const tag of article.tags) {
      const publishedAt = Date.parse(article.published_at);
      this.#sql.exec(
        "INSERT OR IGNORE INTO tagged (tag, published_at, slug) VALUES (?, ?, ?)",
        tag,
        publishedAt,
        article.slug,
      );
    }
  }

  drop(slug: string): void {
    this.#untag(slug);
    this.#sql.exec("DELETE FROM sources WHERE slug = ?", slug);
  }

  #untag(slug: string): void {
    const before = this.find(slug);
    for (const tag of before?.tags ?? []) {
      this.#sql.exec(
        "DELETE FROM tagged WHERE tag = ? AND published_at = ? AND slug = ?",
        tag,
        Date.parse((before as Article).published_at),
        slug,
      );
    }
  }
}
