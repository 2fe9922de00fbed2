import type { Engine } from "../articles/article.ts";
import { dayOf } from "./days.ts";
import type { Ledger } from "./ledger.ts";
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
  ledger: Ledger;
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
 * What calls cost, in characters as the engine bills them. Everything is reserved before the call
 * and released only on an answer that was surely not billed. Callers keep each method in one
 * synchronous block with what it belongs to.
 */
export class Spending {
  readonly #sql: SqlStorage;
  readonly #ports: SpendingPorts;

  constructor(sql: SqlStorage, ports: SpendingPorts) {
    this.#sql = sql;
    this.#ports = ports;
  }

  /** Reserves a batch that is about to be sent. */
  open(slug: string, keys: string[], characters: number, archive: boolean, now: number): Intent {
    const day = dayOf(now);
    this.#ports.ledger.add(day, characters, 0, archive ? characters : 0);
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
    const fits = characters <= this.#ports.ledger.room(intent.archive, now);
    if (fits) {
      Object.assign(intent, { day, characters });
      this.#sql.exec("UPDATE intents SET day = ?, characters = ? WHERE id = ?", day, characters, intent.id);
    }
    this.#ports.ledger.add(intent.day, intent.characters, 0, intent.archive ? intent.characters : 0);
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
    this.#ports.ledger.add(intent.day, 0, spent, intent.archive ? spent : 0);
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

  /** Perhaps billed: the reservation stays spent until it is reconciled. Without an answer at all the paragraphs count as bought. */
  forfeit(intent: Intent, keys: string[], bought: boolean, now: number): void {
    if (!bought) this.#ports.purchases.takeBack(keys);
    this.#lose(this.#row(intent), now);
  }

  /** An unsettled call was judged: free again, or spent for good. */
  reconcile({ state, day, engine, characters, archive }: UnsettledRow): void {
    this.#ports.ledger.add(
      day,
      -characters,
      state === "spent" ? characters : 0,
      state === "spent" ? 0 : -characters * archive,
    );
    // The call itself was counted when it was lost.
    if (state === "spent") this.#ports.usage.bought(day, engine, characters, 0);
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

  #row({ id }: Intent): IntentRow {
    return this.#sql.exec<IntentRow>("SELECT * FROM intents WHERE id = ?", id).one();
  }

  #unreserve({ day, characters, archive }: Intent): void {
    this.#ports.ledger.add(day, -characters, 0, archive ? -characters : 0);
  }

  #close(intent: Intent): void {
    this.#sql.exec("DELETE FROM intents WHERE id = ?", intent.id);
  }
}
