/** Articles that are held because a paragraph is larger than any day's, or month's, budget. */
export class OverBudget {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @param characters what its largest paragraph costs */
  add(slug: string, characters: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO over_budget (slug, characters) VALUES (?, ?)", slug, characters);
  }

  /** What an article's largest paragraph costs; null where that is not why it is held. */
  find(slug: string): number | null {
    const rows = this.#sql.exec<{ characters: number }>("SELECT characters FROM over_budget WHERE slug = ?", slug);
    return rows.toArray()[0]?.characters ?? null;
  }

  drop(slug: string): void {
    this.#sql.exec("DELETE FROM over_budget WHERE slug = ?", slug);
  }

  /** Those that a budget of so many characters could pay. */
  within(characters: number): string[] {
    return this.#sql
      .exec<{ slug: string }>(
        "SELECT slug FROM over_budget WHERE characters <= ? ORDER BY slug",
        Math.min(characters, Number.MAX_SAFE_INTEGER),
      )
      .toArray()
      .map(({ slug }) => slug);
  }
}
