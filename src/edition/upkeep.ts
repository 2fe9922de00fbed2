import type { ProblemKind } from "../http/problem.ts";
import type { Change } from "../newsroom/answers.ts";
import type { Duty, DutyOutcome } from "../objects/schedule.ts";
import { LogPuller, type PullPorts } from "./log-puller.ts";
import { adoptMemorySeeds } from "./memory-seeds.ts";
import { SCAN_PAUSE_MS } from "./replace-glossary.ts";
import { WITHDRAWN_FOR_MS } from "./replicas.ts";
import type { Workings } from "./workings.ts";

/** Between two steps of a refill: each has an alarm, and its share of operations, of its own. */
const REFILL_PAUSE_MS = 100;
/** What only a person can bring on. */
const FOR_A_PERSON = new Set<ProblemKind>(["translation-held", "translation-over-budget", "translation-awaits-review"]);

export interface UpkeepPorts {
  language: () => string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Whether translations can be bought at all. */
  hasEngine: () => boolean;
  changesSince: PullPorts["changesSince"];
  waitUntil(work: Promise<unknown>): void;
}

/** What keeps an edition going: its duties, the Newsroom's log, and its beginning, or its return after a loss. */
export class Upkeep {
  readonly log: LogPuller;
  readonly #of: Workings;
  readonly #ports: UpkeepPorts;
  readonly #now: () => number;
  #founded: Promise<void> | null = null;
  #caughtUp: Promise<void> | null = null;
  #seeded: Promise<void> | null = null;

  constructor(of: Workings, ports: UpkeepPorts) {
    this.#of = of;
    this.#ports = ports;
    this.#now = ports.now;
    this.log = new LogPuller({
      settings: of.settings,
      now: ports.now,
      changesSince: ports.changesSince,
      together: (write) => of.commit(() => of.outgoing.together(write)),
      apply: (change, advance) => this.#apply(change, advance),
      restart: () => of.renditions.forgetSequences(),
    });
    // Calls that an eviction cut off: their reservations stay spent, and their flights start again.
    for (const slug of of.spending.abandoned(ports.now())) of.schedule.add("translate", slug, ports.now());
    of.accounts.resume();
  }

  /** Seeds may be news too: they are looked at again before the next answer. */
  forgetSeeds(): void {
    this.#seeded = null;
  }

  /** Hears changes ahead of the log; in their turn they are known, and change nothing. */
  overtake(changes: Change[]): void {
    const { commit, outgoing } = this.#of;
    commit(() =>
      outgoing.together(() => {
        for (const change of changes) this.#apply(change, () => undefined);
      }),
    );
  }

