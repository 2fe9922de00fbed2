import { DurableObject } from "cloudflare:workers";
import { type Config, readConfig } from "../env.ts";
import { migrate } from "../objects/migrations.ts";
import { type Duty, type DutyOutcome, Schedule } from "../objects/schedule.ts";
import { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import { Seeds } from "../replica/seeds.ts";
import type {
  AuditEntry,
  Changes,
  DeskArticle,
  DeskRevision,
  IdempotencyKey,
  ImportAnswer,
  ListedArticle,
  ListedPage,
  ListFilter,
  NewSubmission,
  Position,
  Preconditions,
  RevisionSummary,
  Submission,
  Withdrawal,
  WriteAnswer,
} from "./answers.ts";
import { deskArticle, findRow } from "./articles.ts";
import { auditBefore, type Entry, recordAudit } from "./audit.ts";
import type { Author } from "./author.ts";
import { changesSince, headOf } from "./changes.ts";
import { firstAnswer, forgetKeys, hasKeys, KEPT_FOR_MS, keepAnswer } from "./idempotency.ts";
import { listArticles, listedBySlug } from "./listing.ts";
import { lookAt, plan } from "./plan.ts";
import { create, publish, saveImported } from "./publish.ts";
import { findRevision, revisionsOf } from "./revisions.ts";
import { adoptSeeds } from "./seeding.ts";
import { release } from "./staging.ts";
import { NEWSROOM_MIGRATIONS } from "./tables.ts";
import {
  authenticate,
  type CreateTokenAnswer,
  createToken,
  deleteToken,
  type ListedToken,
  listTokens,
  type NewToken,
} from "./tokens.ts";
import { appear, expire, withdraw } from "./withdraw.ts";

/** Longest that a write waits for editions to hear of it, milliseconds. */
const ACKNOWLEDGED_WITHIN_MS = 2_000;
const POKE_TIMEOUT_MS = 5_000;
/** Articles of an import that appear in one transaction. */
const MOST_RELEASED = 500;
/** An import that breaks off is released this long after its last batch, milliseconds. */
const RELEASED_AFTER_MS = 30_000;
/** Keys that are too old are looked for this often, milliseconds. */
const FORGET_EVERY_MS = 3_600_000;

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

  /** Creates, corrects, schedules or restores an article. */
  publish(submission: Submission, preconditions: Preconditions): Promise<WriteAnswer> {
    return this.#save(submission, () => publish(this.#sql, submission, preconditions, this.now()));
  }

  /** Publishes under a new slug. */
  create(submission: NewSubmission): Promise<WriteAnswer> {
    return this.#save(submission, () => create(this.#sql, submission, this.now()));
  }

  /** The answer that an idempotency key's first request got, or null for a key that is new. */
  async firstAnswer(token: string, key: IdempotencyKey): Promise<WriteAnswer | null> {
    return firstAnswer(this.#sql, token, key, this.now());
  }

  /** Withdraws an article; it overtakes everything else on its way out. */
  async withdraw(withdrawal: Withdrawal, preconditions: Preconditions): Promise<WriteAnswer> {
    await this.#adoptSeedsOnce();
    const answer = this.#write(() => withdraw(this.#sql, withdrawal, preconditions, this.now()), isTakenOff);
    return this.#told(answer);
  }

  /**
   * Saves a batch of an import in one transaction; the answers come in its order. New articles wait
   * for `releaseImport`, or for half a minute without another batch.
   */
  async importArticles(importName: string, batch: Submission[]): Promise<ImportAnswer[]> {
    await this.#adoptSeedsOnce();
    const saved = this.#write(() => {
      const now = this.now();
      const each = batch.map((submission) => saveImported(this.#sql, submission, importName, now));
      for (const one of each) if ("row" in one && one.row) plan(this.#schedule, one.row, now);
      this.#schedule.postpone("release", importName, now + RELEASED_AFTER_MS);
      return each;
    });
    void this.#schedule.run();
    return saved.map((one) => {
      if (one.outcome === "invalid") return one;
      // Without preconditions none fails.
      return { outcome: one.outcome as "created" | "updated" | "unchanged" };
    });
  }

  /** Lets an import's new articles appear, in the order of their dates. */
  async releaseImport(importName: string): Promise<void> {
    await this.#release(importName);
    await within(ACKNOWLEDGED_WITHIN_MS, this.#schedule.run());
  }

  async read(slug: string): Promise<DeskArticle | null> {
    await this.#adoptSeedsOnce();
    const row = findRow(this.#sql, slug);
    return row && deskArticle(this.#sql, row);
  }

  /** Every revision of an article, newest first; none for an unknown one. */
  async revisions(slug: string): Promise<RevisionSummary[]> {
    await this.#adoptSeedsOnce();
    return revisionsOf(this.#sql, slug);
  }

  async revision(slug: string, revision: number): Promise<DeskRevision | null> {
    await this.#adoptSeedsOnce();
    return findRevision(this.#sql, slug, revision);
  }

  /** A page of articles, newest first. */
  async list(filter: ListFilter, after: Position | null, limit: number): Promise<ListedPage> {
    await this.#adoptSeedsOnce();
    return listArticles(this.#sql, filter, after, limit);
  }

  /** Of these articles those with a filter's tag and words, in no order. */
  async listed(slugs: string[], filter: ListFilter): Promise<ListedArticle[]> {
    return listedBySlug(this.#sql, slugs, filter);
  }

  /** The audit before a sequence (null: from its end), newest first. */
  async audit(before: number | null, limit: number): Promise<AuditEntry[]> {
    await this.#adoptSeedsOnce();
    return auditBefore(this.#sql, before, limit);
  }

  /** The log after a cursor, for editions; null for all of it. */
  async changesSince(cursor: string | null): Promise<Changes> {
    await this.#adoptSeedsOnce();
    return changesSince(this.#sql, cursor);
  }

  /** Takes up new seeds and pokes editions that lag; a cron calls it. */
  async sweep(): Promise<void> {
    this.#seeded = null;
    await this.#adoptSeedsOnce();
    for (const language of this.#config.publication.editions) this.#schedule.add("poke", language, this.now());
    await this.#schedule.run();
  }

  /** Creates a token; the answer is the only place where it is seen. */
  async createToken(token: NewToken): Promise<CreateTokenAnswer> {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
    return this.ctx.storage.transactionSync(() => {
      const answer = createToken(this.#sql, token, this.now(), random);
      if (answer.outcome === "created") {
        recordAudit(this.#sql, { kind: "token-created", author: token.by, reason: token.name }, this.now());
      }
      return answer;
    });
  }

  /** Every token, oldest first. */
  async tokens(): Promise<ListedToken[]> {
    return listTokens(this.ctx.storage.sql);
  }

  /** Ends a token at once; false where there is none. */
  async deleteToken(id: string, by: string): Promise<boolean> {
    return this.ctx.storage.transactionSync(() => {
      const name = deleteToken(this.#sql, id);
      if (name !== null) recordAudit(this.#sql, { kind: "token-deleted", author: by, reason: name }, this.now());
      return name !== null;
    });
  }

  /** Records what was done elsewhere than in this object. */
  async record(entry: Entry): Promise<void> {
    recordAudit(this.#sql, entry, this.now());
  }

  /** Whose token this is, or null. */
  async authenticate(token: string): Promise<Author | null> {
    return authenticate(this.ctx.storage.sql, token, this.now());
  }

  override async alarm(): Promise<void> {
    await this.#schedule.ring();
  }

  /** A write of an editor's: answered once per idempotency key, whatever is sent again. */
  async #save(
    { author, idempotency }: Pick<Submission, "author" | "idempotency">,
    save: () => WriteAnswer,
  ): Promise<WriteAnswer> {
    await this.#adoptSeedsOnce();
    const answer = this.#write(() => {
      const first = idempotency ? firstAnswer(this.#sql, author, idempotency, this.now()) : null;
      if (first !== null) return first;
      const saved = save();
      if (saved.outcome === "created" || saved.outcome === "updated") {
        plan(this.#schedule, findRow(this.#sql, saved.article.slug), this.now());
      }
      if (idempotency) this.#keepAnswer(author, idempotency, saved);
      return saved;
    }, isTakenOff);
    return this.#told(answer);
  }

  /** Runs a write and, if it is news, owes every edition a poke: all in one synchronous block. */
  #write<T>(write: () => T, isUrgent: (answer: T) => boolean = () => false): T {
    return this.ctx.storage.transactionSync(() => {
      const before = headOf(this.#sql);
      const answer = write();
      if (headOf(this.#sql) === before) return answer;
      for (const language of this.#config.publication.editions) {
        this.#schedule.add("poke", language, this.now(), isUrgent(answer));
      }
      return answer;
    });
  }

  #keepAnswer(token: string, key: IdempotencyKey, answer: WriteAnswer): void {
    if (!hasKeys(this.#sql)) this.#schedule.postpone("forget-keys", "", this.now() + KEPT_FOR_MS);
    keepAnswer(this.#sql, token, key, answer, this.now());
  }

  /** Waits, not too long, until the editions have heard. */
  async #told(answer: WriteAnswer): Promise<WriteAnswer> {
    if (answer.outcome !== "created" && answer.outcome !== "updated") return answer;
    await within(ACKNOWLEDGED_WITHIN_MS, this.#schedule.run());
    return answer;
  }

  async #perform({ kind, subject }: Duty): Promise<DutyOutcome> {
    const now = this.now();
    switch (kind) {
      case "poke":
        return this.#poke(subject);
      case "appear":
        return again(
          this.#write(() => appear(this.#sql, subject, now)),
          now,
        );
      case "expire": {
        const isUrgent = () => true;
        return again(
          this.#write(() => expire(this.#sql, subject, now), isUrgent),
          now,
        );
      }
      case "release":
        await this.#release(subject);
        return { done: true };
      case "forget-keys":
        return again(forgetKeys(this.#sql, now) ? now + FORGET_EVERY_MS : null, now);
      default:
        throw new Error(`unknown duty ${kind}`);
    }
  }

  async #poke(language: string): Promise<DutyOutcome> {
    const acknowledged = await within(POKE_TIMEOUT_MS, this.env.EDITION.getByName(language).poke(language));
    if (acknowledged === null) throw new Error(`edition ${language} did not acknowledge`);
    this.#sql.exec(
      `INSERT INTO editions (language, acknowledged) VALUES (?, ?)
       ON CONFLICT (language) DO UPDATE SET acknowledged = max(acknowledged, excluded.acknowledged)`,
      language,
      acknowledged,
    );
    return acknowledged >= headOf(this.#sql) ? { done: true } : { done: false, dueAt: this.now() };
  }

  /** In pieces, with room for others' requests between them. */
  async #release(importName: string): Promise<void> {
    for (;;) {
      const released = this.#write(() => release(this.#sql, importName, MOST_RELEASED, this.now()));
      if (released < MOST_RELEASED) return;
      void this.#schedule.run();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  #adoptSeedsOnce(): Promise<void> {
    const save = (seed: Submission) =>
      this.#write(() => publish(this.#sql, seed, { ifMatch: null, ifNoneMatch: "*" }, this.now()));
    this.#seeded ??= adoptSeeds(this.#seeds, this.#settings, this.#sql, save).catch((error: unknown) => {
      this.#seeded = null;
      console.error(JSON.stringify({ event: "seeds-failed", error: String(error) }));
    });
    return this.#seeded;
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }
}

/** A piece of work that looks again at a time, or never. */
function again(at: number | null, now: number): DutyOutcome {
  return at === null ? { done: true } : { done: false, dueAt: lookAt(at, now) };
}

function isTakenOff(answer: WriteAnswer): boolean {
  return "article" in answer && answer.article !== null && answer.article.state !== "published";
}
