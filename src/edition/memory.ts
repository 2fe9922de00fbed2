import type { Engine } from "../articles/article.ts";
import type { MemoryOrigin, MemoryValueEntry } from "../replica/values.ts";

/** The best translation that is known of a paragraph. */
export interface MemoryEntry {
  id: number;
  key: string;
  origin: MemoryOrigin;
  source: string;
  target: string;
  engine: Engine;
  /** Milliseconds since the epoch. */
  created_at: number;
  /** Whose wording it is, by the name of a token; null where no person's. */
  reviewer: string | null;
  /** Still served, and bought anew by the next flight: a term changed, or an editor asked for it. Never a person's. */
  outdated: boolean;
}

/** A paragraph with its translation, on its way into the memory. */
export interface NewEntry {
  key: string;
  sourceLanguage: string;
  source: string;
  target: string;
}

/** An answer that failed its checks: kept, so that an editor sees what was wrong with it. */
export interface RefusedAnswer {
  key: string;
  target: string;
  engine: Engine;
  at: number;
}

/** SQLite takes 100 bound parameters a statement. */
const MOST_PARAMETERS = 100;
/** Longest refused answer kept, characters: engines may loop. */
const MOST_REFUSED = 100_000;

/**
 * Person beats machine beats seed; among a machine's and a seed's a valid one beats an outdated one.
 * Lower is better.
 */
const RANK = `CASE origin WHEN 'person' THEN 0 WHEN 'machine' THEN 1 ELSE 2 END + outdated * 4`;

/** The translation memory of one edition: paragraph → translation, one for each origin. */
export class Memory {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The best of what is known of `keys`. */
  find(keys: string[]): Map<string, MemoryEntry> {
    const found = new Map<string, MemoryEntry>();
    // The best comes last, and stays.
    for (const row of this.#in<EntryRow>(keys, (marks) => `SELECT * FROM memory WHERE key IN (${marks}) ORDER BY ${RANK} DESC`)) {
      found.set(row.key, { ...row, outdated: row.outdated === 1 });
    }
    return found;
  } // biome-ignore format: one statement reads better

  /** Entries by number, in the order in which they came. */
  range(from: number, to: number): MemoryValueEntry[] {
    return this.#sql.exec<EntryRow>("SELECT * FROM memory WHERE id BETWEEN ? AND ? ORDER BY id", from, to).toArray();
  }

