import type { Engine } from "../articles/article.ts";

/** What one day cost and saved, by engine. */
export type UsageRow = { day: string; engine: Engine; characters: number; calls: number; saved: number };

/** The books of an edition: what each engine billed a day, and what the memory saved. Callers commit. */
export class Usage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** A call that was answered, or may have been: characters billed. */
  bought(day: string, engine: Engine, characters: number, calls = 1): void {
    this.#add(day, engine, characters, calls, 0);
  }

  /** Characters that a rendition took from the memory, by the engine that had made them. */
  saved(day: string, engine: Engine, characters: number): void {
    if (characters > 0) this.#add(day, engine, 0, 0, characters);
  }

  /** Days from `from` to `to`, both included. */
  between(from: string, to: string): UsageRow[] {
    return this.#sql
      .exec<UsageRow>("SELECT * FROM usage WHERE day BETWEEN ? AND ? ORDER BY day, engine", from, to)
      .toArray();
  }

  #add(day: string, engine: Engine, characters: number, calls: number, saved: number): void {
    this.#sql.exec(
      `INSERT INTO usage (day, engine, characters, calls, saved) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (day, engine) DO UPDATE SET characters = characters + excluded.characters,
         calls = calls + excluded.calls, saved = saved + excluded.saved`,
      day,
      engine,
      characters,
      calls,
      saved,
    );
  }
}
