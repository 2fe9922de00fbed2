/** A paragraph may be bought twice, over all engines: once more where the first answer was lost or failed its checks. */
export const MOST_PURCHASES = 2;

/** How often each paragraph was bought that has not landed yet (promise 2). Callers commit. */
export class Purchases {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  count(keys: string[]): void {
    for (const key of keys) {
      this.#sql.exec(
        "INSERT INTO purchases (key, attempts) VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET attempts = attempts + 1",
        key,
      );
    }
  }

  /** They were not bought after all. */
  takeBack(keys: string[]): void {
    for (const key of keys) {
      this.#sql.exec("UPDATE purchases SET attempts = attempts - 1 WHERE key = ? AND attempts > 0", key);
    }
  }

  attempts(key: string): number {
    const rows = this.#sql.exec<{ attempts: number }>("SELECT attempts FROM purchases WHERE key = ?", key).toArray();
    return rows[0]?.attempts ?? 0;
  }

  forget(keys: string[]): void {
    for (const key of keys) this.#sql.exec("DELETE FROM purchases WHERE key = ?", key);
  }
}
