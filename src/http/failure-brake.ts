import { NegativeCache } from "./negative-cache.ts";
import { networkOf } from "./network.ts";

/** How long a client stays braked, seconds. */
export const BRAKED_SECONDS = 60;

/** Counts a client's failures; the platform's rate-limit binding is one. */
export interface FailureLimit {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** Stops who fails too often. Only failures are counted, so whoever succeeds may go on as fast as they like. */
export class FailureBrake {
  readonly #limit: FailureLimit;
  readonly #braked: NegativeCache<true>;

  constructor(limit: FailureLimit, cache: Cache | null) {
    this.#limit = limit;
    this.#braked = new NegativeCache(cache, "https://braked.invalid", BRAKED_SECONDS);
  }

  /** Whether a client has failed too often in the last minute, as far as this colo's cache remembers. */
  async holds(client: string): Promise<boolean> {
    return (await this.#braked.find(pathOf(client))) !== null;
  }

  /** Counts a failure. True where it was one too many. */
  async pull(client: string): Promise<boolean> {
    const { success } = await this.#limit.limit({ key: networkOf(client) });
    if (!success) await this.#braked.keep(pathOf(client), true, BRAKED_SECONDS);
    return !success;
  }
}

function pathOf(client: string): string {
  return `/${encodeURIComponent(networkOf(client))}`;
}