  async perform(duty: Duty): Promise<DutyOutcome> {
    const { outbox, purger, timeline, outgoing, commit, refill, drift, schedule } = this.#of;
    switch (duty.kind) {
      case "put":
        return outbox.push(duty);
      case "expire":
        // A tombstone's month is over: the fronts are told anew.
        commit(() => {
          for (const line of timeline.linesOf(duty.subject)) outgoing.oweAnew(line);
        });
        return { done: true };
      case "purge":
        return purger.purge(duty);
      case "ping":
        return this.#of.pinger.ping(duty);
      case "translate":
        // An alarm never waits for an engine.
        this.#ports.waitUntil(this.#translate(duty.subject));
        return { done: true };
      case "land":
        // A wording that this article shares with another was changed.
        commit(() => this.#of.translations.landAgain(duty.subject));
        return { done: true };
      case "account":
        // Nor for this.
        this.#ports.waitUntil(this.#of.accounts.settle(duty.subject));
        return { done: true };
      case "refill":
        if (!(await refill.step())) return { done: false, dueAt: this.#now() + REFILL_PAUSE_MS };
        this.log.restart();
        // What the loss cut off on its way to KV is found by its digest.
        commit(() => {
          drift.restart();
          schedule.add("compare", duty.subject, this.#now());
        });
        // Not awaited: what it finds to do is done by other duties.
        this.#ports.waitUntil(this.ready());
        return { done: true };
      case "compare":
        return (await drift.step("digests")) ? { done: true } : { done: false, dueAt: this.#now() + REFILL_PAUSE_MS };
      case "terms":
        return commit(() => this.#of.terms.step(duty.subject))
          ? { done: true }
          : { done: false, dueAt: this.#now() + SCAN_PAUSE_MS };
      case "engine-glossary":
        return this.#of.engineGlossary.sync(duty.subject);
      default:
        throw new Error(`unknown duty ${duty.kind}`);
    }
  }

  /** A translation that nobody waits for. Where articles are translated on publication it is tried until it lands. */
  async #translate(slug: string): Promise<void> {
    await this.ready();
    const end = await this.#of.flights.start(slug);
    const isHeld = end.end === "failed" && FOR_A_PERSON.has(end.kind);
    const mayLand = end.end === "failed" && !isHeld && this.#ports.hasEngine();
    if (mayLand && this.#of.config.translateOnPublish) this.#of.schedule.add("translate", slug, end.retryAt);
  }

  #apply(change: Change, advance: () => void): void {
    const { renditions, outgoing, schedule, config, commit } = this.#of;
    commit(() => {
      outgoing.owe(change.slug, renditions.apply(change, this.#ports.language(), this.#now()));
      if (change.article === null) schedule.postpone("expire", change.slug, this.#now() + WITHDRAWN_FOR_MS + 60_000);
      advance();
      const state = renditions.find(change.slug)?.state;
      if (config.translateOnPublish && (state === "pending" || state === "stale")) {
        schedule.add("translate", change.slug, this.#now());
        outgoing.push();
      }
    });
  }

  /**
   * Before anything is answered: seeds in memory, and the log pulled once in this object's life. After a loss, and in
   * an edition that is new to a large publication, that takes minutes: what is known by then is answered meanwhile.
   */
  async ready(): Promise<void> {
    await this.found();
    if (this.#of.refill.isOn()) return;
    this.#seeded ??= this.#attempt(
      "seeds",
      async () => {
        await adoptMemorySeeds(this.#of, this.#ports.language(), this.#now());
        this.#of.commit(() => this.#of.engineGlossary.check());
      },
      () => {
        this.#seeded = null;
      },
    );
    this.#caughtUp ??= this.#attempt(
      "pull",
      () => this.log.pull(),
      () => {
        this.#caughtUp = null;
      },
    );
    // Seeds are waited for: what they have is not bought.
    await Promise.all([this.#seeded, this.log.patiently(this.#caughtUp)]);
  }

  /**
   * Rows that were never written, while KV has an edition, were lost: they are taken back, and
   * the engine stays off until somebody knows what it was paid for today.
   */
  found(): Promise<void> {
    const { settings, refill, schedule, commit } = this.#of;
    this.#founded ??= (async () => {
      if (settings.get("founded") !== null) return;
      const isLost = settings.get("cursor") === null && (await refill.isNeeded());
      commit(() => {
        settings.set("founded", new Date(this.#now()).toISOString());
        if (!isLost) return;
        refill.begin();
        settings.set("spending-unconfirmed", new Date(this.#now()).toISOString());
        schedule.add("refill", this.#ports.language(), this.#now());
        console.error(JSON.stringify({ event: "storage-lost", language: this.#ports.language() }));
      });
      if (isLost) this.#of.outgoing.push();
    })().catch((error: unknown) => {
      this.#founded = null;
      throw error;
    });
    return this.#founded;
  }

  /** What fails here must not keep readers from what there is: it is told, and tried with the next request. */
  async #attempt(what: string, work: () => Promise<void>, failed: () => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      failed();
      console.error(
        JSON.stringify({ event: `${what}-failed`, language: this.#ports.language(), error: String(error) }),
      );
    }
  }
}
