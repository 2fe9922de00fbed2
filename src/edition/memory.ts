import type { Engine } from "../articles/article.ts";
import type { MemoryValueEntry } from "../replica/values.ts";

/** A translation that was accepted once, and is never bought again. */
export type MemoryEntry = { key: string; target: string; engine: Engine };

/** An entry as a flight finds it; one that is outdated is served on, and bought again where it can be. */
export type KnownEntry = MemoryEntry & { created_at: number; outdated: 0 | 1 };

/** SQLite takes 100 bound parameters a statement. */
const MOST_PARAMETERS = 100;

/** The translation memory of one edition: paragraph → translation, per source language. */
export class Memory {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What is known of `keys`. */
  find(keys: string[]): Map<string, KnownEntry> {
    const found = new Map<string, KnownEntry>();
    for (let i = 0; i < keys.length; i += MOST_PARAMETERS) {
      const some = keys.slice(i, i + MOST_PARAMETERS);
      const marks = some.map(() => "?").join(", ");
      const rows = this.#sql.exec<KnownEntry>(
        `SELECT key, target, engine, created_at, outdated FROM memory WHERE key IN (${marks})`,
        ...some,
      );
      for (const row of rows) found.set(row.key, row);
    }
    return found;
  }

  /** Entries by number, in the order in which they came. */
  range(from: number, to: number): MemoryValueEntry[] {
    return this.#sql.exec<MemoryRow>("SELECT * FROM memory WHERE id BETWEEN ? AND ? ORDER BY id", from, to).toArray();
  }

  /** Keeps an engine's translation; a person's wording stands against it. Returns the entry's number. */
  keep(entry: MemoryEntry & { sourceLanguage: string; source: string }, now: number): number {
    this.#sql.exec(
      `INSERT INTO memory (key, source_language, source, target, engine, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET target = excluded.target, engine = excluded.engine, created_at = excluded.created_at,
         outdated = 0
       WHERE memory.engine <> 'person'`,
      entry.key,
      entry.sourceLanguage,
      entry.source,
      entry.target,
      entry.engine,
      now,
    );
    return this.#number(entry.key);
  }

  /** Marks entries as outdated; a person's wording never is. Returns the numbers of those that changed, for the backup. */
  outdate(keys: string[]): number[] {
    return this.#mark(keys, 1);
  }

  /** Takes that back. */
  renew(keys: string[]): number[] {
    return this.#mark(keys, 0);
  }

  /** Takes a seed's translation where there is none yet. Returns the new entry's number. */
  seed(entry: { key: string; sourceLanguage: string; source: string; target: string }, now: number): number | null {
    const { rowsWritten } = this.#sql.exec(
      `INSERT OR IGNORE INTO memory (key, source_language, source, target, engine, created_at)
       VALUES (?, ?, ?, ?, 'seed', ?)`,
      entry.key,
      entry.sourceLanguage,
      entry.source,
      entry.target,
      now,
    );
    return rowsWritten > 0 ? this.#number(entry.key) : null;
  }

  /** Takes an entry back from a backup, under its number; a newer one of the same key stands. */
  restore(entry: MemoryValueEntry): "created" | "unchanged" {
    const { rowsWritten } = this.#sql.exec(
      `INSERT OR IGNORE INTO memory (id, key, source_language, source, target, engine, created_at, outdated)
       VALUES (CASE WHEN EXISTS (SELECT 1 FROM memory WHERE id = ?1) THEN NULL ELSE ?1 END, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
      entry.id,
      entry.key,
      entry.source_language,
      entry.source,
      entry.target,
      entry.engine,
      entry.created_at,
      entry.outdated ?? 0,
    );
    return rowsWritten > 0 ? "created" : "unchanged";
  }

  #mark(keys: string[], outdated: 0 | 1): number[] {
    return keys.flatMap((key) =>
      this.#sql
        .exec<{ id: number }>(
          "UPDATE memory SET outdated = ?1 WHERE key = ?2 AND outdated <> ?1 AND engine <> 'person' RETURNING id",
          outdated,
          key,
        )
        .toArray()
        .map(({ id }) => id),
    );
  }

  #number(key: string): number {
    return this.#sql.exec<{ id: number }>("SELECT id FROM memory WHERE key = ?", key).one().id;
  }
}

type MemoryRow = MemoryValueEntry & Record<string, SqlStorageValue>;
