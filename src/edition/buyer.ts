import type { Article } from "../articles/article.ts";
import type { ProblemKind } from "../http/problem.ts";
import { billableCharacters } from "../translation/batches.ts";
import {
  COST_OF_FAILURE,
  type EngineAnswer,
  type EngineFailure,
  type TranslationEngine,
} from "../translation/engine.ts";
import { accepted, type PlannedUnit } from "../translation/plan.ts";
import type { FlightEnd } from "./answers.ts";
import type { HoldOff } from "./hold-off.ts";
import { Lanes } from "./lanes.ts";
import type { Memory } from "./memory.ts";
import type { Intent, Spending } from "./spending.ts";

/** Calls to the engine at once; one while it is failing, so that an outage costs one try at a time. */
const LANES = 4;

export interface BuyerPorts {
  language: () => string;
  engine: () => TranslationEngine | null;
  now: () => number;
  memory: Memory;
  spending: Spending;
  holdOff: HoldOff;
  /** The article as it is now; null once it is withdrawn. */
  source(slug: string): Article | null;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
  /** An entry came to the memory, or another wording of it; runs inside a commit. */
  kept(id: number): void;
  /** Ends a flight whose article only a person can bring on; runs inside a commit. */
  held(slug: string): FlightEnd;
}

/** One request to the engine, reserved and not yet sent. */
export interface Batch {
  units: PlannedUnit[];
  keys: string[];
  context: string | null;
  intent: Intent;
}

/** Buys reserved paragraphs from the engine, and books what comes back. */
export class Buyer {
  readonly #ports: BuyerPorts;
  readonly #lanes: Lanes;
  /** Paragraphs on their way from the engine. */
  readonly #inCall = new Map<string, Promise<unknown>>();

  constructor(ports: BuyerPorts) {
    this.#ports = ports;
    this.#lanes = new Lanes(() => (ports.holdOff.isFailing() ? 1 : LANES));
  }

  /** What to wait for where others are buying the paragraph already. */
  awaited(key: string): Promise<unknown> | null {
    return this.#inCall.get(key) ?? null;
  }

