import type { ProblemKind } from "../http/problem.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { Breakers } from "./breakers.ts";
import { Lanes } from "./lanes.ts";

/** Calls to an engine at once; one while it is failing, so that an outage costs one try at a time. */
const LANES = 4;
/** Where nothing but a person helps, readers are told to come back in an hour. */
export const HOPELESS_MS = 3_600_000;

export interface SellerPorts {
  /** The edition's engines, in order. */
  engines: () => TranslationEngine[];
  breakers: Breakers;
  now: () => number;
}

/** Whom the edition buys from: the first engine of its order that can be had. */
export class Sellers {
  readonly #ports: SellerPorts;
  readonly #lanes = new Map<string, Lanes>();

  constructor(ports: SellerPorts) {
    this.#ports = ports;
  }

  /**
   * The engine to buy from now, or null. One that is being tried after a failure is waited for only
   * where there is no other.
   */
  first(): TranslationEngine | null {
    const { engines, breakers, now } = this.#ports;
    const able = engines().filter(({ name }) => breakers.open(name, now()) === null);
    const isTried = ({ name }: TranslationEngine) => breakers.pause(name) !== null && this.lanes(name).isBusy();
    return able.find((engine) => !isTried(engine)) ?? able[0] ?? null;
  }

  /** Why there is none, and when there may be one: the first engine's reason, the first end of a pause. */
  refusal(): { kind: ProblemKind; retryAt: number } {
    const { engines, breakers, now } = this.#ports;
    const pauses = engines().flatMap(({ name }) => breakers.open(name, now()) ?? []);
    const [first] = pauses;
    if (first === undefined) return { kind: "translation-unavailable", retryAt: now() + HOPELESS_MS };
    return { kind: first.kind, retryAt: Math.min(...pauses.map(({ until }) => until)) };
  }

  lanes(engine: string): Lanes {
    let lanes = this.#lanes.get(engine);
    if (lanes === undefined) {
      lanes = new Lanes(() => (this.#ports.breakers.pause(engine) === null ? LANES : 1));
      this.#lanes.set(engine, lanes);
    }
    return lanes;
  }
}
