import { DurableObject } from "cloudflare:workers";
import { type Config, readConfig } from "../env.ts";
import { migrate } from "../objects/migrations.ts";
import { type Duty, type DutyOutcome, Schedule } from "../objects/schedule.ts";
import { within } from "../objects/within.ts";
import { keys } from "../replica/keys.ts";
import { Outbox } from "../replica/outbox.ts";
import { Purger } from "../replica/purger.ts";
import { Seeds } from "../replica/seeds.ts";
import { type Replica, replica } from "../replica/values.ts";
import { deepl } from "../translation/deepl.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import { memoryKey } from "../translation/memory-key.ts";
import type { RenditionAnswer } from "./answers.ts";
import { Flights } from "./flights.ts";
import { HoldOff } from "./hold-off.ts";
import { Memory } from "./memory.ts";
import { type Effect, Renditions } from "./renditions.ts";
import { Spending } from "./spending.ts";
import { EDITION_MIGRATIONS } from "./tables.ts";
import { Timeline } from "./timeline.ts";

/** How long a poke waits for KV after its pull, milliseconds: an editor's next look then shows the change. */
const REPLICATED_WITHIN_MS = 1_500;
/** The Newsroom is asked about unknown slugs at most this often, milliseconds. */
const UNKNOWN_EVERY_MS = 1_000;

/** One language's version of the publication: renditions, timeline, memory, spending. */
export class Edition extends DurableObject<Env> {
  /** Milliseconds since the epoch; tests set it. */
  now: () => number = () => Date.now();
  /** Null where no engine is configured; tests set it. */
  engine: TranslationEngine | null;

  /** Most characters a day; tests set it. */
  dailyCharacters: number;

