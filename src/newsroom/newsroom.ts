import { DurableObject } from "cloudflare:workers";
import { contentOf } from "../articles/draft.ts";
import { type Config, readConfig } from "../env.ts";
import { migrate } from "../objects/migrations.ts";
import { type Duty, type DutyOutcome, Schedule } from "../objects/schedule.ts";
import { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import { Seeds } from "../replica/seeds.ts";
import type {
  Changes,
  DeskArticle,
  DeskRevision,
  Preconditions,
  RevisionSummary,
  Submission,
  WriteAnswer,
} from "./answers.ts";
import { changedSince, deskArticle, findRow, publish, withdraw } from "./articles.ts";
import { findRevision, revisionsOf } from "./revisions.ts";
import { NEWSROOM_MIGRATIONS } from "./tables.ts";

/** Longest that a write waits for editions to hear of it, milliseconds. */
const ACKNOWLEDGED_WITHIN_MS = 2_000;
const POKE_TIMEOUT_MS = 5_000;
const MOST_CHANGES = 100;
const MOST_CHANGE_BYTES = 4_000_000;

/** The single writer: articles, their revisions, and the log of changes that editions pull. */
export class Newsroom extends DurableObject<Env> {
  /** Milliseconds since the epoch; tests set it. */
  now: () => number = () => Date.now();
  readonly #config: Config;
  readonly #seeds: Seeds;
  readonly #settings: Settings;
  readonly #schedule: Schedule;
  #seeded: Promise<void> | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#config = readConfig(env);
    this.#seeds = new Seeds(env.KV);
    this.#settings = new Settings(ctx.storage.sql);
    this.#schedule = new Schedule(
      ctx.storage,
      () => this.now(),
      (duty) => this.#perform(duty),
    );
    migrate(ctx.storage, NEWSROOM_MIGRATIONS);
  }

  /** Creates, corrects or restores an article. */
  async publish(submission: Submission, preconditions: Preconditions): Promise<WriteAnswer> {
    await this.#adoptSeedsOnce();
    const answer = this.#write(() => publish(this.ctx.storage.sql, submission, preconditions, this.now()));
    return this.#told(answer);
  }

  /** Withdraws an article; it overtakes everything else on its way out. */
  async withdraw(slug: string, preconditions: Preconditions): Promise<WriteAnswer> {
    await this.#adoptSeedsOnce();
    const answer = this.#write(() => withdraw(this.ctx.storage.sql, slug, preconditions, this.now()));
    return this.#told(answer);
  }

  async read(slug: string): Promise<DeskArticle | null> {
    await this.#adoptSeedsOnce();
    const row = findRow(this.ctx.storage.sql, slug);
    return row && deskArticle(this.ctx.storage.sql, row);
  }

  /** Every revision of an article, newest first; none for an unknown one. */
  async revisions(slug: string): Promise<RevisionSummary[]> {
    await this.#adoptSeedsOnce();
    return revisionsOf(this.ctx.storage.sql, slug);
  }

  async revision(slug: string, revision: number): Promise<DeskRevision | null> {
    await this.#adoptSeedsOnce();
    return findRevision(this.ctx.storage.sql, slug, revision);
  }

  /** The log after a cursor, for editions. */
  async changesSince(at: string | null): Promise<Changes> {
    await this.#adoptSeedsOnce();
    const { sql } = this.ctx.storage;
    const cursor = Number.parseInt(at ?? "0", 10);
    return {
      restarted: cursor > this.#head(),
      changes: changedSince(sql, cursor, MOST_CHANGES, MOST_CHANGE_BYTES),
      head: this.#head(),
    };
  }

  /** Takes up new seeds and pokes editions that lag; a cron calls it. */
  async sweep(): Promise<void> {
    this.#seeded = null;
    await this.#adoptSeedsOnce();
    for (const language of this.#config.publication.editions) this.#schedule.add("poke", language, this.now());
    await this.#schedule.run();
  }

  override async alarm(): Promise<void> {
    await this.#schedule.ring();
  }

  /** Runs a write and, if it changed the log, owes every edition a poke: all in one synchronous block. */
  #write(write: () => WriteAnswer): WriteAnswer {
    return this.ctx.storage.transactionSync(() => {
      const before = this.#head();
      const answer = write();
      if (this.#head() === before) return answer;
      const isWithdrawal = "article" in answer && answer.article?.state === "withdrawn";
      for (const language of this.#config.publication.editions) {
        this.#schedule.add("poke", language, this.now(), isWithdrawal);
      }
      return answer;
    });
  }

  /** Waits, not too long, until the editions have heard. */
  async #told(answer: WriteAnswer): Promise<WriteAnswer> {
    if (answer.outcome !== "created" && answer.outcome !== "updated") return answer;
    await within(ACKNOWLEDGED_WITHIN_MS, this.#schedule.run());
    return answer;
  }

  async #perform({ kind, subject }: Duty): Promise<DutyOutcome> {
    if (kind !== "poke") throw new Error(`unknown duty ${kind}`);
    const acknowledged = await within(POKE_TIMEOUT_MS, this.env.EDITION.getByName(subject).poke(subject));
    if (acknowledged === null) throw new Error(`edition ${subject} did not acknowledge`);
    this.ctx.storage.sql.exec(
      `INSERT INTO editions (language, acknowledged) VALUES (?, ?)
       ON CONFLICT (language) DO UPDATE SET acknowledged = max(acknowledged, excluded.acknowledged)`,
      subject,
      acknowledged,
    );
    return acknowledged >= this.#head() ? { done: true } : { done: false, dueAt: this.now() };
  }

  #adoptSeedsOnce(): Promise<void> {
    this.#seeded ??= this.#adoptSeeds().catch((error: unknown) => {
      this.#seeded = null;
      console.error(JSON.stringify({ event: "seeds-failed", error: String(error) }));
    });
    return this.#seeded;
  }

  /** Seeds are taken for slugs that do not exist yet, oldest first, so that entry numbers follow dates. */
  async #adoptSeeds(): Promise<void> {
    const manifest = await this.#seeds.manifest();
    if (manifest === null || manifest.digest === this.#settings.get("seeds")) return;
    const { sql } = this.ctx.storage;
    const missing = manifest.articles.filter((slug) => findRow(sql, slug) === null);
    const drafts = await Promise.all(missing.map(async (slug) => ({ slug, draft: await this.#seeds.article(slug) })));
    drafts.sort((a, b) => (a.draft?.published_at ?? "").localeCompare(b.draft?.published_at ?? ""));
    for (const { slug, draft } of drafts) {
      const content = draft && contentOf(draft);
      if (draft === null || !content?.ok) throw new Error(`seed ${slug} cannot be used`);
      // Whatever was published while the seeds were read stands.
      const preconditions = { ifMatch: null, ifNoneMatch: "*" };
      if (findRow(sql, slug) !== null) continue;
      this.#write(() =>
        publish(sql, { slug, draft, content: content.value, author: "seed" }, preconditions, this.now()),
      );
    }
    this.#settings.set("seeds", manifest.digest);
  }

  #head(): number {
    return this.ctx.storage.sql.exec<{ head: number | null }>("SELECT max(sequence) AS head FROM log").one().head ?? 0;
  }
}
