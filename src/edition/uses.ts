/** Which articles' translations have used a paragraph of the memory: they are the ones that another wording changes. */
export class Uses {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A translation with these paragraphs has landed. */
  add(slug: string, keys: string[]): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO uses (key, slug) SELECT value, ? FROM json_each(?)",
      slug,
      JSON.stringify(keys),
    );
  }

  /** The articles whose translation has used any of these paragraphs, by slug. */
  of(keys: string[]): string[] {
    const rows = this.#sql.exec<{ slug: string }>(
      "SELECT DISTINCT slug FROM uses WHERE key IN (SELECT value FROM json_each(?)) ORDER BY slug",
      JSON.stringify(keys),
    );
    return rows.toArray().map(({ slug }) => slug);
  }
}
