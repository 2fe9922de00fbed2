/** A batch that is about to be bought. */
export interface Intent {
  id: number;
  characters: number;
  day: string;
  archive: boolean;
}

/** A paragraph may be bought twice: once more where the first answer was lost or failed its checks. */
export const MOST_PURCHASES = 2;

/**
 * Money, in characters as the engine bills them. Everything is reserved before the call and
 * released only on an answer that was surely not billed. Callers keep each method in one
 * synchronous block with what it belongs to.
 */
export class Spending {
  readonly #sql: SqlStorage;
  readonly #dailyCharacters: () => number;

  constructor(sql: SqlStorage, dailyCharacters: () => number) {
    this.#sql = sql;
    this.#dailyCharacters = dailyCharacters;
  }

  /** Characters that may still be bought today; archive articles may use half of the ceiling. */
  room(archive: boolean, now: number): number {
    const { reserved, settled, archive: archived } = this.#spent(dayOf(now));
    const left = this.#dailyCharacters() - reserved - settled;
    return Math.max(0, archive ? Math.min(left, this.allowance(true) - archived) : left);
  }

  /** What a day gives at most. */
  allowance(archive: boolean): number {
    return archive ? Math.floor(this.#dailyCharacters() / 2) : this.#dailyCharacters();
  }

  /** What a day has cost so far, as far as is known. */
  today(now: number): { reserved: number; settled: number } {
    const { reserved, settled } = this.#spent(dayOf(now));
    return { reserved, settled };
  }

  /** What an admin knows was spent today, where the rows may have lost some of it. */
  confirm(characters: number, now: number): void {
    const day = dayOf(now);
    const { reserved, settled } = this.#spent(day);
    this.#add(day, 0, Math.max(0, characters - reserved - settled), 0);
  }

  /** Reserves a batch that is about to be sent. */
  open(slug: string, keys: string[], characters: number, archive: boolean, now: number): Intent {
    const day = dayOf(now);
    this.#add(day, characters, 0, archive ? characters : 0);
    const { id } = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO intents (slug, batch, day, characters, archive) VALUES (?, ?, ?, ?, ?) RETURNING id",
        slug,
        JSON.stringify(keys),
        day,
        characters,
        archive ? 1 : 0,
      )
      .one();
    return { id, characters, day, archive };
  }

  /** The batch is sent now: from here on its paragraphs count as bought, whatever comes back. */
  send(intent: Intent, keys: string[]): void {
    this.#sql.exec("UPDATE intents SET sent = 1 WHERE id = ?", intent.id);
    for (const key of keys) {
      this.#sql.exec(
        "INSERT INTO purchases (key, attempts) VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET attempts = attempts + 1",
        key,
      );
    }
  }

  /** The engine answered: what it billed is spent, the rest of the reservation is free again. */
  settle(intent: Intent, billed: number | null): void {
    const spent = billed ?? intent.characters;
    this.#add(intent.day, -intent.characters, spent, intent.archive ? spent - intent.characters : 0);
    this.#close(intent);
  }

  /** Never sent: the reservation is free again. */
  cancel(intent: Intent): void {
    this.#add(intent.day, -intent.characters, 0, intent.archive ? -intent.characters : 0);
    this.#close(intent);
  }

  /** Sent, and surely not billed: the reservation is free again, and the paragraphs were not bought. */
  release(intent: Intent, keys: string[]): void {
    this.cancel(intent);
    this.#unbuy(keys);
  }

  /** Perhaps billed: the reservation stays spent. Without an answer at all the paragraphs count as bought. */
  forfeit(intent: Intent, keys: string[], bought: boolean): void {
    if (!bought) this.#unbuy(keys);
    this.#close(intent);
  }

  /** Paragraphs of a rendition that landed need no count any more. */
  forget(keys: string[]): void {
    for (const key of keys) this.#sql.exec("DELETE FROM purchases WHERE key = ?", key);
  }

  attempts(key: string): number {
    const rows = this.#sql.exec<{ attempts: number }>("SELECT attempts FROM purchases WHERE key = ?", key).toArray();
    return rows[0]?.attempts ?? 0;
  }

  /**
   * Takes over intents that outlived their object: what was sent stays spent, what was not is free
   * again. Returns the slugs whose flights are to be resumed.
   */
  abandoned(): string[] {
    type Row = { id: number; slug: string; day: string; characters: number; archive: number; sent: number };
    const rows = this.#sql.exec<Row>("SELECT id, slug, day, characters, archive, sent FROM intents").toArray();
    for (const { id, day, characters, archive, sent } of rows) {
      const intent = { id, day, characters, archive: archive === 1 };
      if (sent === 1) this.#close(intent);
      else this.cancel(intent);
    }
    return [...new Set(rows.map((row) => row.slug))];
  }

  #unbuy(keys: string[]): void {
    for (const key of keys) {
      this.#sql.exec("UPDATE purchases SET attempts = attempts - 1 WHERE key = ? AND attempts > 0", key);
    }
  }

  #close(intent: Intent): void {
    this.#sql.exec("DELETE FROM intents WHERE id = ?", intent.id);
  }

  #spent(day: string): { reserved: number; settled: number; archive: number } {
    const none = { reserved: 0, settled: 0, archive: 0 };
    return (
      this.#sql.exec<typeof none>("SELECT reserved, settled, archive FROM spending WHERE day = ?", day).toArray()[0] ??
      none
    );
  }

  #add(day: string, reserved: number, settled: number, archive: number): void {
    this.#sql.exec(
      `INSERT INTO spending (day, reserved, settled, archive) VALUES (?, ?, ?, ?)
       ON CONFLICT (day) DO UPDATE SET reserved = reserved + excluded.reserved,
         settled = settled + excluded.settled, archive = archive + excluded.archive`,
      day,
      reserved,
      settled,
      archive,
    );
  }
}

/** The UTC day, `2026-11-23`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The next midnight UTC, milliseconds since the epoch. */
export function nextDay(now: number): number {
  return Date.parse(`${dayOf(now)}T00:00:00Z`) + 86_400_000;
}
