import type { Article } from "../articles/article.ts";
import { billableCharacters } from "../translation/batches.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { PlannedUnit } from "../translation/plan.ts";
import type { FlightEnd } from "./answers.ts";
import { costOf, leastCostOf } from "./cost.ts";
import type { Ledger } from "./ledger.ts";
import { type ReceiptPorts, Receipts } from "./receipts.ts";
import { secondTryAfter } from "./second-try.ts";
import type { Intent } from "./spending.ts";

export interface BuyerPorts extends ReceiptPorts {
  ledger: Ledger;
  /** 0 to 1, as `Math.random`. */
  random: () => number;
  sleep(ms: number): Promise<unknown>;
  /** The article as it is now; null once it is withdrawn. */
  source(slug: string): Article | null;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
  /** A call is on its way; runs inside a commit. */
  sent(engine: TranslationEngine): void;
  /** What an engine that is asked now knows of the terms: their version; null while its own glossary is on its way. */
  termsKnown(engine: TranslationEngine, source: string): number | null;
  /** When an answer counts as made, by what its engine knew of the terms: milliseconds since the epoch. */
  madeAt(source: string, known: number | null): number;
  /** Whether a reader waits for the article. */
  isAwaited(slug: string): boolean;
}

/** One request to an engine, reserved and not yet sent. */
export interface Batch {
  units: PlannedUnit[];
  keys: string[];
  context: string | null;
  intent: Intent;
}

/** What a call came to: its flight's end, the same again in two requests, or (null) on with the next. */
export type Outcome = FlightEnd | "split" | null;

/** Buys reserved paragraphs from the engines, and books what comes back. */
export class Buyer {
  readonly #ports: BuyerPorts;
  readonly #receipts: Receipts;
  /** Paragraphs on their way from an engine. */
  readonly #inCall = new Map<string, Promise<unknown>>();

  constructor(ports: BuyerPorts) {
    this.#ports = ports;
    this.#receipts = new Receipts(ports);
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
        const outcome = await this.#call(article, batch, bought);
        if (outcome === "split") waiting.unshift(...this.#halves(article, batch));
        else if (outcome !== null) return outcome;
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

  /** Buys one batch from the first engine that can be had when its turn comes. */
  async #call(article: Article, batch: Batch, bought: Set<string>): Promise<Outcome> {
    const { sellers, commit, spending } = this.#ports;
    for (;;) {
      const seller = sellers.first();
      if (seller === null) {
        return commit(() => {
          spending.cancel(batch.intent);
          return { end: "failed", ...sellers.refusal() };
        });
      }
      const outcome = await this.#inLane(seller, article, batch, bought);
      if (outcome !== "elsewhere") return outcome;
    }
  }

  async #inLane(
    seller: TranslationEngine,
    article: Article,
    batch: Batch,
    bought: Set<string>,
  ): Promise<Outcome | "elsewhere"> {
    const lanes = this.#ports.sellers.lanes(seller.name);
    await lanes.enter();
    try {
      for (let tries = 1; ; tries++) {
        const refused = await this.#refused(seller, article, batch);
        if (refused !== undefined) return refused;
        const outcome = await this.#ask(seller, article, batch, bought, tries);
        if (typeof outcome !== "number") return outcome;
        await this.#ports.sleep(outcome);
      }
    } finally {
      lanes.leave();
    }
  }

  /** While a batch waited the world may have changed: then nothing is sent. Undefined where it was sent. */
  async #refused(
    seller: TranslationEngine,
    article: Article,
    batch: Batch,
  ): Promise<Outcome | "elsewhere" | undefined> {
    const { breakers, commit, spending, now, source } = this.#ports;
    if (breakers.open(seller.name, now()) !== null) return "elsewhere";
    const silence = breakers.pause(seller.name)?.costly === true ? ((await seller.check?.()) ?? null) : null;
    return commit(() => {
      // Others may have found out meanwhile.
      if (breakers.open(seller.name, now()) !== null) return "elsewhere";
      if (silence !== null) {
        this.#receipts.trip(seller, silence);
        return "elsewhere";
      }
      if (source(article.slug)?.revision !== article.revision) {
        spending.cancel(batch.intent);
        return null;
      }
      return this.#send(seller, batch);
    });
  }

  /** Reserved by the day, and the engine, that it is sent to. Undefined where it goes. */
  #send(seller: TranslationEngine, { units, keys, intent }: Batch): Outcome | undefined {
    const { ledger, spending, now, sent } = this.#ports;
    if (units.length > (seller.mostTexts ?? Number.POSITIVE_INFINITY)) {
      spending.cancel(intent);
      return "split";
    }
    const characters = costOf(seller, units);
    if (!spending.renew(intent, characters, now())) {
      spending.cancel(intent);
      const retryAt = ledger.freeAt(characters, now());
      return { end: "failed", kind: "translation-budget-spent", retryAt };
    }
    spending.send(intent, { engine: seller.name, keys, least: leastCostOf(units) }, now());
    sent(seller);
    return undefined;
  }

  /** One call, booked; or how long to wait before it is made once more, milliseconds. */
  async #ask(
    seller: TranslationEngine,
    article: Article,
    batch: Batch,
    bought: Set<string>,
    tries: number,
  ): Promise<Outcome | number> {
    const { commit, spending, random, isAwaited, lost, now, termsKnown, madeAt } = this.#ports;
    const pair = { source: article.language, target: this.#ports.language() };
    const texts = batch.units.map((unit) => unit.encoded.text);
    const known = termsKnown(seller, article.language);
    try {
      const answer = await seller.translate(texts, pair, { context: batch.context, glossary: null });
      const mayRepeat = !answer.ok && tries === 1 && isAwaited(article.slug);
      const pause = mayRepeat ? secondTryAfter(answer.failure, random) : null;
      if (pause === null) {
        const at = madeAt(article.language, known);
        return commit(() => this.#receipts.book(seller, article, batch, { answer, at }, bought));
      }
      commit(() => spending.unsend(batch.intent, batch.keys));
      return pause;
    } catch (error) {
      // Paid for, perhaps, and cannot be kept: booked as lost, so that it is not bought without end.
      commit(() => {
        spending.forfeit(batch.intent, batch.keys, true, now());
        lost(seller);
      });
      throw error;
    }
  }
}