  readonly #config: Config;
  readonly #sql: SqlStorage;
  readonly #schedule: Schedule;
  readonly #timeline: Timeline;
  readonly #renditions: Renditions;
  readonly #memory: Memory;
  readonly #outbox: Outbox;
  readonly #purger: Purger;
  readonly #flights: Flights;
  readonly #seeds: Seeds;
  #language = "";
  #pulling: Promise<void> | null = null;
  #pullAgain = false;
  #caughtUp: Promise<void> | null = null;
  #seeded: Promise<void> | null = null;
  #askedAt = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const now = () => this.now();
    this.#config = readConfig(env);
    this.engine = this.#config.deepl && deepl(this.#config.deepl.apiKey, this.#config.deepl.serverUrl);
    this.dailyCharacters = this.#config.budget.dailyCharacters;
    migrate(ctx.storage, EDITION_MIGRATIONS);
    this.#sql = ctx.storage.sql;
    this.#schedule = new Schedule(ctx.storage, now, (duty) => this.#perform(duty));
    this.#timeline = new Timeline(this.#sql);
    this.#renditions = new Renditions(this.#sql, this.#timeline);
    this.#memory = new Memory(this.#sql);
    this.#outbox = new Outbox(env.KV, now, (key) => this.#build(key));
    this.#purger = new Purger(this.#schedule, now, (tags) => this.ctx.exports.default.purge(tags));
    this.#seeds = new Seeds(env.KV);
    const spending = new Spending(this.#sql, () => this.dailyCharacters);
    this.#flights = new Flights({
      language: () => this.#language,
      engine: () => this.engine,
      now,
      onDemandDays: this.#config.budget.onDemandDays,
      memory: this.#memory,
      spending,
      holdOff: new HoldOff(this.#sql),
      find: (slug) => this.#renditions.find(slug),
      commit: (write) => ctx.storage.transactionSync(write),
      resumeAt: (slug, dueAt) => this.#schedule.add("translate", slug, dueAt),
      land: (slug, rendition) => this.#owe(slug, this.#renditions.store(slug, rendition, this.now())),
      hold: (slug) => this.#owe(slug, this.#renditions.hold(slug)),
    });
    this.#language = this.#state("language") ?? "";
    // Calls that an eviction cut off: their reservations stay spent, and their flights start again.
    for (const slug of spending.abandoned()) this.#schedule.add("translate", slug, Date.now());
  }

  /** The Newsroom has news: pulls it. Returns the sequence up to which this edition has heard. */
  async poke(language: string): Promise<number> {
    this.#is(language);
    this.#seeded = null;
    await this.#pull();
    await within(REPLICATED_WITHIN_MS, this.#schedule.run());
    return this.#cursor();
  }

  /**
   * An article as this edition carries it, translated now if it has to be.
   * @param waitMs longest wait for a translation, milliseconds; the flight goes on after it
   */
  async rendition(language: string, slug: string, waitMs: number): Promise<RenditionAnswer> {
    await this.#ready(language);
    if (this.#renditions.find(slug) === null) await this.#askNewsroom();
    const row = this.#renditions.find(slug);
    if (row === null) return { state: "unknown" };
    const found = this.#build(keys.rendition(language, slug));
    if (found !== null) {
      if (row.state === "stale") this.ctx.waitUntil(this.#flights.start(slug));
      return { state: "found", replica: found };
    }
    const end = await within(waitMs, this.#flights.start(slug));
    this.ctx.waitUntil(this.#schedule.run());
    const landed = this.#build(keys.rendition(language, slug));
    if (landed !== null) return { state: "found", replica: landed };
    const original = row.source_language;
    if (end === null || end.end !== "failed") {
      return { state: "unavailable", unavailable: { kind: "being-translated", retryAt: this.now() + 3_000, original } };
    }
    return { state: "unavailable", unavailable: { kind: end.kind, retryAt: end.retryAt, original } };
  }

  /** The front: what is ready now, after waiting up to `waitMs` milliseconds for the newest that are not. */
  async front(language: string, waitMs: number): Promise<Replica> {
    await this.#ready(language);
    // Oldest first, so that entry numbers follow dates where everything is in memory.
    const flights = this.#renditions.wanted().map((slug) => this.#flights.start(slug));
    await within(waitMs, Promise.all(flights));
    // An edition without articles has a front too: KV has to know it, or every reader would come here.
    if (this.#state("front-version") === undefined) this.#owe("", { rendition: false, front: true, urgent: false });
    this.ctx.waitUntil(this.#schedule.run());
    return this.#front();
  }

  override async alarm(): Promise<void> {
    await this.#schedule.run();
  }

  async #perform(duty: Duty): Promise<DutyOutcome> {
    switch (duty.kind) {
      case "put": {
        const outcome = await this.#outbox.push(duty);
        if (outcome.done) this.#purger.replicated(duty.subject, this.#tagsOf(duty.subject));
        return outcome;
      }
      case "purge":
        return this.#purger.purge(duty);
      case "translate":
        // An alarm never waits for an engine.
        this.ctx.waitUntil(this.#ready(this.#language).then(() => this.#flights.start(duty.subject)));
        return { done: true };
      default:
        throw new Error(`unknown duty ${duty.kind}`);
    }
  }

  /** Outbox rows for what a write changed; called in the same synchronous block. */
  #owe(slug: string, { rendition, front, urgent }: Effect): void {
    if (rendition) this.#schedule.add("put", keys.rendition(this.#language, slug), this.now(), urgent);
    if (!front) return;
    this.#sql.exec(
      `INSERT INTO state (name, value) VALUES ('front-version', '1')
       ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + 1`,
    );
    this.#schedule.add("put", keys.front(this.#language), this.now(), urgent);
  }

  /** A key's value as the rows have it now; null where there is nothing to serve. */
  #build(key: string): Replica | null {
    if (key === keys.front(this.#language)) return this.#front();
    const row = this.#renditions.find(key.slice(keys.rendition(this.#language, "").length));
    if (row === null) return null;
    const { version, changed_at: changedAt, article_id: id } = row;
    if (row.state === "withdrawn") {
      return replica(JSON.stringify({ state: "withdrawn", slug: row.slug }), {
        version,
        changedAt,
        id,
        state: "withdrawn",
      });
    }
    if (row.rendition === null) return null;
    const state = row.state === "ready" ? "ready" : "stale";
    return replica(`{"state":"ready","rendition":${row.rendition}}`, { version, changedAt, id, state });
  }

  #front(): Replica {
    const changedAt = this.#timeline.frontChangedAt();
    const value = `{"changed_at":"${new Date(changedAt).toISOString()}","renditions":[${this.#renditions.front().join(",")}]}`;
    const pending = this.#renditions.wanted().length;
    return replica(value, { version: Number(this.#state("front-version") ?? 0), changedAt, state: "ready", pending });
  }

  #tagsOf(key: string): string[] {
    if (key === keys.front(this.#language)) return [`f-${this.#language}`];
    const row = this.#renditions.find(key.slice(keys.rendition(this.#language, "").length));
    return row === null ? [] : [`${this.#language}-${row.article_id}`];
  }

  /** One pull at a time; a poke that comes meanwhile is answered by one more. */
  #pull(): Promise<void> {
    if (this.#pulling !== null) {
      this.#pullAgain = true;
      return this.#pulling;
    }
    this.#pulling = this.#pullAll().finally(() => {
      this.#pulling = null;
    });
    return this.#pulling;
  }

  async #pullAll(): Promise<void> {
    const newsroom = this.env.NEWSROOM.getByName("newsroom");
    for (;;) {
      this.#pullAgain = false;
      const { changes, head } = await newsroom.changesSince(this.#cursor());
      for (const change of changes) {
        this.ctx.storage.transactionSync(() => {
          this.#owe(change.slug, this.#renditions.apply(change, this.#language, this.now()));
          this.#setState("cursor", String(change.sequence));
          if (this.#config.translateOnPublish && change.article !== null) {
            this.#schedule.add("translate", change.slug, this.now());
          }
        });
      }
      if (this.#cursor() >= head && !this.#pullAgain) break;
      if (changes.length === 0 && !this.#pullAgain) break;
    }
  }

  /** Before anything is answered: seeds in memory, and the log pulled once in this object's life. */
  async #ready(language: string): Promise<void> {
    this.#is(language);
    this.#seeded ??= this.#adoptSeeds().catch((error: unknown) => {
      this.#seeded = null;
      console.error(JSON.stringify({ event: "seeds-failed", language, error: String(error) }));
    });
    this.#caughtUp ??= this.#pull().catch((error: unknown) => {
      this.#caughtUp = null;
      console.error(JSON.stringify({ event: "pull-failed", language, error: String(error) }));
    });
    await Promise.all([this.#seeded, this.#caughtUp]);
  }

  /** A slug nobody here has heard of may be news whose poke is still on its way. */
  async #askNewsroom(): Promise<void> {
    if (this.now() - this.#askedAt < UNKNOWN_EVERY_MS) return;
    this.#askedAt = this.now();
    await this.#pull();
  }

  /** Seeds are taken for paragraphs that the memory lacks. */
  async #adoptSeeds(): Promise<void> {
    const manifest = await this.#seeds.manifest();
    if (manifest === null || manifest.digest === this.#state("seeds")) return;
    for (const { source, target } of manifest.memories.filter((memory) => memory.target === this.#language)) {
      const entries = await this.#seeds.memory(source, target);
      this.ctx.storage.transactionSync(() => {
        for (const entry of entries) {
          const key = memoryKey(source, target, entry.source);
          this.#memory.seed({ key, sourceLanguage: source, ...entry }, this.now());
        }
      });
    }
    this.#setState("seeds", manifest.digest);
  }

  #is(language: string): void {
    if (this.#language === language) return;
    this.#language = language;
    this.#setState("language", language);
  }

  #cursor(): number {
    return Number(this.#state("cursor") ?? 0);
  }

  #state(name: string): string | undefined {
    return this.#sql.exec<{ value: string }>("SELECT value FROM state WHERE name = ?", name).toArray()[0]?.value;
  }

  #setState(name: string, value: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value);
  }
}
