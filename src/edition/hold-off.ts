import type { ProblemKind } from "../http/problem.ts";
import type { Settings } from "../objects/settings.ts";
import { COST_OF_FAILURE, type EngineFailureKind } from "../translation/engine.ts";

/** First pause after an engine's failure, milliseconds; it doubles with each failed try after it. */
const FIRST_MS = 30_000;
const LAST_MS = 15 * 60_000;
/** A spent quota and a refused key do not mend themselves in seconds. */
const FIRST_BY_KIND: Partial<Record<EngineFailureKind, number>> = { "quota-spent": 10 * 60_000, refused: 60_000 };

interface Held {
  kind: ProblemKind;
  /** Whether any failure since the last success may have cost money. */
  costly: boolean;
  until: number;
  failures: number;
}

/** A pause for the edition's engine after a failure, so that an outage costs a few tries, not one for each article. */
export class HoldOff {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  active(now: number): Held | null {
    const held = this.#read();
    return held !== null && held.until > now ? held : null;
  }

  /** Whether the engine failed when it was last tried: then one try at a time is enough. */
  isFailing(): boolean {
    return this.#read() !== null;
  }

  /** Whether it failed in a way that may have cost money: then it is asked for free before it is paid again. */
  wasCostly(): boolean {
    return this.#read()?.costly === true;
  }

  /** Begins or lengthens the pause; returns its end. Failures of calls under way together count once. */
  begin(failure: EngineFailureKind, kind: ProblemKind, now: number): number {
    const active = this.active(now);
    if (active !== null) return active.until;
    const before = this.#read();
    const failures = (before?.failures ?? 0) + 1;
    const costly = before?.costly === true || COST_OF_FAILURE[failure] !== "free";
    const pause = Math.min(LAST_MS, (FIRST_BY_KIND[failure] ?? FIRST_MS) * 2 ** Math.min(failures - 1, 10));
    const held: Held = { kind, costly, until: now + pause, failures };
    this.#settings.set("hold-off", JSON.stringify(held));
    return held.until;
  }

  clear(): void {
    this.#settings.delete("hold-off");
  }

  #read(): Held | null {
    const held = this.#settings.get("hold-off");
    return held === null ? null : (JSON.parse(held) as Held);
  }
}
