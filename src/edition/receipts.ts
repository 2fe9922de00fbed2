import type { Article } from "../articles/article.ts";
import type { CheckOptions } from "../translation/checks/checks.ts";
import {
  COST_OF_FAILURE,
  type EngineAnswer,
  type EngineFailure,
  type PartialAnswer,
  type TranslationEngine,
} from "../translation/engine.ts";
import { accepted, type PlannedUnit } from "../translation/plan.ts";
import type { FlightEnd } from "./answers.ts";
import type { Breakers } from "./breakers.ts";
import type { Batch, Outcome } from "./buyer.ts";
import { PROBLEM_OF } from "./engine-problem.ts";
import type { Memory } from "./memory.ts";
import type { Purchases } from "./purchases.ts";
import type { Sellers } from "./sellers.ts";
import type { Spending } from "./spending.ts";

export interface ReceiptPorts {
  language: () => string;
  now: () => number;
  sellers: Sellers;
  breakers: Breakers;
  memory: Memory;
  purchases: Purchases;
  spending: Spending;
  /** What a translation from a language has to pass here. */
  checks(sourceLanguage: string): CheckOptions;
  /** An entry came to the memory, or another wording of it. */
  kept(id: number): void;
  /** A call's answer was lost. */
  lost(engine: TranslationEngine): void;
  /** Ends a flight whose article only a person can bring on. */
  held(slug: string): FlightEnd;
}

/** What came back, and when its texts count as made: before a change of terms that the engine did not know of. */
export interface Receipt {
  answer: EngineAnswer;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What engines answered, booked: money, memory, breakers. All of it, its ports too, runs inside a commit. */
export class Receipts {
  readonly #ports: ReceiptPorts;

  constructor(ports: ReceiptPorts) {
    this.#ports = ports;
  }

  /** Books one answer: what passed its checks goes to memory, whatever became of the article meanwhile. */
  book(seller: TranslationEngine, article: Article, batch: Batch, receipt: Receipt, bought: Set<string>): Outcome {
    const { spending, breakers, now } = this.#ports;
    const { answer, at } = receipt;
    if (answer.ok) {
      breakers.close(seller.name, now());
      spending.settle(batch.intent, answer.billed);
      this.#keep(seller, article, batch.units, { texts: answer.texts, at }, bought);
      return null;
    }
    const { failure } = answer;
    if (failure.partial === undefined) return this.#receiveFailure(seller, article, batch, failure);
    this.#receivePartial(seller, article, batch, { ...failure.partial, at }, bought);
    return told(failure, this.#pause(seller, failure));
  }

  /** Keeps what came before a call broke off; what was never sent was not bought. */
  #receivePartial(
    seller: TranslationEngine,
    article: Article,
    { units, keys, intent }: Batch,
    { texts, isNextBegun, billed, at }: PartialAnswer & { at: number },
    bought: Set<string>,
  ): void {
    const { purchases, spending } = this.#ports;
    spending.settle(intent, billed);
    purchases.takeBack(keys.slice(texts.length + (isNextBegun ? 1 : 0)));
    this.#keep(seller, article, units.slice(0, texts.length), { texts, at }, bought);
  }

  #keep(
    seller: TranslationEngine,
    article: Article,
    units: PlannedUnit[],
    { texts, at }: { texts: string[]; at: number },
    bought: Set<string>,
  ): void {
    const { memory, kept, now, checks } = this.#ports;
    const pair = { source: article.language, target: this.#ports.language() };
    for (const [i, unit] of units.entries()) {
      const key = unit.key as string;
      const target = texts[i] as string;
      const text = accepted(unit, target, pair, checks(article.language));
      if (!text.ok) {
        const { check, detail } = text.error;
        console.warn(JSON.stringify({ event: "check-failed", slug: article.slug, place: unit.place, check, detail }));
        memory.refuse({ key, target, engine: seller.name }, now());
        continue;
      }
      const entry = {
        key,
        target,
        engine: seller.name,
        sourceLanguage: article.language,
        source: unit.encoded.text,
      };
      kept(memory.keep(entry, at));
      bought.add(key);
    }
  }

  #receiveFailure(seller: TranslationEngine, article: Article, batch: Batch, failure: EngineFailure): Outcome {
    const { spending, now, lost } = this.#ports;
    const cost = COST_OF_FAILURE[failure.kind];
    if (cost === "free") spending.release(batch.intent, batch.keys);
    else {
      spending.forfeit(batch.intent, batch.keys, cost === "lost", now());
      lost(seller);
    }
    // Nothing is paired by guess: the texts go again, one by one, as their second purchase.
    if (failure.kind === "wrong-count") return told(failure, null);
    // Halved until it fits; a single text that does not never will, and other articles are none of its concern.
    if (failure.kind === "too-large") {
      return told(failure, batch.units.length > 1 ? "split" : this.#ports.held(article.slug));
    }
    return told(failure, this.#pause(seller, failure));
  }

  /** The engine is left alone for a while. The flight goes on where another can be had. */
  #pause(seller: TranslationEngine, failure: EngineFailure): FlightEnd | null {
    const { sellers } = this.#ports;
    this.trip(seller, failure);
    return sellers.first() === null ? { end: "failed", ...sellers.refusal() } : null;
  }

  trip(seller: TranslationEngine, failure: EngineFailure): void {
    this.#ports.breakers.trip(seller.name, failure, PROBLEM_OF[failure.kind], this.#ports.now());
  }
}

/** Tells operators of a failure, and gives back what it led to. */
function told<T>({ kind, detail, retryAfterMs }: EngineFailure, outcome: T): T {
  console.warn(JSON.stringify({ event: "engine-failed", kind, detail, retryAfterMs }));
  return outcome;
}
