import type { ProblemKind } from "../http/problem.ts";
import type { Settings } from "../objects/settings.ts";
import { COST_OF_FAILURE, type EngineFailure, type EngineFailureKind } from "../translation/engine.ts";

/** First pause after an engine's failure, milliseconds; it doubles with each failed try after it. */
const FIRST_MS = 30_000;
const LAST_MS = 15 * 60_000;
/** A spent quota and a refused key do not mend themselves in seconds. */
const FIRST_BY_KIND: Partial<Record<EngineFailureKind, number>> = { "quota-spent": 10 * 60_000, refused: 60_000 };
/** Shortest pause, whatever the engine says. */
const LEAST_MS = 1_000;
/** A pause is up to this much shorter than it could be, so that editions do not come back as one. */
const JITTER = 0.2;

/** An engine that failed, and has not been of use since. */
export interface Pause {
  kind: ProblemKind;
  /** Whether any failure since the last success may have cost money. */
  costly: boolean;
  /** Milliseconds since the epoch; after it one try at a time is made. */
  until: number;
  /** Tries that failed since the last success. */
  failures: number;
}

/**
 * A circuit breaker for each engine, kept in the edition. Closed: calls pass. Open: none does until
 * the pause is over, so that an outage costs a few tries, not one for each article. Half-open after
 * it: one try at a time, which closes it or opens it for longer.
 */
export class Breakers {
  readonly #settings: Settings;
  readonly #random: () => number;

  /** @param random 0 to 1, as `Math.random` */
  constructor(settings: Settings, random: () => number) {
    this.#settings = settings;
    this.#random = random;
  }

  /** The engine's pause, over or not; null while its breaker is closed. */
  pause(engine: string): Pause | null {
    const pause = this.#settings.get(`breaker ${engine}`);
    return pause === null ? null : (JSON.parse(pause) as Pause);
  }

  /** The engine's pause while it lasts. */
  open(engine: string, now: number): Pause | null {
    const pause = this.pause(engine);
    return pause !== null && pause.until > now ? pause : null;
  }

  /** Begins or lengthens a pause; returns its end. Failures of calls under way together count once. */
  trip(engine: string, failure: EngineFailure, kind: ProblemKind, now: number): number {
    const open = this.open(engine, now);
    if (open !== null) return open.until;
    const before = this.pause(engine);
    const failures = (before?.failures ?? 0) + 1;
    const costly = before?.costly === true || COST_OF_FAILURE[failure.kind] !== "free";
    const until = now + Math.ceil(this.#length(failure, failures));
    this.#settings.set(`breaker ${engine}`, JSON.stringify({ kind, costly, until, failures } satisfies Pause));
    return until;
  }

  /** The engine is of use again. A pause that another call has just begun stands. */
  close(engine: string, now: number): void {
    if (this.open(engine, now) === null) this.#settings.delete(`breaker ${engine}`);
  }

  /** What the engine asks for (never less, RFC 9110 §10.2.3); else, or after several failures, a pause that doubles. */
  #length({ kind, retryAfterMs }: EngineFailure, failures: number): number {
    const doubled = Math.min(LAST_MS, (FIRST_BY_KIND[kind] ?? FIRST_MS) * 2 ** Math.min(failures - 1, 10));
    const own = doubled * (1 - JITTER * this.#random());
    if (retryAfterMs === undefined) return own;
    return Math.max(LEAST_MS, retryAfterMs, failures > 1 ? own : 0);
  }
}
