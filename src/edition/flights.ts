import type { Article, Rendition } from "../articles/article.ts";
import type { ProblemKind } from "../http/problem.ts";
import { batches, billableCharacters } from "../translation/batches.ts";
import {
  COST_OF_FAILURE,
  type EngineAnswer,
  type EngineFailure,
  type TranslationEngine,
} from "../translation/engine.ts";
import { join } from "../translation/join.ts";
import { accepted, contextOf, type PlannedUnit, plan } from "../translation/plan.ts";
import type { FlightEnd } from "./answers.ts";
import type { HoldOff } from "./hold-off.ts";
import type { Memory } from "./memory.ts";
import type { RenditionRow } from "./renditions.ts";
import { type Intent, MOST_PURCHASES, nextDay, type Spending } from "./spending.ts";

/** A lease outlives the longest call; what is older belongs to an object that is gone. */
const LEASE_MS = 60_000;
/** Where nothing but a person or another day helps, readers are told to come back in an hour. */
const HOPELESS_MS = 3_600_000;
const DAY_MS = 86_400_000;

export interface FlightPorts {
  language: () => string;
  engine: () => TranslationEngine | null;
  now: () => number;
  onDemandDays: number;
  memory: Memory;
  spending: Spending;
  holdOff: HoldOff;
  find(slug: string): RenditionRow | null;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
  /** Makes sure that a flight whose object dies is taken up again, at `dueAt`; runs inside a commit. */
  resumeAt(slug: string, dueAt: number): void;
  /** Stores a finished rendition with its outbox rows; runs inside a commit. */
  land(slug: string, rendition: Rendition): void;
  /** Marks a rendition as waiting for a person; runs inside a commit. */
  hold(slug: string): void;
}

/** One request to the engine, reserved and about to be sent. */
interface Batch {
  units: PlannedUnit[];
  keys: string[];
  context: string | null;
  intent: Intent;
}

/**
 * Flights: from an article to its rendition, each paragraph bought once however many ask. No
 * decision is held across an `await`: every turn of the loop reads the rows again.
 */
export class Flights {
  readonly #ports: FlightPorts;
  readonly #bySlug = new Map<string, Promise<FlightEnd>>();
  /** Paragraphs on their way from an engine. */
  readonly #inCall = new Map<string, Promise<unknown>>();

  constructor(ports: FlightPorts) {
    this.#ports = ports;
  }

  /** The flight for an article, shared by all who ask while it is under way. Never rejects. */
  start(slug: string): Promise<FlightEnd> {
    let flight = this.#bySlug.get(slug);
    if (flight === undefined) {
      flight = this.#fly(slug)
        .catch((error: unknown): FlightEnd => {
          console.error(JSON.stringify({ event: "flight-broke", slug, error: String(error) }));
          return this.#failed("internal-error", this.#ports.now() + LEASE_MS);
        })
        .finally(() => this.#bySlug.delete(slug));
      this.#bySlug.set(slug, flight);
    }
    return flight;
  }

  async #fly(slug: string): Promise<FlightEnd> {
    const bought = new Set<string>();
    for (;;) {
      const turn = this.#ports.commit(() => this.#turn(slug, bought));
      if ("end" in turn) return turn;
      if ("waitFor" in turn) {
        await Promise.allSettled(turn.waitFor);
        continue;
      }
      const failure = await this.#buy(turn.article, turn.batches, bought);
      if (failure !== null) return failure;
    }
  }

