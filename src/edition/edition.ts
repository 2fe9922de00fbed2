import { DurableObject } from "cloudflare:workers";
import { readConfig } from "../env.ts";
import type { Change, Position } from "../newsroom/answers.ts";
import { migrate } from "../objects/migrations.ts";
import { within } from "../objects/within.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { MemoryPair } from "../translation/segment.ts";
import type { Term } from "../translation/terms/term.ts";
import type {
  Affected,
  BudgetAnswer,
  EditionStatus,
  FrontAnswer,
  GlossaryAnswer,
  GlossaryWrite,
  PageAnswer,
  RenditionAnswer,
  UsageAnswer,
} from "./answers.ts";
import { booksOf, budgetOf, budgetSet } from "./books.ts";
import type { Budget, BudgetChange } from "./ceilings.ts";
import { configuredEngines } from "./engines.ts";
import { listByState, statesOf } from "./listing.ts";
import { type Imported, importMemory, type MemoryPage, memoryPage } from "./memory-exchange.ts";
import { Reading } from "./reading.ts";
import type { RenditionRow } from "./renditions.ts";
import { affectedByTerms, replaceGlossary } from "./replace-glossary.ts";
import { type RestoreResult, restoredAll } from "./restore.ts";
import { statusOf } from "./status.ts";
import { EDITION_MIGRATIONS } from "./tables.ts";
import { type EditionLine, type ExportChunk, type ExportPosition, exported } from "./transfer.ts";
import type { Asked, TranslationAct, TranslationAnswer } from "./translation-answers.ts";
import { Upkeep } from "./upkeep.ts";
import { type Workings, workings } from "./workings.ts";

/** How long a poke waits for KV after its pull, milliseconds: an editor's next look then shows the change. */
const REPLICATED_WITHIN_MS = 1_500;

/** One language's version of the publication: renditions, timelines, memory, spending. */
export class Edition extends DurableObject<Env> {
  /** Milliseconds since the epoch; tests set it. */
  now: () => number = () => Date.now();
  /** Whom translations are bought from, in order; tests set it. */
  engines: () => TranslationEngine[];
  /** Whether a person approves what a machine made before it is public; tests set it. */
  isReviewedFirst: boolean | null = null;
  /** 0 to 1; tests set it. */
  random: () => number = Math.random;
  /** Tests set it. */
  sleep: (ms: number) => Promise<unknown> = (ms) => scheduler.wait(ms);

