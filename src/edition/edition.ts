import { DurableObject } from "cloudflare:workers";
import { type Config, readConfig } from "../env.ts";
import type { Change } from "../newsroom/answers.ts";
import { migrate } from "../objects/migrations.ts";
import { type Duty, type DutyOutcome, Schedule } from "../objects/schedule.ts";
import { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import { keys } from "../replica/keys.ts";
import { Outbox } from "../replica/outbox.ts";
import { Purger } from "../replica/purger.ts";
import { Seeds } from "../replica/seeds.ts";
import type { Replica } from "../replica/values.ts";
import { deepl } from "../translation/deepl.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { RenditionAnswer } from "./answers.ts";
import { Flights } from "./flights.ts";
import { HoldOff } from "./hold-off.ts";
import { LogPuller } from "./log-puller.ts";
import { Memory } from "./memory.ts";
import { adoptMemorySeeds } from "./memory-seeds.ts";
import { type Effect, NOTHING, type RenditionRow, Renditions } from "./renditions.ts";
import { Replicas, WITHDRAWN_FOR_MS } from "./replicas.ts";
import { Spending } from "./spending.ts";
import { EDITION_MIGRATIONS } from "./tables.ts";
import { Timeline } from "./timeline.ts";

/** How long a poke waits for KV after its pull, milliseconds: an editor's next look then shows the change. */
const REPLICATED_WITHIN_MS = 1_500;
/** When a reader of a pending translation may ask again, milliseconds. */
const ASK_AGAIN_MS = 3_000;

/** One language's version of the publication: renditions, timeline, memory, spending. */
export class Edition extends DurableObject<Env> {
  /** Milliseconds since the epoch; tests set it. */
  now: () => number = () => Date.now();
  /** Null where no engine is configured; tests set it. */
  engine: TranslationEngine | null;
  /** Most characters a day; tests set it. */
  dailyCharacters: number;

  readonly #config: Config;
  readonly #settings: Settings;
  readonly #schedule: Schedule;
  readonly #timeline: Timeline;
  readonly #renditions: Renditions;
  readonly #replicas: Replicas;
  readonly #memory: Memory;
  readonly #outbox: Outbox;
  readonly #purger: Purger;
  readonly #flights: Flights;
  readonly #log: LogPuller;
  readonly #seeds: Seeds;
  #language: string;
  #caughtUp: Promise<void> | null = null;
  #seeded: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const { sql } = ctx.storage;
    const now = () => this.now();
    const language = () => this.#language;
    migrate(ctx.storage, EDITION_MIGRATIONS);
    this.#config = readConfig(env);
    this.engine = this.#config.deepl && deepl(this.#config.deepl.apiKey, this.#config.deepl.serverUrl);
    this.dailyCharacters = this.#config.budget.dailyCharacters;
    this.#settings = new Settings(sql);
    this.#language = this.#settings.get("language") ?? "";
    this.#schedule = new Schedule(ctx.storage, now, (duty) => this.#perform(duty));
    this.#timeline = new Timeline(sql);
    this.#renditions = new Renditions(sql, this.#timeline);
    this.#replicas = new Replicas(this.#renditions, this.#timeline, this.#settings, language);
    this.#memory = new Memory(sql);
    this.#seeds = new Seeds(env.KV);
    this.#outbox = new Outbox(env.KV, now, {
      build: (key) => this.#replicas.build(key),
      replicated: (key) => this.#purger.replicated(key, this.#replicas.tagsOf(key)),
    });
    this.#purger = new Purger(this.#schedule, now, (tags) => ctx.exports.default.purge(tags));
    this.#log = new LogPuller({
      settings: this.#settings,
      now,
      changesSince: (cursor) => env.NEWSROOM.getByName("newsroom").changesSince(cursor),
      apply: (change, advance) => this.#apply(change, advance),
    });
    const spending = new Spending(sql, () => this.dailyCharacters);
    this.#flights = new Flights({
      language,
      engine: () => this.engine,
      now,
      onDemandDays: this.#config.budget.onDemandDays,
      memory: this.#memory,
      spending,
      holdOff: new HoldOff(this.#settings),
      find: (slug) => this.#renditions.find(slug),
      source: (slug) => this.#renditions.source(slug),
      commit: (write) => ctx.storage.transactionSync(write),
      resumeAt: (slug, dueAt) => this.#schedule.add("translate", slug, dueAt),
      land: (slug, rendition) => this.#owe(slug, this.#renditions.store(slug, rendition, this.now())),
      hold: (slug) => this.#owe(slug, this.#renditions.hold(slug)),
      unhold: (slug) => this.#owe(slug, this.#renditions.unhold(slug)),
    });
    // Calls that an eviction cut off: their reservations stay spent, and their flights start again.
    for (const slug of spending.abandoned()) this.#schedule.add("translate", slug, Date.now());
  }

  /** The Newsroom has news: pulls it. Returns the sequence up to which this edition has heard. */
  async poke(language: string): Promise<number> {
    this.#is(language);
    // Seeds may be news too: they are looked at again before the next answer.
    this.#seeded = null;
    await this.#log.pull();
    await within(REPLICATED_WITHIN_MS, this.#schedule.run());
    return this.#log.cursor();
  }

  /**
   * An article as this edition carries it, translated now if it has to be.
   * @param waitMs longest wait for a translation, milliseconds; the flight goes on after it
   */
  async rendition(language: string, slug: string, waitMs: number): Promise<RenditionAnswer> {
    await this.#ready(language);
    if (this.#renditions.find(slug) === null) await this.#log.pullFor(slug);
    const row = this.#renditions.find(slug);
    if (row === null) return { state: "unknown" };
    const replica = this.#replicas.rendition(slug);
    if (row.state === "stale" || row.state === "held") this.ctx.waitUntil(this.#flights.start(slug));
    if (replica !== null) return { state: "found", replica };
    const end = await within(waitMs, this.#flights.start(slug));
    const landed = this.#replicas.rendition(slug);
    if (landed !== null) return { state: "found", replica: landed };
    const original = row.source_language;
    if (end?.end === "failed") {
      return { state: "unavailable", unavailable: { kind: end.kind, retryAt: end.retryAt, original } };
    }
    const retryAt = this.now() + ASK_AGAIN_MS;
    return { state: "unavailable", unavailable: { kind: "being-translated", retryAt, original } };
  }

  /** The front: what is ready now, after waiting up to `waitMs` milliseconds for the newest that are not. */
  async front(language: string, waitMs: number): Promise<Replica> {
    await this.#ready(language);
    // Oldest first, so that entry numbers follow dates where everything is in memory.
    const flights = this.#renditions.wanted().map((slug) => this.#flights.start(slug));
    await within(waitMs, Promise.all(flights));
    // An edition without articles has a front too: KV has to know it, or every reader would come here.
    this.#owe("", NOTHING);
    return this.#replicas.front();
  }

  /** A full timeline page; `open` for the one that is filling, null for those to come. */
  async page(language: string, page: number): Promise<Replica | "open" | null> {
    await this.#ready(language);
    return this.#replicas.page(page) ?? (page === this.#timeline.openPage() ? "open" : null);
  }

  /**
   * An editor asks for a translation once more: paragraphs that were bought twice in vain may be
   * bought again; what the memory has stays. Returns the state, or null for an unknown article.
   */
  async retranslate(language: string, slug: string): Promise<RenditionRow["state"] | null> {
    await this.#ready(language);
    const state = this.ctx.storage.transactionSync(() => this.#flights.release(slug));
    if (state === "pending" || state === "stale") this.ctx.waitUntil(this.#flights.start(slug));
    return state;
  }

  override async alarm(): Promise<void> {
    await this.#schedule.run();
  }

  async #perform(duty: Duty): Promise<DutyOutcome> {
    switch (duty.kind) {
      case "put": {
        return this.#outbox.push(duty);
      }
      case "expire":
        // A tombstone's month is over: the front is told anew.
        this.ctx.storage.transactionSync(() => this.#owe("", { ...NOTHING, front: true }));
        return { done: true };
      case "purge":
        return this.#purger.purge(duty);
      case "translate":
        // An alarm never waits for an engine.
        this.ctx.waitUntil(this.#translate(duty.subject));
        return { done: true };
      default:
        throw new Error(`unknown duty ${duty.kind}`);
    }
  }

  /** A translation that nobody waits for. Where articles are translated on publication it is tried until it lands. */
  async #translate(slug: string): Promise<void> {
    await this.#ready(this.#language);
    const end = await this.#flights.start(slug);
    const mayLand = end.end === "failed" && end.kind !== "translation-held" && this.engine !== null;
    if (mayLand && this.#config.translateOnPublish) this.#schedule.add("translate", slug, end.retryAt);
  }

  #apply(change: Change, advance: () => void): void {
    this.ctx.storage.transactionSync(() => {
      this.#owe(change.slug, this.#renditions.apply(change, this.#language, this.now()));
      if (change.article === null)
        this.#schedule.postpone("expire", change.slug, this.now() + WITHDRAWN_FOR_MS + 60_000);
      advance();
      const state = this.#renditions.find(change.slug)?.state;
      if (this.#config.translateOnPublish && (state === "pending" || state === "stale")) {
        this.#schedule.add("translate", change.slug, this.now());
      }
    });
  }

  /** Outbox rows for what a write changed, called in the same synchronous block; pushed right after it. */
  #owe(slug: string, { rendition, front, page, urgent }: Effect): void {
    if (page !== null && this.#timeline.full(page) !== null) {
      this.#schedule.add("put", keys.page(this.#language, page), this.now(), urgent);
    }
    if (rendition) this.#schedule.add("put", keys.rendition(this.#language, slug), this.now(), urgent);
    if (this.#replicas.frontChanged(front, this.now())) {
      this.#schedule.add("put", keys.front(this.#language), this.now(), urgent);
    }
    queueMicrotask(() => void this.#schedule.run());
  }

  /** Before anything is answered: seeds in memory, and the log pulled once in this object's life. */
  async #ready(language: string): Promise<void> {
    this.#is(language);
    this.#seeded ??= this.#attempt(
      "seeds",
      () => adoptMemorySeeds(this.#seeds, this.#memory, this.#settings, language, this.now()),
      () => {
        this.#seeded = null;
      },
    );
    this.#caughtUp ??= this.#attempt(
      "pull",
      () => this.#log.pull(),
      () => {
        this.#caughtUp = null;
      },
    );
    await Promise.all([this.#seeded, this.#caughtUp]);
  }

  /** What fails here must not keep readers from what there is: it is told, and tried with the next request. */
  async #attempt(what: string, work: () => Promise<void>, failed: () => void): Promise<void> {
    try {
      await work();
    } catch (error) {
      failed();
      console.error(JSON.stringify({ event: `${what}-failed`, language: this.#language, error: String(error) }));
    }
  }

  #is(language: string): void {
    if (this.#language === language) return;
    this.#language = language;
    this.#settings.set("language", language);
  }
}
