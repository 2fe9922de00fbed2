/** A piece of work that must happen, now or later, whatever breaks in between. */
export interface Duty {
  /** What to do: `put`, `poke`, `purge`, `seeds`… */
  kind: string;
  /** What to do it to. */
  subject: string;
  /** Rises with every new reason; a duty is done only if none came meanwhile. */
  revision: number;
  /** Tries that failed since the last success. */
  attempts: number;
  /** Withdrawals overtake everything else. */
  urgent: 0 | 1;
}

/** Work at once, per object: enough to hide KV's latency, few enough to stay fair. */
const LANES = 6;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** The alarm's safety net behind work that is already being done. */
const NET_MS = 5_000;

export const SCHEDULE_TABLE = `CREATE TABLE schedule (
  kind TEXT NOT NULL, subject TEXT NOT NULL, due_at INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 1,
  attempts INTEGER NOT NULL DEFAULT 0, urgent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kind, subject)) WITHOUT ROWID`;

/** Whatever waits, the next due is found without a search. */
export const SCHEDULE_INDEX = "CREATE INDEX schedule_by_due ON schedule (urgent DESC, due_at)";

/**
 * What a duty came to: done, or to be done again at a time. A failure counts an attempt; so does a try that is still
 * open, and is done once it drops its row; what was not even tried counts none.
 */
export type DutyOutcome = { done: true } | { done: false; dueAt: number; isUntried?: true; isOpen?: true };

/**
 * One schedule table and one alarm at its earliest row. `add` is called in the same synchronous
 * block as the rows it follows from, so they commit together; `run` does what is due.
 */
export class Schedule {
  readonly #storage: DurableObjectStorage;
  readonly #now: () => number;
  readonly #perform: (duty: Duty) => Promise<DutyOutcome>;
  readonly #inFlight = new Set<string>();
  /** When the alarm will ring, as far as this object knows; setting it costs a row, so it is not set twice. */
  #alarmAt: number | null = null;
  #idle = Promise.withResolvers<void>();

  constructor(storage: DurableObjectStorage, now: () => number, perform: (duty: Duty) => Promise<DutyOutcome>) {
    this.#storage = storage;
    this.#now = now;
    this.#perform = perform;
  }