  /** Buys reserved batches one after the other. On a failure what was not sent is free again. */
  async buy(article: Article, reserved: Batch[], bought: Set<string>): Promise<FlightEnd | null> {
    const landed = Promise.withResolvers<void>();
    const keys = reserved.flatMap((batch) => batch.keys);
    for (const key of keys) this.#inCall.set(key, landed.promise);
    const waiting = [...reserved];
    try {
      for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
        const end = await this.#call(article, batch, bought);
        if (end === "split") waiting.unshift(...this.#halves(article, batch));
        else if (end !== null) return end;
      }
      return null;
    } finally {
      this.#ports.commit(() => {
        for (const unsent of waiting) this.#ports.spending.cancel(unsent.intent);
      });
      for (const key of keys) this.#inCall.delete(key);
      landed.resolve();
    }
  }

  /** A request that was too large, as two; its reservation is free already. */
  #halves(article: Article, { units, context, intent: { archive } }: Batch): Batch[] {
    const middle = Math.ceil(units.length / 2);
    return this.#ports.commit(() =>
      [units.slice(0, middle), units.slice(middle)].map((half) => {
        const keys = half.map((unit) => unit.key as string);
        const characters = half.reduce((sum, unit) => sum + billableCharacters(unit.encoded.text), 0);
        const intent = this.#ports.spending.open(article.slug, keys, characters, archive, this.#ports.now());
        return { units: half, keys, context, intent };
      }),
    );
  }

  /** One call, in a lane of its own. While it waited the world may have changed: then nothing is sent. */
  async #call(article: Article, batch: Batch, bought: Set<string>): Promise<FlightEnd | "split" | null> {
    const { engine, commit, spending, holdOff, now, source } = this.#ports;
    const seller = engine() as TranslationEngine;
    await this.#lanes.enter();
    try {
      const held = holdOff.active(now());
      const silence = held === null && holdOff.wasCostly() ? await seller.check?.() : null;
      const isWanted = source(article.slug)?.revision === article.revision;
      if (held !== null || silence || !isWanted) {
        return commit(() => {
          spending.cancel(batch.intent);
          if (held !== null) return { end: "failed", kind: held.kind, retryAt: held.until };
          return silence ? this.#pause(silence) : null;
        });
      }
      commit(() => spending.send(batch.intent, batch.keys));
      const pair = { source: article.language, target: this.#ports.language() };
      const texts = batch.units.map((unit) => unit.encoded.text);
      try {
        const answer = await seller.translate(texts, pair, { context: batch.context, glossary: null });
        return commit(() => this.#receive(article, batch, answer, bought));
      } catch (error) {
        // Paid for, and cannot be kept: booked as lost, so that it is not bought without end.
        commit(() => spending.forfeit(batch.intent, batch.keys, true));
        throw error;
      }
    } finally {
      this.#lanes.leave();
    }
  }

  /** Books one answer: what passed its checks goes to memory, whatever became of the article meanwhile. */
  #receive(article: Article, batch: Batch, answer: EngineAnswer, bought: Set<string>): FlightEnd | "split" | null {
    const { memory, spending, holdOff, now, kept } = this.#ports;
    if (!answer.ok) return this.#receiveFailure(article, batch, answer.failure);
    // A pause that another call has just begun stands.
    if (holdOff.active(now()) === null) holdOff.clear();
    spending.settle(batch.intent, answer.billed);
    const pair = { source: article.language, target: this.#ports.language() };
    const engine = (this.#ports.engine() as TranslationEngine).name;
    for (const [i, unit] of batch.units.entries()) {
      const key = unit.key as string;
      const target = answer.texts[i] as string;
      const text = accepted(unit, target, pair);
      if (!text.ok) {
        const { check, detail } = text.error;
        console.warn(JSON.stringify({ event: "check-failed", slug: article.slug, place: unit.place, check, detail }));
        memory.refuse({ key, target, engine }, now());
        continue;
      }
      const entry = { key, target, engine, sourceLanguage: article.language, source: unit.encoded.text };
      kept(memory.keep(entry, now()));
      bought.add(key);
    }
    return null;
  }

  #receiveFailure(article: Article, batch: Batch, failure: EngineFailure): FlightEnd | "split" | null {
    const { spending } = this.#ports;
    const cost = COST_OF_FAILURE[failure.kind];
    if (cost === "free") spending.release(batch.intent, batch.keys);
    else spending.forfeit(batch.intent, batch.keys, cost === "lost");
    // Nothing is paired by guess: the texts go again, one by one, as their second purchase.
    if (failure.kind === "wrong-count") return told(failure, null);
    // Halved until it fits; a single text that does not never will, and other articles are none of its concern.
    if (failure.kind === "too-large") {
      return told(failure, batch.units.length > 1 ? "split" : this.#ports.held(article.slug));
    }
    return this.#pause(failure);
  }

  /** The engine is left alone for a while. */
  #pause(failure: EngineFailure): FlightEnd {
    const { holdOff, now } = this.#ports;
    const kind = PROBLEM_OF[failure.kind];
    return told(failure, { end: "failed", kind, retryAt: holdOff.begin(failure.kind, kind, now()) });
  }
}

/** Tells operators of a failure, and gives back what it led to. */
function told<T>(failure: EngineFailure, outcome: T): T {
  console.warn(JSON.stringify({ event: "engine-failed", ...failure }));
  return outcome;
}

const PROBLEM_OF: Record<EngineFailure["kind"], ProblemKind> = {
  overloaded: "engine-overloaded",
  "too-large": "translation-held",
  "quota-spent": "engine-quota-spent",
  refused: "engine-refused",
  failed: "engine-failed",
  unreachable: "engine-unreachable",
  garbled: "engine-garbled",
  "wrong-count": "engine-garbled",
  silent: "engine-silent",
};
