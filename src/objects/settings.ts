/** Small facts that an object keeps by name, in its `state` table. */
export class Settings {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get(name: string): string | null {
    const rows = this.#sql.exec<{ value: string }>("SELECT value FROM state WHERE name = ?", name).toArray();
    return rows[0]?.value ?? null;
  }

  set(name: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value);
  }

  delete(name: string): void {
    this.#sql.exec("DELETE FROM state WHERE name = ?", name);
  }
}