  /** Adds a duty, or a new reason for one that stands; the earlier time and the urgency win. */
  add(kind: string, subject: string, dueAt: number, urgent = false): void {
    this.#storage.sql.exec(
      `INSERT INTO schedule (kind, subject, due_at, urgent) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, subject) DO UPDATE SET revision = revision + 1,
         due_at = min(due_at, excluded.due_at), urgent = max(urgent, excluded.urgent)`,
      kind,
      subject,
      dueAt,
      urgent ? 1 : 0,
    );
    this.#ringBy(dueAt + NET_MS);
  }

  /** Adds a duty that must not be done before `dueAt`; a new reason puts it off, but for one that is urgent. */
  postpone(kind: string, subject: string, dueAt: number): void {
    this.add(kind, subject, dueAt);
    this.#storage.sql.exec(
      "UPDATE schedule SET due_at = ? WHERE kind = ? AND subject = ? AND urgent = 0",
      dueAt,
      kind,
      subject,
    );
  }

  /** Due duties of a kind, most urgent first. */
  pending(kind: string, dueBy: number, most: number): Duty[] {
    return this.#storage.sql
      .exec<Row>(
        "SELECT * FROM schedule WHERE kind = ? AND due_at <= ? ORDER BY urgent DESC, due_at LIMIT ?",
        kind,
        dueBy,
        most,
      )
      .toArray();
  }

  /** Clears a duty that was done together with another, unless a new reason came meanwhile. */
  drop(kind: string, subject: string, revision: number): void {
    this.#storage.sql.exec(
      "DELETE FROM schedule WHERE kind = ? AND subject = ? AND revision = ?",
      kind,
      subject,
      revision,
    );
  }

  /** Clears a duty that there is no reason for any more. */
  clear(kind: string, subject: string): void {
    this.#storage.sql.exec("DELETE FROM schedule WHERE kind = ? AND subject = ?", kind, subject);
  }

  /** What stands of each kind, for operators. */
  standing(): Standing[] {
    return this.#storage.sql
      .exec<Standing & Record<string, SqlStorageValue>>(
        `SELECT kind, count(*) AS count, min(due_at) AS dueAt, max(attempts) AS attempts
         FROM schedule GROUP BY kind ORDER BY kind`,
      )
      .toArray();
  }

  /** Whether a duty stands. */
  has(kind: string, subject: string): boolean {
    const rows = this.#storage.sql.exec("SELECT 1 FROM schedule WHERE kind = ? AND subject = ?", kind, subject);
    return rows.toArray().length > 0;
  }

  /** The alarm has rung: does what is due. */
  ring(): Promise<void> {
    this.#alarmAt = null;
    return this.run();
  }

  /** Does everything that is due, most urgent first, and sets the alarm for the rest. Never rejects. */
  run(): Promise<void> {
    if (this.#inFlight.size === 0) this.#idle = Promise.withResolvers();
    this.#fill();
    return this.#idle.promise;
  }

  /** Starts what is due while there is a lane for it: a slow duty holds up nothing but itself. */
  #fill(): void {
    while (this.#inFlight.size < LANES) {
      const duty = this.#take();
      if (duty === null) break;
      const name = `${duty.kind} ${duty.subject}`;
      this.#inFlight.add(name);
      // Counted before the try: one that an eviction cuts off has failed too.
      this.#storage.sql.exec(
        "UPDATE schedule SET attempts = attempts + 1 WHERE kind = ? AND subject = ?",
        duty.kind,
        duty.subject,
      );
      void this.#attempt(duty).then((outcome) => {
        this.#inFlight.delete(name);
        this.#settle(duty, outcome);
        this.#fill();
      });
    }
    if (this.#inFlight.size > 0) return;
    const next = this.#nextDue();
    if (next !== null) this.#ring(Math.max(next, this.#now() + 50));
    this.#idle.resolve();
    // A write that was rolled back takes its alarm with it.
    void this.#storage.getAlarm().then((at) => {
      if (at === null && this.#alarmAt !== null && this.#nextDue() !== null) void this.#storage.setAlarm(this.#alarmAt);
    });
  }

  /** Sets the alarm, but for one that rings soon enough. */
  #ringBy(time: number): void {
    if (this.#alarmAt === null || this.#alarmAt > time || this.#alarmAt <= this.#now()) this.#ring(time);
  }

  #ring(time: number): void {
    if (this.#alarmAt === time) return;
    this.#alarmAt = time;
    void this.#storage.setAlarm(time);
  }

  async #attempt(duty: Duty): Promise<DutyOutcome | null> {
    try {
      return await this.#perform(duty);
    } catch (error) {
      console.warn(JSON.stringify({ event: "duty-failed", ...duty, error: String(error) }));
      return null;
    }
  }

  /** Clears or puts off the row only if no new reason came while it was in hand: that one is due at once. */
  #settle(duty: Duty, outcome: DutyOutcome | null): void {
    const { sql } = this.#storage;
    if (outcome?.done === true) {
      this.drop(duty.kind, duty.subject, duty.revision);
      // A new reason has not failed yet: the try that was counted for it did well.
      sql.exec(
        "UPDATE schedule SET attempts = 0 WHERE kind = ? AND subject = ? AND attempts > 0",
        duty.kind,
        duty.subject,
      );
      return;
    }
    const backoff = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(duty.attempts, 10));
    const hasFailed = outcome === null || outcome.isOpen === true;
    const attempts = hasFailed ? duty.attempts + 1 : outcome.isUntried ? duty.attempts : 0;
    sql.exec(
      "UPDATE schedule SET due_at = ?, attempts = ? WHERE kind = ? AND subject = ? AND revision = ?",
      outcome?.dueAt ?? this.#now() + backoff,
      attempts,
      duty.kind,
      duty.subject,
      duty.revision,
    );
  }

  #take(): Duty | null {
    for (const urgent of [1, 0]) {
      const due = this.#storage.sql.exec<Row>(
        "SELECT * FROM schedule WHERE urgent = ? AND due_at <= ? ORDER BY due_at LIMIT ?",
        urgent,
        this.#now(),
        LANES + 1,
      );
      for (const row of due) if (!this.#inFlight.has(`${row.kind} ${row.subject}`)) return row;
    }
    return null;
  }

  #nextDue(): number | null {
    // One look a rank: the index has the earliest of each first.
    const earliest = (urgent: number) =>
      this.#storage.sql
        .exec<{ due: number | null }>("SELECT min(due_at) AS due FROM schedule WHERE urgent = ?", urgent)
        .one().due ?? Number.POSITIVE_INFINITY;
    const due = Math.min(earliest(1), earliest(0));
    return due === Number.POSITIVE_INFINITY ? null : due;
  }
}

/** How many duties of a kind stand, and the state of the earliest and the worst. */
export interface Standing {
  kind: string;
  count: number;
  /** Milliseconds since the epoch. */
  dueAt: number;
  attempts: number;
}

type Row = Duty & { due_at: number } & Record<string, SqlStorageValue>;
