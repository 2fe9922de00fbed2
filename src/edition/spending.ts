import type { Engine } from "../articles/article.ts";
import type { Ceilings } from "./ceilings.ts";
import { dayOf, monthOf, nextDay, nextMonth } from "./days.ts";
import type { Purchases } from "./purchases.ts";
import type { Unsettled, UnsettledRow } from "./unsettled.ts";
import type { Usage } from "./usage.ts";

/** A batch that is about to be bought. */
export interface Intent {
  id: number;
  /** Reserved for it. */
  characters: number;
  /** The day that it counts for: the one on which it is sent. */
  day: string;
  archive: boolean;
}

/** Who is asked, and what for. */
export interface Sending {
  engine: Engine;
  keys: string[];
  /** The least that it bills for an answer. */
  least: number;
}

export interface SpendingPorts {
  ceilings: Ceilings;
  purchases: Purchases;
  unsettled: Unsettled;
  usage: Usage;
}

type IntentRow = {
  id: number;
  slug: string;
  day: string;
  characters: number;
  archive: number;
  sent: number;
  engine: Engine | null;
  sent_at: number | null;
  least: number;
};

/**
 * Money, in characters as the engine bills them. Everything is reserved before the call and
 * released only on an answer that was surely not billed. Callers keep each method in one
 * synchronous block with what it belongs to.
 */
export class Spending {
  readonly #sql: SqlStorage;
  readonly #ports: SpendingPorts;

  constructor(sql: SqlStorage, ports: SpendingPorts) {
    this.#sql = sql;
    this.#ports = ports;
  }