  readonly #of: Workings;
  readonly #upkeep: Upkeep;
  readonly #reading: Reading;
  #language: string;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, EDITION_MIGRATIONS);
    const config = readConfig(env);
    let configured: TranslationEngine[] | null = null;
    this.engines = () => {
      configured ??= configuredEngines(config, this.#language);
      return configured;
    };
    this.#of = workings(ctx, env, {
      now: () => this.now(),
      language: () => this.#language,
      engines: () => this.engines(),
      isReviewedFirst: () => this.isReviewedFirst ?? config.isReviewedFirst(this.#language),
      budget: (): Budget => ({
        daily_characters: config.budget.dailyCharacters(this.#language),
        monthly_characters: config.budget.monthlyCharacters(this.#language),
      }),
      random: () => this.random(),
      sleep: (ms) => this.sleep(ms),
      perform: (duty) => this.#upkeep.perform(duty),
    });
    this.#language = this.#of.settings.get("language") ?? "";
    this.#upkeep = new Upkeep(this.#of, {
      language: () => this.#language,
      now: () => this.now(),
      hasEngine: () => this.engines().length > 0,
      changesSince: (cursor) => env.NEWSROOM.getByName("newsroom").changesSince(cursor),
      waitUntil: (work) => ctx.waitUntil(work),
    });
    this.#reading = new Reading(this.#of, {
      now: () => this.now(),
      pullFor: (slug) => this.#upkeep.log.pullFor(slug),
      waitUntil: (work) => ctx.waitUntil(work),
    });
  }

  /**
   * The Newsroom has news: pulls it. Returns the sequence up to which this edition has heard;
   * rejects while it takes back what it lost, so that it is told again.
   */
  async poke(language: string): Promise<number> {
    this.#upkeep.forgetSeeds();
    await this.#whole(language);
    await this.#upkeep.log.pull();
    await within(REPLICATED_WITHIN_MS, this.#of.schedule.run());
    return this.#upkeep.log.heard();
  }

  /** Hears of withdrawals at once, however much of the log is to be pulled before them. */
  async overtake(language: string, withdrawn: Change[]): Promise<void> {
    await this.#whole(language);
    this.#upkeep.overtake(withdrawn);
  }

  /**
   * An article as this edition carries it, translated now if it has to be.
   * @param waitMs longest wait for a translation, milliseconds; the flight goes on after it
   */
  async rendition(language: string, slug: string, waitMs: number): Promise<RenditionAnswer> {
    await this.#ready(language);
    return this.#reading.rendition(slug, waitMs);
  }

  /** The front of the edition or of a tag: what is ready now, after waiting up to `waitMs` milliseconds for the newest that are not. */
  async front(language: string, tag: string | null, waitMs: number): Promise<FrontAnswer> {
    await this.#ready(language);
    return this.#reading.front(tag, waitMs);
  }

  /** A full timeline page of the edition or of a tag; `open` for the one that is filling. */
  async page(language: string, tag: string | null, page: number): Promise<PageAnswer> {
    await this.#ready(language);
    return this.#reading.page(tag, page);
  }

  /** What an editor does with an article's translation, all of it or nothing. */
  async translation(language: string, slug: string, act: TranslationAct, asked: Asked): Promise<TranslationAnswer> {
    await this.#ready(language);
    const { refill, translations, flights, schedule, commit } = this.#of;
    if (refill.isOn()) return { outcome: "recovering" };
    const isHeard = this.#of.sources.text(slug) !== null || (await this.#upkeep.log.pullFor(slug));
    if (!isHeard) return { outcome: "recovering" };
    const answer = commit(() => translations.perform(slug, act, asked));
    if (answer.outcome !== "done" || act.act === "show") return answer;
    if (answer.isWanted) this.ctx.waitUntil(flights.start(slug));
    await within(REPLICATED_WITHIN_MS, schedule.run());
    return answer;
  }

  /** The best entries of the memory for a language, by number after one; null while it is being taken back. */
  async memoryPage(language: string, source: string, after: number): Promise<MemoryPage | null> {
    await this.#ready(language);
    return this.#of.refill.isOn() ? null : memoryPage(this.#of, source, after);
  }

  /** Takes translations of a file into the memory, as seeds; null while it is being taken back. */
  async importMemory(language: string, source: string, pairs: MemoryPair[]): Promise<Imported | null> {
    await this.#ready(language);
    const { refill, commit } = this.#of;
    return refill.isOn() ? null : commit(() => importMemory(this.#of, { source, target: language }, pairs, this.now()));
  }

  /** The edition's terms of a source language, and what stands for their content. */
  async glossary(language: string, source: string): Promise<GlossaryAnswer> {
    await this.#ready(language);
    return { terms: [...this.#of.glossary.terms(source)], digest: this.#of.glossary.digest(source) };
  }

  /** Replaces the terms of a source language, whole; `ifMatch` as the request has it (RFC 9110 §13.1.1). */
  async replaceGlossary(
    language: string,
    source: string,
    terms: Term[],
    ifMatch: string | null,
  ): Promise<GlossaryWrite> {
    await this.#ready(language);
    if (this.#of.refill.isOn()) return { outcome: "recovering" };
    return replaceGlossary(this.#of, source, terms, ifMatch, this.now());
  }

  /** What the last change of a source language's terms affects, by slug, after one. */
  async affectedByTerms(language: string, source: string, after: string, limit: number): Promise<Affected> {
    await this.#ready(language);
    return affectedByTerms(this.#of, source, after, limit);
  }

  /** These articles' states here; those that the edition has not heard of are left out. */
  async states(language: string, slugs: string[]): Promise<Record<string, RenditionRow["state"]>> {
    await this.#ready(language);
    return statesOf(this.#of.sql, slugs);
  }

  /** Articles in a state, newest first, after a place in that order. */
  async list(
    language: string,
    state: RenditionRow["state"],
    after: Position | null,
    limit: number,
  ): Promise<Position[]> {
    await this.#ready(language);
    return listByState(this.#of.sql, state, after, limit);
  }

  /** Compares some more keys of KV with the rows, and mends what differs; a cron calls it. */
  async sweep(language: string): Promise<void> {
    await this.#ready(language);
    // After a loss every key is compared by its digest first, and a sweep would run ahead of that.
    if (this.#of.refill.isOn() || this.#of.schedule.has("compare", language)) return;
    try {
      await this.#of.drift.step();
    } finally {
      await this.#of.schedule.run();
    }
  }

  /** How the edition is, for operators. */
  async status(language: string): Promise<EditionStatus> {
    await this.#ready(language);
    return statusOf(this.#of, {
      language,
      heard: this.#upkeep.log.heard(),
      now: this.now(),
      engines: this.engines().map(({ name }) => name),
    });
  }

  /** What the edition may spend. */
  async budget(language: string): Promise<BudgetAnswer> {
    await this.#ready(language);
    return budgetOf(this.#of);
  }

  /** Sets what it may spend, and lets articles go that were held for their price. */
  async setBudget(language: string, change: BudgetChange): Promise<BudgetAnswer> {
    await this.#ready(language);
    return budgetSet(this.#of, change, this.now());
  }

  /** What it spent and saved on days from `from` to `to`, and what it may still spend. */
  async usage(language: string, from: string, to: string): Promise<UsageAnswer> {
    await this.#ready(language);
    return booksOf(this.#of, from, to, this.now());
  }

  /**
   * After a loss an admin says what the engine was paid for today, and this month, in characters; until then the
   * engine stays off. False where there was nothing to confirm.
   */
  async confirmSpending(language: string, characters: number, month = 0): Promise<boolean> {
    await this.#ready(language);
    const { ledger, settings } = this.#of;
    return this.#of.commit(() => {
      if (settings.get("spending-unconfirmed") === null) return false;
      ledger.confirm(characters, month, this.now());
      settings.delete("spending-unconfirmed");
      return true;
    });
  }

  /** Lines of an export from a position on; null while the edition takes back what it lost. */
  async export(language: string, position: ExportPosition): Promise<ExportChunk | null> {
    await this.#ready(language);
    return this.#of.refill.isOn() ? null : exported(this.#of.sql, this.#of.timeline, language, position);
  }

  /** Takes lines of an export, each whole or not at all; null while the edition takes back what it lost. */
  async restore(language: string, lines: EditionLine[]): Promise<RestoreResult[] | null> {
    await this.#ready(language);
    return this.#of.refill.isOn() ? null : restoredAll(this.#of, lines, this.now());
  }

  override async alarm(): Promise<void> {
    await this.#of.schedule.ring();
  }

  /** Before the Newsroom's news is heard. Rejects while the edition takes back what it lost. */
  async #whole(language: string): Promise<void> {
    this.#is(language);
    await this.#upkeep.found();
    if (this.#of.refill.isOn()) throw new Error(`the ${language} edition is being refilled from KV`);
  }

  /** Before anything is answered. */
  async #ready(language: string): Promise<void> {
    this.#is(language);
    await this.#upkeep.ready();
  }

  #is(language: string): void {
    if (this.#language === language) return;
    this.#language = language;
    this.#of.settings.set("language", language);
  }
}
