import type { ProblemKind } from "../http/problem.ts";
import type { Settings } from "../objects/settings.ts";
import type { EngineFailureKind } from "../translation/engine.ts";

/** First pause after an engine's failure, milliseconds; it doubles with each failure after it. */
const FIRST_MS = 30_000;
const LAST_MS = 15 * 60_000;
/** A spent quota and a refused key do not mend themselves in seconds. */
const FIRST_BY_KIND: Partial<Record<EngineFailureKind, number>> = { "quota-spent": 10 * 60_000, refused: 60_000 };

interface Held {
  kind: ProblemKind;
  until: number;
  failures: number;
}

/** A pause for the edition's engine after a failure, so that an outage costs one try, not one for each article. */
export class HoldOff {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  active(now: number): Held | null {
    const held = this.#read();
    return held !== null && held.until > now ? held : null;
  }

  /** Begins or lengthens the pause; returns its end. */
  begin(failure: EngineFailureKind, kind: ProblemKind, now: number): number {
    const failures = (this.#read()?.failures ?? 0) + 1;
    const pause = Math.min(LAST_MS, (FIRST_BY_KIND[failure] ?? FIRST_MS) * 2 ** Math.min(failures - 1, 10));
    const held: Held = { kind, until: now + pause, failures };
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
