import type { Ceilings } from "./ceilings.ts";
import { dayOf, monthOf, nextDay, nextMonth } from "./days.ts";

/** Characters: under way, and spent. */
export interface Spent {
  reserved: number;
  settled: number;
}

/** What each day (UTC) has cost an edition, in characters as its engines bill them, and what may still be spent. Callers commit. */
export class Ledger {
  readonly #sql: SqlStorage;
  readonly #ceilings: Ceilings;

  constructor(sql: SqlStorage, ceilings: Ceilings) {
    this.#sql = sql;
    this.#ceilings = ceilings;
  }

  /** Characters that may still be bought now; archive articles may use half of the day's ceiling. */
  room(archive: boolean, now: number): number {
    return Math.max(0, Math.min(this.#leftToday(archive, now), this.#leftThisMonth(now)));
  }

  /** The most that could ever be bought in one day. */
  most(archive: boolean): number {
    const { daily, monthly } = this.#ceilings.limits();
    return Math.min(archive ? Math.floor(daily / 2) : daily, monthly);
  }

  /** When there is room for so much, if nothing else is bought: milliseconds since the epoch. */
  freeAt(characters: number, now: number): number {
    return this.#leftThisMonth(now) < characters ? nextMonth(now) : nextDay(now);
  }

  /** What days from `from` to `to` have cost so far, as far as is known. */
  between(from: string, to: string): Spent {
    const { reserved, settled } = this.#sum(from, to);
    return { reserved, settled };
  }

  /** Days, from a day to another, on which anything was reserved or spent. */
  days(from: string, to: string): string[] {
    return this.#sql
      .exec<{ day: string }>("SELECT day FROM spending WHERE day BETWEEN ? AND ? ORDER BY day", from, to)
      .toArray()
      .map(({ day }) => day);
  }

  /** What the UTC day has cost so far. */
  today(now: number): Spent {
    return this.between(dayOf(now), dayOf(now));
  }

  /** The same of the UTC month. */
  thisMonth(now: number): Spent {
    const { first, last } = monthOf(now);
    return this.between(first, last);
  }

  /**
   * What an admin knows was spent today and, where it is told, this month, today included; the rows may have lost some
   * of it. What other days of the month cost is booked on its first.
   */
  confirm(characters: number, month: number, now: number): void {
    const lacks = (known: number, { reserved, settled }: Spent) => Math.max(0, known - reserved - settled);
    this.add(dayOf(now), 0, lacks(characters, this.today(now)), 0);
    const before = lacks(month, this.thisMonth(now));
    if (before > 0) this.add(monthOf(now).first, 0, before, 0);
  }

  /** Books on a day what may be less than nothing. `archive` is the part of both that counts for old articles. */
  add(day: string, reserved: number, settled: number, archive: number): void {
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

  #leftToday(archive: boolean, now: number): number {
    const { daily } = this.#ceilings.limits();
    const { reserved, settled, archive: archived } = this.#sum(dayOf(now), dayOf(now));
    const left = daily - reserved - settled;
    return archive ? Math.min(left, Math.floor(daily / 2) - archived) : left;
  }

  #leftThisMonth(now: number): number {
    const { reserved, settled } = this.thisMonth(now);
    return this.#ceilings.limits().monthly - reserved - settled;
  }

  #sum(from: string, to: string): Spent & { archive: number } {
    return this.#sql
      .exec<{ reserved: number; settled: number; archive: number }>(
        `SELECT coalesce(sum(reserved), 0) AS reserved, coalesce(sum(settled), 0) AS settled,
           coalesce(sum(archive), 0) AS archive FROM spending WHERE day BETWEEN ? AND ?`,
        from,
        to,
      )
      .one();
  }
}
