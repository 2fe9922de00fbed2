import type { Engine } from "../articles/article.ts";

/** A translation that was accepted once, and is never bought again. */
export type MemoryEntry = { key: string; target: string; engine: Engine };

/** SQLite takes 100 bound parameters a statement. */
const MOST_PARAMETERS = 100;

/** The translation memory of one edition: paragraph → translation, per source language. */
export class Memory {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What is known of `keys`. */
  find(keys: string[]): Map<string, MemoryEntry> {
    const found = new Map<string, MemoryEntry>();
    for (let i = 0; i < keys.length; i += MOST_PARAMETERS) {
      const some = keys.slice(i, i + MOST_PARAMETERS);
      const marks = some.map(() => "?").join(", ");
      const rows = this.#sql.exec<MemoryEntry>(
        `SELECT key, target, engine FROM memory WHERE key IN (${marks})`,
        ...some,
      );
      for (const row of rows) found.set(row.key, row);
    }
    return found;
  }

  /** Keeps an engine's translation; a person's wording stands against it. */
  keep(entry: MemoryEntry & { sourceLanguage: string; source: string }, now: number): void {
    this.#sql.exec(
      `INSERT INTO memory (key, source_language, source, target, engine, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET target = excluded.target, engine = excluded.engine, created_at = excluded.created_at
       WHERE memory.engine <> 'person'`,
      entry.key,
      entry.sourceLanguage,
      entry.source,
      entry.target,
      entry.engine,
      now,
    );
  }

  /** Takes a seed's translation where there is none yet. */
  seed(entry: { key: string; sourceLanguage: string; source: string; target: string }, now: number): void {
    this.#sql.exec(
      `INSERT OR IGNORE INTO memory (key, source_language, source, target, engine, created_at)
       VALUES (?, ?, ?, ?, 'seed', ?)`,
      entry.key,
      entry.sourceLanguage,
      entry.source,
      entry.target,
      now,
    );
  }
}
