import type { Duty, DutyOutcome, Schedule } from "../objects/schedule.ts";
import { within } from "../objects/within.ts";

/** The platform takes five purges a minute, of at most 100 tags each. */
const APART_MS = 12_000;
const MOST_TAGS = 100;
const SLOT_MS = 10_000;
const TIMEOUT_MS = 10_000;
/** A colo may refill its cache from a KV that has not heard yet: purged again after these waits. */
const AGAIN_MS = [0, 45_000, 120_000];

/**
 * Empties the platform's cache once KV has the news. Objects have no cache of their own, so the
 * Worker's entrypoint does it; it answers false where there is none, as on a developer's machine.
 */
export class Purger {
  readonly #schedule: Schedule;
  readonly #now: () => number;
  readonly #purge: (tags: string[]) => Promise<boolean>;
  #freeAt = 0;
  #hasCache = true;

  constructor(schedule: Schedule, now: () => number, purge: (tags: string[]) => Promise<boolean>) {
    this.#schedule = schedule;
    this.#now = now;
    this.#purge = purge;
  }

  /** Owes the purges that follow a key's replication. */
  replicated(key: string, tags: string[]): void {
    if (!this.#hasCache) return;
    const urgent = key.startsWith("rendition/");
    for (const wait of AGAIN_MS) {
      const dueAt = this.#now() + wait;
      // Purges of the same tag some seconds apart are one; later ones stand beside it.
      const slot = Math.floor(dueAt / SLOT_MS);
      for (const tag of tags) this.#schedule.add("purge", `${tag} ${slot}`, dueAt, urgent && wait === 0);
    }
  }

  /** Purges this tag and every other that is due, in one call. */
  async purge(duty: Duty): Promise<DutyOutcome> {
    if (this.#freeAt > this.#now()) return { done: false, dueAt: this.#freeAt };
    this.#freeAt = this.#now() + APART_MS;
    const due = this.#schedule.pending("purge", this.#now(), MOST_TAGS - 1).filter((d) => d.subject !== duty.subject);
    const tags = new Set([duty, ...due].map(({ subject }) => subject.split(" ")[0] as string));
    const hasCache = await within(TIMEOUT_MS, this.#purge([...tags]));
    if (hasCache === null) throw new Error("the purge was not answered");
    this.#hasCache = hasCache;
    for (const { subject, revision } of due) this.#schedule.drop("purge", subject, revision);
    return { done: true };
  }
}