  /** Decides what comes next, in one synchronous block: landed, given up, to be waited for, or reserved and to be bought. */
  #turn(
    slug: string,
    bought: ReadonlySet<string>,
  ): FlightEnd | { waitFor: Promise<unknown>[] } | { article: Article; batches: Batch[] } {
    const { memory, find, now, spending, holdOff, engine } = this.#ports;
    const language = this.#ports.language();
    const row = find(slug);
    if (row === null || row.state === "withdrawn" || row.article === null) return { end: "gone" };
    if (row.state === "ready") return { end: "ready" };
    if (row.state === "held") return this.#failed("translation-held", now() + HOPELESS_MS);

    const article = JSON.parse(row.article) as Article;
    const units = plan(article, language);
    const known = memory.find(units.flatMap((unit) => unit.key ?? []));
    const previous = row.rendition === null ? null : (JSON.parse(row.rendition) as Rendition);
    const joined = join({ article, language, units, known, bought, previous, now: now() });
    if (joined.ok) {
      this.#ports.land(slug, joined.value);
      return { end: "ready" };
    }

    const missing = unique(units.filter((unit) => unit.key !== null && joined.error.includes(unit.key)));
    const waitFor = missing.flatMap((unit) => this.#inCall.get(unit.key as string) ?? []);
    if (waitFor.length > 0) return { waitFor };
    const tried = (unit: PlannedUnit) => spending.attempts(unit.key as string);
    if (missing.length === 0 || missing.some((unit) => tried(unit) >= MOST_PURCHASES)) {
      this.#ports.hold(slug);
      return this.#failed("translation-held", now() + HOPELESS_MS);
    }
    const held = holdOff.active(now());
    if (held !== null) return this.#failed(held.kind, held.until);
    if (engine() === null) return this.#failed("translation-unavailable", now() + HOPELESS_MS);

    // A second purchase goes alone and without context: whatever spoilt the first stays out of it.
    const fresh = batches(
      missing.filter((unit) => tried(unit) === 0),
      (unit) => unit.encoded.text,
    );
    const again = missing.filter((unit) => tried(unit) > 0).map((unit) => [unit]);
    const archive = now() - row.published_at > this.#ports.onDemandDays * DAY_MS;
    const total = missing.reduce((sum, unit) => sum + billableCharacters(unit.encoded.text), 0);
    if (!spending.hasRoom(total, archive, now())) return this.#failed("translation-budget-spent", nextDay(now()));
    const reserve =
      (context: string | null) =>
      (batch: PlannedUnit[]): Batch => {
        const keys = batch.map((unit) => unit.key as string);
        const characters = batch.reduce((sum, unit) => sum + billableCharacters(unit.encoded.text), 0);
        return { units: batch, keys, context, intent: spending.open(slug, keys, characters, archive, now(), LEASE_MS) };
      };
    const open = [...fresh.map((batch) => reserve(contextOf(article, batch))(batch)), ...again.map(reserve(null))];
    this.#ports.resumeAt(slug, now() + LEASE_MS);
    return { article, batches: open };
  }

  /** Buys reserved batches one after the other. On a failure what was not sent is released. */
  async #buy(article: Article, batches: Batch[], bought: Set<string>): Promise<FlightEnd | null> {
    const { engine, commit, spending } = this.#ports;
    const pair = { source: article.language, target: this.#ports.language() };
    const landed = Promise.withResolvers<void>();
    const keys = batches.flatMap((batch) => batch.keys);
    for (const key of keys) this.#inCall.set(key, landed.promise);
    try {
      for (const [index, batch] of batches.entries()) {
        const texts = batch.units.map((unit) => unit.encoded.text);
        const answer = await (engine() as TranslationEngine).translate(texts, pair, batch.context);
        const failure = commit(() => this.#receive(article, batch, answer, bought));
        if (failure === null) continue;
        commit(() => {
          for (const unsent of batches.slice(index + 1)) spending.release(unsent.intent, unsent.keys);
        });
        return failure;
      }
      return null;
    } finally {
      for (const key of keys) this.#inCall.delete(key);
      landed.resolve();
    }
  }

  /** Books one answer: what passed its checks goes to memory, whatever became of the article meanwhile. */
  #receive(article: Article, batch: Batch, answer: EngineAnswer, bought: Set<string>): FlightEnd | null {
    const { memory, spending, holdOff, now } = this.#ports;
    if (!answer.ok) return this.#receiveFailure(batch, answer.failure);
    holdOff.clear();
    spending.settle(batch.intent, answer.billed);
    const pair = { source: article.language, target: this.#ports.language() };
    const engine = (this.#ports.engine() as TranslationEngine).name;
    for (const [i, unit] of batch.units.entries()) {
      const key = unit.key as string;
      const target = answer.texts[i] as string;
      const check = accepted(unit, target, pair);
      if (!check.ok) {
        console.warn(
          JSON.stringify({ event: "check-failed", slug: article.slug, place: unit.place, check: check.error }),
        );
        continue;
      }
      memory.keep({ key, target, engine, sourceLanguage: article.language, source: unit.encoded.text }, now());
      spending.accept(key);
      bought.add(key);
    }
    return null;
  }

  #receiveFailure(batch: Batch, failure: EngineFailure): FlightEnd | null {
    const { spending, holdOff, now } = this.#ports;
    const cost = COST_OF_FAILURE[failure.kind];
    if (cost === "free") spending.release(batch.intent, batch.keys);
    else spending.forfeit(batch.intent, batch.keys, cost === "lost");
    console.warn(JSON.stringify({ event: "engine-failed", ...failure, texts: batch.keys.length }));
    // Nothing is paired by guess: the texts go again, one by one, as their second purchase.
    if (failure.kind === "wrong-count") return null;
    return this.#failed(PROBLEM_OF[failure.kind], holdOff.begin(failure.kind, PROBLEM_OF[failure.kind], now()));
  }

  #failed(kind: ProblemKind, retryAt: number): FlightEnd {
    return { end: "failed", kind, retryAt };
  }
}

const PROBLEM_OF: Record<EngineFailure["kind"], ProblemKind> = {
  overloaded: "engine-overloaded",
  "quota-spent": "engine-quota-spent",
  refused: "engine-refused",
  failed: "engine-failed",
  unreachable: "engine-unreachable",
  garbled: "engine-garbled",
  "wrong-count": "engine-garbled",
  silent: "engine-silent",
};

/** The same paragraph twice in an article is bought once. */
function unique(units: PlannedUnit[]): PlannedUnit[] {
  return [...new Map(units.map((unit) => [unit.key, unit])).values()];
}
