/** Translations that wait for their approval, with what was bought for them: they are told of when they become public. */
export class Awaiting {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keys of the paragraphs that were bought for this revision; null where it waits for nothing. */
  find({ slug, revision }: { slug: string; revision: number }): ReadonlySet<string> | null {
    const row = this.#sql
      .exec<{ bought: string }>("SELECT bought FROM awaiting WHERE slug = ? AND revision = ?", slug, revision)
      .toArray()[0];
    return row === undefined ? null : new Set(JSON.parse(row.bought) as string[]);
  }

  keep({ slug, revision }: { slug: string; revision: number }, bought: ReadonlySet<string>): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO awaiting (slug, revision, bought) VALUES (?, ?, ?)",
      slug,
      revision,
      JSON.stringify([...bought]),
    );
  }

  drop(slug: string): void {
    this.#sql.exec("DELETE FROM awaiting WHERE slug = ?", slug);
  }
}
