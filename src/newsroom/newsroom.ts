import { DurableObject } from "cloudflare:workers";
import { type Config, readConfig } from "../env.ts";
import { migrate } from "../objects/migrations.ts";
import { Schedule } from "../objects/schedule.ts";
import { Settings } from "../objects/settings.ts";
import { within } from "../objects/within.ts";
import type { Drift } from "../replica/drift.ts";
import { keys } from "../replica/keys.ts";
import { Outbox } from "../replica/outbox.ts";
import { Seeds } from "../replica/seeds.ts";
import { Walk } from "../replica/walk.ts";
import type {
  AuditEntry,
  Change,
  Changes,
  DeskArticle,
  DeskRevision,
  IdempotencyKey,
  ImportAnswer,
  ListedArticle,
  ListedPage,
  ListFilter,
  NewSubmission,
  NewsroomStatus,
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
import { articleReplica, Backup, slugOf } from "./backup.ts";
import { changesSince } from "./changes.ts";
import { driftOf } from "./expected.ts";
import { firstAnswer, hasKeys, KEPT_FOR_MS, keepAnswer } from "./idempotency.ts";
import { listArticles, listedBySlug } from "./listing.ts";
import { plan } from "./plan.ts";
import { create, publish } from "./publish.ts";
import { findRevision, revisionsOf } from "./revisions.ts";
import { statusOf } from "./status.ts";
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
import {
  exported,
  type NewsroomChunk,
  type NewsroomLine,
  type NewsroomPosition,
  type RestoreResult,
} from "./transfer.ts";
import { Upkeep } from "./upkeep.ts";
import { withdraw } from "./withdraw.ts";

/** Longest that a write waits for editions to hear of it, milliseconds. */
const ACKNOWLEDGED_WITHIN_MS = 2_000;

/** The single writer: articles, their revisions, and the log of changes that editions pull. */
export class Newsroom extends DurableObject<Env> {
  /** Milliseconds since the epoch; tests set it. */
  now: () => number = () => Date.now();
  readonly #config: Config;
  readonly #schedule: Schedule;
  readonly #backup: Backup;
  readonly #drift: Drift;
  readonly #upkeep: Upkeep;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#config = readConfig(env);
    migrate(ctx.storage, NEWSROOM_MIGRATIONS);
    const sql = this.#sql;
    const now = () => this.now();
    const commit = <T>(write: () => T): T => ctx.storage.transactionSync(write);
    const settings = new Settings(sql);
    const walk = new Walk(env.KV);
    const schedule = new Schedule(ctx.storage, now, (duty) => this.#upkeep.perform(duty));
    const outbox = new Outbox(env.KV, now, {
      build: (key) => articleReplica(sql, slugOf(key) ?? ""),
      // Nobody is served a backup.
      replicated: () => undefined,
    });
    const backup = new Backup({ sql, settings, walk, commit, plan: (row) => plan(schedule, row, now()) });
    const { editions } = this.#config.publication;
    const poke = (language: string) => env.EDITION.getByName(language).poke(language);
    const overtake = (language: string, withdrawn: Change[]) =>
      env.EDITION.getByName(language).overtake(language, withdrawn);
    const drift = driftOf({ sql, settings, schedule, walk, now, backup });
    const seeds = new Seeds(env.KV);
    this.#upkeep = new Upkeep({
      sql, settings, schedule, outbox, backup, drift, seeds, editions, now, commit, poke, overtake,
    }); // biome-ignore format: a list of words
    this.#schedule = schedule;
    this.#backup = backup;
    this.#drift = drift;
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
    await this.#upkeep.ready();
    if (this.#backup.isOn()) return { outcome: "recovering" };
    const answer = this.#upkeep.write(() => withdraw(this.#sql, withdrawal, preconditions, this.now()), isTakenOff);
    return this.#told(answer);
  }

  /**
   * Saves a batch of an import in one transaction; the answers come in its order. New articles wait
   * for `releaseImport`, or for half a minute without another batch. Null while what was lost is taken back.
   */
  async importArticles(importName: string, batch: Submission[]): Promise<ImportAnswer[] | null> {
    await this.#upkeep.ready();
    if (this.#backup.isOn()) return null;
    return this.#upkeep.imports.save(importName, batch);
  }

  /** Lets an import's new articles appear, in the order of their dates. */
  async releaseImport(importName: string): Promise<void> {
    await this.#upkeep.imports.release(importName);
    await within(ACKNOWLEDGED_WITHIN_MS, this.#schedule.run());
  }

  async read(slug: string): Promise<DeskArticle | null> {
    await this.#present(slug);
    const row = findRow(this.#sql, slug);
    return row && deskArticle(this.#sql, row);
  }

  /** Every revision of an article, newest first; none for an unknown one. */
  async revisions(slug: string): Promise<RevisionSummary[]> {
    await this.#present(slug);
    return revisionsOf(this.#sql, slug);
  }

  async revision(slug: string, revision: number): Promise<DeskRevision | null> {
    await this.#upkeep.ready();
    return findRevision(this.#sql, slug, revision);
  }

  /** A page of articles, newest first. */
  async list(filter: ListFilter, after: Position | null, limit: number): Promise<ListedPage> {
    await this.#upkeep.ready();
    return listArticles(this.#sql, filter, after, limit);
  }

  /** Of these articles those with a filter's tag and words, in no order. */
  async listed(slugs: string[], filter: ListFilter): Promise<ListedArticle[]> {
    return listedBySlug(this.#sql, slugs, filter);
  }

  /** The audit before a sequence (null: from its end), newest first. */
  async audit(before: number | null, limit: number): Promise<AuditEntry[]> {
    await this.#upkeep.ready();
    return auditBefore(this.#sql, before, limit);
  }

  /** The log after a cursor, for editions; null for all of it. */
  async changesSince(cursor: string | null): Promise<Changes> {
    await this.#upkeep.ready();
    return changesSince(this.#sql, cursor);
  }

  /** Takes up new seeds, compares some backups with the rows, and pokes editions that lag; a cron calls it. */
  async sweep(): Promise<void> {
    this.#upkeep.forgetSeeds();
    await this.#upkeep.ready();
    for (const language of this.#config.publication.editions) this.#schedule.add("poke", language, this.now());
    try {
      if (!this.#backup.isOn()) await this.#drift.step();
    } finally {
      await this.#schedule.run();
    }
  }

  /** How the newsroom is, for operators. */
  async status(): Promise<NewsroomStatus> {
    await this.#upkeep.ready();
    const isRecovering = this.#backup.isOn();
    return statusOf(this.#sql, { isRecovering, outbox: this.#schedule.standing(), drift: this.#drift.report() });
  }

  /** Lines of an export from a position on; null while what was lost is taken back. */
  async export(position: NewsroomPosition): Promise<NewsroomChunk | null> {
    await this.#upkeep.ready();
    return this.#backup.isOn() ? null : exported(this.#sql, position);
  }

  /** Takes lines of an export, each whole or not at all; null while what was lost is taken back. */
  async restore(lines: NewsroomLine[]): Promise<RestoreResult[] | null> {
    await this.#upkeep.ready();
    return this.#backup.isOn() ? null : this.#upkeep.restore(lines);
  }

  /** Creates a token; the answer is the only place where it is seen. */
  async createToken(token: NewToken): Promise<CreateTokenAnswer> {
    if (await this.isRecovering()) return { outcome: "recovering" };
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
    return listTokens(this.#sql);
  }

  /** Ends a token at once; false where there is none, null while what was lost is taken back. */
  async deleteToken(id: string, by: string): Promise<boolean | null> {
    if (await this.isRecovering()) return null;
    return this.ctx.storage.transactionSync(() => {
      const name = deleteToken(this.#sql, id);
      if (name !== null) recordAudit(this.#sql, { kind: "token-deleted", author: by, reason: name }, this.now());
      return name !== null;
    });
  }

  /** Whether what was lost is being taken back: until it is there, nothing may be numbered after it. */
  async isRecovering(): Promise<boolean> {
    await this.#upkeep.ready();
    return this.#backup.isOn();
  }

  /** Records what is done elsewhere than in this object. */
  async record(entry: Entry): Promise<void> {
    await this.#upkeep.ready();
    recordAudit(this.#sql, entry, this.now());
  }

  /** Whose token this is, or null. */
  async authenticate(token: string): Promise<Author | null> {
    return authenticate(this.#sql, token, this.now());
  }

  override async alarm(): Promise<void> {
    await this.#schedule.ring();
  }

  /** A write of an editor's: answered once per idempotency key, whatever is sent again. */
  async #save(
    { author, idempotency }: Pick<Submission, "author" | "idempotency">,
    save: () => WriteAnswer,
  ): Promise<WriteAnswer> {
    await this.#upkeep.ready();
    if (this.#backup.isOn()) return { outcome: "recovering" };
    const answer = this.#upkeep.write(() => {
      const first = idempotency ? firstAnswer(this.#sql, author, idempotency, this.now()) : null;
      if (first !== null) return first;
      const saved = this.#upkeep.planned(save());
      if (idempotency) this.#keepAnswer(author, idempotency, saved);
      return saved;
    }, isTakenOff);
    return this.#told(answer);
  }

  #keepAnswer(token: string, key: IdempotencyKey, answer: WriteAnswer): void {
    if (!hasKeys(this.#sql)) this.#schedule.add("forget-keys", "", this.now() + KEPT_FOR_MS);
    keepAnswer(this.#sql, token, key, answer, this.now());
  }

  /** During a refill an article that is asked for comes first. */
  async #present(slug: string): Promise<void> {
    await this.#upkeep.ready();
    if (this.#backup.isOn()) await this.#backup.adopt({ key: keys.article(slug), metadata: null });
  }

  /** Waits, not too long, until the editions have heard. */
  async #told(answer: WriteAnswer): Promise<WriteAnswer> {
    if (answer.outcome !== "created" && answer.outcome !== "updated") return answer;
    await within(ACKNOWLEDGED_WITHIN_MS, this.#schedule.run());
    return answer;
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }
}

function isTakenOff(answer: WriteAnswer): boolean {
  return "article" in answer && answer.article !== null && answer.article.state !== "published";
}