  /** The best entry of each paragraph in a language, by number after one, with how many articles have used it. */
  page(sourceLanguage: string, after: number, limit: number): (MemoryEntry & { uses: number })[] {
    const rows = this.#sql.exec<EntryRow & { uses: number }>(
      `SELECT m.*, (SELECT count(*) FROM uses WHERE uses.key = m.key) AS uses FROM memory m
       WHERE id > ? AND source_language = ?
         AND id = (SELECT id FROM memory same WHERE same.key = m.key ORDER BY ${RANK} LIMIT 1)
       ORDER BY id LIMIT ?`,
      after,
      sourceLanguage,
      limit,
    );
    return rows.toArray().map((row) => ({ ...row, outdated: row.outdated === 1 }));
  }

  /** Keeps an engine's translation, in the place of its last one. Returns the entry's number. */
  keep(entry: NewEntry & { engine: Engine }, now: number): number {
    return this.#put("machine", entry, entry.engine, null, now);
  }

  /** Keeps a person's wording, in the place of the last person's. Returns the entry's number. */
  reword(entry: NewEntry, reviewer: string, now: number): number {
    return this.#put("person", entry, "person", reviewer, now);
  }

  /** Keeps an imported translation, in the place of the last seed. */
  adopt(entry: NewEntry, now: number): { id: number; result: "created" | "updated" | "unchanged" } {
    const before = this.#sql
      .exec<{ id: number; target: string; outdated: number }>(
        "SELECT id, target, outdated FROM memory WHERE key = ? AND origin = 'seed'",
        entry.key,
      )
      .toArray()[0];
    if (before?.target === entry.target && before.outdated === 0) return { id: before.id, result: "unchanged" };
    const id = this.#put("seed", entry, "seed", null, now);
    return { id, result: before === undefined ? "created" : "updated" };
  }

  /** Takes a shipped translation where there is none at all. Returns the new entry's number. */
  seed(entry: NewEntry, now: number): number | null {
    if (this.find([entry.key]).size > 0) return null;
    return this.#put("seed", entry, "seed", null, now);
  }

  /** Takes a person's wordings out. Returns the numbers of those that there were. */
  forgetPersons(keys: string[]): number[] {
    const rows = this.#in<{ id: number }>(
      keys,
      (marks) => `DELETE FROM memory WHERE origin = 'person' AND key IN (${marks}) RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  /** Marks what machines and seeds have of these paragraphs for another purchase. Returns the numbers of those that changed. */
  outdate(keys: string[]): number[] {
    return this.#mark(keys, 1);
  }

  /** Takes that back. */
  renew(keys: string[]): number[] {
    return this.#mark(keys, 0);
  }

  /** Keeps an answer that failed its checks; the next that passes takes it away. */
  refuse({ key, target, engine }: Omit<RefusedAnswer, "at">, now: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO refused (key, target, engine, at) VALUES (?, ?, ?, ?)",
      key,
      target.slice(0, MOST_REFUSED).toWellFormed(),
      engine,
      now,
    );
  }

  /** The answers that failed, of these paragraphs. */
  refused(keys: string[]): Map<string, RefusedAnswer> {
    const rows = this.#in<RefusedAnswer & Row>(keys, (marks) => `SELECT * FROM refused WHERE key IN (${marks})`);
    return new Map(rows.map((row) => [row.key, row]));
  }

  /** Takes an entry back from a backup, under its number; a newer one of the same key and origin stands. */
  restore(entry: RestoredEntry): "created" | "unchanged" {
    const { rowsWritten } = this.#sql.exec(
      `INSERT OR IGNORE INTO memory (id, key, origin, source_language, source, target, engine, created_at, reviewer, outdated)
       VALUES (CASE WHEN EXISTS (SELECT 1 FROM memory WHERE id = ?1) THEN NULL ELSE ?1 END, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`,
      entry.id,
      entry.key,
      entry.origin ?? originOf(entry.engine),
      entry.source_language,
      entry.source,
      entry.target,
      entry.engine,
      entry.created_at,
      entry.reviewer ?? null,
      entry.outdated ?? 0,
    );
    return rowsWritten > 0 ? "created" : "unchanged";
  }

  #mark(keys: string[], outdated: 0 | 1): number[] {
    const rows = this.#in<{ id: number }>(
      keys,
      (marks) =>
        `UPDATE memory SET outdated = ${outdated} WHERE origin <> 'person' AND outdated <> ${outdated}
         AND key IN (${marks}) RETURNING id`,
    );
    return rows.map(({ id }) => id);
  }

  #put(origin: MemoryOrigin, entry: NewEntry, engine: Engine, reviewer: string | null, now: number): number {
    this.#sql.exec("DELETE FROM refused WHERE key = ?", entry.key);
    return this.#sql
      .exec<{ id: number }>(
        `INSERT INTO memory (key, origin, source_language, source, target, engine, created_at, reviewer)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (key, origin) DO UPDATE SET target = excluded.target, engine = excluded.engine,
           created_at = excluded.created_at, reviewer = excluded.reviewer, outdated = 0
         RETURNING id`,
        entry.key,
        origin,
        entry.sourceLanguage,
        entry.source,
        entry.target,
        engine,
        now,
        reviewer,
      )
      .one().id;
  }

  /** Rows of a statement on keys, however many keys there are. */
  #in<T extends Row>(keys: string[], statement: (marks: string) => string): T[] {
    const rows: T[] = [];
    for (let i = 0; i < keys.length; i += MOST_PARAMETERS) {
      const some = keys.slice(i, i + MOST_PARAMETERS);
      rows.push(...this.#sql.exec<T>(statement(some.map(() => "?").join(", ")), ...some));
    }
    return rows;
  }
}

/** An entry of a backup; one from before there were origins lacks what came with them. */
export type RestoredEntry = Omit<MemoryValueEntry, "origin" | "reviewer" | "outdated"> &
  Partial<Pick<MemoryValueEntry, "origin" | "reviewer" | "outdated">>;

/** The origin of an entry that was written before there were origins. */
export function originOf(engine: Engine): MemoryOrigin {
  return engine === "person" || engine === "seed" ? engine : "machine";
}

type Row = Record<string, SqlStorageValue>;
type EntryRow = MemoryValueEntry & Row;