  /** Characters that may still be bought now; archive articles may use half of the day's ceiling. */
  room(archive: boolean, now: number): number {
    return Math.max(0, Math.min(this.#leftToday(archive, now), this.#leftThisMonth(now)));
  }

  /** The most that could ever be bought in one day. */
  most(archive: boolean): number {
    const { daily, monthly } = this.#ports.ceilings.limits();
    return Math.min(archive ? Math.floor(daily / 2) : daily, monthly);
  }

  /** When there is room for so much, if nothing else is bought: milliseconds since the epoch. */
  freeAt(characters: number, now: number): number {
    return this.#leftThisMonth(now) < characters ? nextMonth(now) : nextDay(now);
  }

  /** What days from `from` to `to` have cost so far, as far as is known. */
  between(from: string, to: string): { reserved: number; settled: number } {
    const { reserved, settled } = this.#spent(from, to);
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
  today(now: number): { reserved: number; settled: number } {
    return this.between(dayOf(now), dayOf(now));
  }

  /** The same of the UTC month. */
  thisMonth(now: number): { reserved: number; settled: number } {
    const { first, last } = monthOf(now);
    return this.between(first, last);
  }

  /**
   * What an admin knows was spent today and, where it is told, this month, today included; the rows may have lost some
   * of it. What other days of the month cost is booked on its first.
   */
  confirm(characters: number, month: number, now: number): void {
    const lacks = (known: number, { reserved, settled }: { reserved: number; settled: number }) =>
      Math.max(0, known - reserved - settled);
    this.#add(dayOf(now), 0, lacks(characters, this.today(now)), 0);
    const before = lacks(month, this.thisMonth(now));
    if (before > 0) this.#add(monthOf(now).first, 0, before, 0);
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

  /**
   * Moves a reservation to the day on which it is sent, and to what it may cost there. False where
   * that has no room for it, or no more; then it stands as it was.
   */
  renew(intent: Intent, characters: number, now: number): boolean {
    const day = dayOf(now);
    this.#unreserve(intent);
    const fits = characters <= this.room(intent.archive, now);
    if (fits) {
      Object.assign(intent, { day, characters });
      this.#sql.exec("UPDATE intents SET day = ?, characters = ? WHERE id = ?", day, characters, intent.id);
    }
    this.#add(intent.day, intent.characters, 0, intent.archive ? intent.characters : 0);
    return fits;
  }

  /** The batch is sent now: from here on its paragraphs count as bought, whatever comes back. */
  send(intent: Intent, { engine, keys, least }: Sending, now: number): void {
    this.#sql.exec(
      "UPDATE intents SET sent = 1, engine = ?, sent_at = ?, least = ? WHERE id = ?",
      engine,
      now,
      least,
      intent.id,
    );
    this.#ports.purchases.count(keys);
  }

  /** Surely not billed, and about to be sent again: the reservation stands, the paragraphs were not bought. */
  unsend(intent: Intent, keys: string[]): void {
    this.#sql.exec("UPDATE intents SET sent = 0 WHERE id = ?", intent.id);
    this.#ports.purchases.takeBack(keys);
  }

  /** The engine answered: what it billed is spent, the rest of the reservation is free again. */
  settle(intent: Intent, billed: number | null): void {
    const { engine, sent_at } = this.#row(intent);
    const spent = billed ?? intent.characters;
    this.#unreserve(intent);
    this.#add(intent.day, 0, spent, intent.archive ? spent : 0);
    if (engine !== null) {
      this.#ports.usage.bought(intent.day, engine, spent);
      if (billed !== null) this.#ports.unsettled.settled(engine, billed, sent_at ?? 0);
    }
    this.#close(intent);
  }

  /** Never sent: the reservation is free again. */
  cancel(intent: Intent): void {
    this.#unreserve(intent);
    this.#close(intent);
  }

  /** Sent, and surely not billed: the reservation is free again, and the paragraphs were not bought. */
  release(intent: Intent, keys: string[]): void {
    this.cancel(intent);
    this.#ports.purchases.takeBack(keys);
  }

  /** Paragraphs of a call that broke off before it came to them. */
  giveBack(keys: string[]): void {
    this.#ports.purchases.takeBack(keys);
  }

  /** Perhaps billed: the reservation stays spent until it is reconciled. Without an answer at all the paragraphs count as bought. */
  forfeit(intent: Intent, keys: string[], bought: boolean, now: number): void {
    if (!bought) this.#ports.purchases.takeBack(keys);
    this.#lose(this.#row(intent), now);
  }

  /** An unsettled call was judged: free again, or spent for good. */
  reconcile({ state, day, engine, characters, archive }: UnsettledRow): void {
    this.#add(day, -characters, state === "spent" ? characters : 0, state === "spent" ? 0 : -characters * archive);
    // The call itself was counted when it was lost.
    if (state === "spent") this.#ports.usage.bought(day, engine, characters, 0);
  }

  /** Paragraphs of a rendition that landed need no count any more. */
  forget(keys: string[]): void {
    this.#ports.purchases.forget(keys);
  }

  attempts(key: string): number {
    return this.#ports.purchases.attempts(key);
  }

  /** Whether calls are under way, or were when their object died. */
  hasSent(engine: Engine): boolean {
    return this.#sql.exec("SELECT 1 FROM intents WHERE sent = 1 AND engine = ? LIMIT 1", engine).toArray().length > 0;
  }

  /**
   * Takes over intents that outlived their object: what was sent stays spent, what was not is free
   * again. Returns the slugs whose flights are to be resumed.
   */
  abandoned(now: number): string[] {
    const rows = this.#sql.exec<IntentRow>("SELECT * FROM intents").toArray();
    for (const row of rows) {
      if (row.sent === 1) this.#lose(row, now);
      else this.cancel({ ...row, archive: row.archive === 1 });
    }
    return [...new Set(rows.map((row) => row.slug))];
  }

  /** The reservation stays, as that of an unsettled call. */
  #lose(row: IntentRow, now: number): void {
    const { id, day, characters, archive, least } = row;
    // A call of a release that did not note whom it asked.
    const engine = row.engine ?? "deepl";
    this.#ports.unsettled.keep({ day, engine, characters, least, archive }, row.sent_at ?? 0, now);
    this.#ports.usage.bought(day, engine, 0);
    this.#sql.exec("DELETE FROM intents WHERE id = ?", id);
  }

  #leftToday(archive: boolean, now: number): number {
    const { daily } = this.#ports.ceilings.limits();
    const { reserved, settled, archive: archived } = this.#spent(dayOf(now), dayOf(now));
    const left = daily - reserved - settled;
    return archive ? Math.min(left, Math.floor(daily / 2) - archived) : left;
  }

  #leftThisMonth(now: number): number {
    const { reserved, settled } = this.thisMonth(now);
    return this.#ports.ceilings.limits().monthly - reserved - settled;
  }

  #row({ id }: Intent): IntentRow {
    return this.#sql.exec<IntentRow>("SELECT * FROM intents WHERE id = ?", id).one();
  }

  #unreserve({ day, characters, archive }: Intent): void {
    this.#add(day, -characters, 0, archive ? -characters : 0);
  }

  #close(intent: Intent): void {
    this.#sql.exec("DELETE FROM intents WHERE id = ?", intent.id);
  }

  #spent(from: string, to: string): { reserved: number; settled: number; archive: number } {
    return this.#sql
      .exec<{ reserved: number; settled: number; archive: number }>(
        `SELECT coalesce(sum(reserved), 0) AS reserved, coalesce(sum(settled), 0) AS settled,
           coalesce(sum(archive), 0) AS archive FROM spending WHERE day BETWEEN ? AND ?`,
        from,
        to,
      )
      .one();
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
