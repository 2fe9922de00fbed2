import type { Engine } from "../articles/article.ts";
import type { Settings } from "../objects/settings.ts";

/** A call whose answer was lost. Its characters stay spent. */
export type UnsettledRow = {
  id: number;
  /** The day whose budget it counts for. */
  day: string;
  engine: Engine;
  /** Characters reserved for it: the most that it can have cost. */
  characters: number;
  /** The least that the engine bills for it, however it counts. */
  least: number;
  archive: number;
  /** When it was given up, milliseconds since the epoch. */
  lost_at: number;
  /** The engine's own count at a mark before the call; null where there was no mark. */
  mark: number | null;
  /** What the engine said it billed this edition between the mark and `lost_at`. */
  settled: number;
  state: "open" | "released" | "spent";
};

/** An engine's own count at a time, and what it told this edition to have billed for calls sent after. */
interface Mark {
  count: number;
  at: number;
  settled: number;
}

/** The engine's count may be this late, milliseconds. */
const LAG_MS = 15 * 60_000;
/** A mark older than this is of no use: a billing period may have ended since. */
const MARK_LIFE_MS = 6 * 3_600_000;
/** When a mark is taken anew. */
const MARK_AGAIN_MS = 3 * 3_600_000;
/** How long somebody is tried who cannot be asked. */
const GIVE_UP_MS = 86_400_000;

/**
 * Calls whose answer was lost, and what becomes of their reservations. DeepL's account count says
 * for some of them that they were surely not billed, though editions and others share the account:
 *
 * - A mark is the count C₀, read before a call u was sent. Within a billing period the count only
 *   rises, by what anybody is billed. It may lag, so C₀ may be too low, which only makes the
 *   increase since look larger.
 * - At least a quarter of an hour after u was given up the count is C₁. By then it has everything
 *   billed until u was given up: S, which the engine itself said it billed this edition for calls
 *   sent after the mark and answered before u was given up; and, if u was billed, at least its
 *   `least` characters (letters and digits of its text: nobody bills fewer).
 * - So if u was billed, C₁ − C₀ ≥ S + least. Where the increase is less, u was not billed, whoever
 *   else used the account: others only make the increase larger. Its reservation is released.
 * - Everything else stays spent: billed, or nobody knows. So do calls without a mark, and all where
 *   the count fell (another period).
 */
export class Unsettled {
  readonly #sql: SqlStorage;
  readonly #settings: Settings;

  constructor(sql: SqlStorage, settings: Settings) {
    this.#sql = sql;
    this.#settings = settings;
  }

  /** Books a call as lost. Runs inside a commit, as all of this does. */
  keep(
    call: Pick<UnsettledRow, "day" | "engine" | "characters" | "least" | "archive">,
    sentAt: number,
    now: number,
  ): void {
    const mark = this.#mark(call.engine);
    const isMarked = mark !== null && mark.at < sentAt && now - mark.at <= MARK_LIFE_MS;
    this.#sql.exec(
      `INSERT INTO unsettled (day, engine, characters, least, archive, lost_at, mark, settled, state)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
      call.day,
      call.engine,
      call.characters,
      call.least,
      call.archive,
      now,
      isMarked ? mark.count : null,
      isMarked ? mark.settled : 0,
    );
  }

  /** An engine said what it billed for a call. */
  settled(engine: string, billed: number, sentAt: number): void {
    const mark = this.#mark(engine);
    // One sent before may be in the mark's count already.
    if (mark === null || mark.at >= sentAt) return;
    this.#keepMark(engine, { ...mark, settled: mark.settled + billed });
  }

  /** @param now when the count had come */
  markNow(engine: string, count: number, now: number): void {
    this.#keepMark(engine, { count, at: now, settled: 0 });
  }

  /** Whether calls should soon have a newer mark before them. */
  wantsMark(engine: string, now: number): boolean {
    const mark = this.#mark(engine);
    return mark === null || now - mark.at > MARK_AGAIN_MS;
  }

  /** Whether there is no mark that a call could be judged by. */
  isMarkSpent(engine: string, now: number): boolean {
    const mark = this.#mark(engine);
    return mark === null || now - mark.at > MARK_LIFE_MS;
  }

  /** Engines that have open calls. */
  engines(): string[] {
    return this.#sql
      .exec<{ engine: string }>("SELECT DISTINCT engine FROM unsettled WHERE state = 'open'")
      .toArray()
      .map(({ engine }) => engine);
  }

  /** When the next open call of an engine can be judged; null where none is open. */
  dueAt(engine: string): number | null {
    const { at } = this.#sql
      .exec<{ at: number | null }>(
        "SELECT min(lost_at) AS at FROM unsettled WHERE engine = ? AND state = 'open'",
        engine,
      )
      .one();
    return at === null ? null : at + LAG_MS;
  }

  /**
   * Judges the open calls that are old enough.
   * @param count the engine's own, or null where it cannot be had
   * @param askedAt when it was asked for
   * @returns what was judged, with its state
   */
  judge(engine: string, count: number | null, askedAt: number): UnsettledRow[] {
    const rows = this.#sql.exec<UnsettledRow>(
      "SELECT * FROM unsettled WHERE engine = ? AND state = 'open' AND lost_at <= ?",
      engine,
      askedAt - (count === null ? GIVE_UP_MS : LAG_MS),
    );
    return rows.toArray().map((row) => {
      const state = count !== null && wasSurelyFree(row, count) ? "released" : "spent";
      this.#sql.exec("UPDATE unsettled SET state = ? WHERE id = ?", state, row.id);
      return { ...row, state };
    });
  }

  /** Calls that count for days from `from` to `to`, both included, newest last. */
  between(from: string, to: string): UnsettledRow[] {
    return this.#sql
      .exec<UnsettledRow>("SELECT * FROM unsettled WHERE day BETWEEN ? AND ? ORDER BY id", from, to)
      .toArray();
  }

  /** Characters of open calls, whatever their day. */
  open(): number {
    return (
      this.#sql.exec<{ n: number | null }>("SELECT sum(characters) AS n FROM unsettled WHERE state = 'open'").one().n ??
      0
    );
  }

  #mark(engine: string): Mark | null {
    const mark = this.#settings.get(`mark ${engine}`);
    return mark === null ? null : (JSON.parse(mark) as Mark);
  }

  #keepMark(engine: string, mark: Mark): void {
    this.#settings.set(`mark ${engine}`, JSON.stringify(mark));
  }
}

/** See above: the account rose by less than this call, and those that were told, would have made it. */
export function wasSurelyFree(
  { mark, settled, least }: Pick<UnsettledRow, "mark" | "settled" | "least">,
  count: number,
): boolean {
  return mark !== null && count >= mark && count - mark < settled + least;
}
