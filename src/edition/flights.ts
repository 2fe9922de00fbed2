import type { Article } from "../articles/article.ts";
import type { ProblemKind } from "../http/problem.ts";
import { within } from "../objects/within.ts";
import { batches, fitsRequest } from "../translation/batches.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import { contextOf, type PlannedUnit, plan } from "../translation/plan.ts";
import type { FlightEnd } from "./answers.ts";
import { type Batch, Buyer, type BuyerPorts } from "./buyer.ts";
import { costOf } from "./cost.ts";
import { DAY_MS } from "./days.ts";
import type { Landing } from "./landing.ts";
import type { OverBudget } from "./over-budget.ts";
import { MOST_PURCHASES } from "./purchases.ts";
import type { RenditionRow } from "./renditions.ts";
import { HOPELESS_MS } from "./sellers.ts";

/** A flight whose object died is taken up again after this: longer than any call. */
const LEASE_MS = 60_000;
/** Until an admin has confirmed the day's spending. */
const UNCONFIRMED_MS = 60_000;
/** Until the engine has a glossary that is on its way. */
const GLOSSARY_MS = 2_000;

export interface FlightPorts extends Omit<BuyerPorts, "held" | "isAwaited"> {
  onDemandDays: number;
  overBudget: OverBudget;
  /** False after a loss of storage, until an admin has said what was spent today. */
  isConfirmed: () => boolean;
  find(slug: string): RenditionRow | null;
  /** Makes sure that a flight whose object dies is taken up again, at `dueAt`; runs inside a commit. */
  resumeAt(slug: string, dueAt: number): void;
  /** Whether the engine is being told of the terms as they are. */
  isGlossaryOnItsWay(source: string): boolean;
  /** There is nothing to take up again, and what landed is compared with the terms; runs inside a commit. */
  landed(slug: string): void;
  /** Makes a rendition of what the memory has. */
  landing: Landing;
  /** Marks a rendition as waiting for a person; runs inside a commit. */
  hold(slug: string): void;
  /** Takes that back; runs inside a commit. */
  unhold(slug: string): void;
}

type Turn = FlightEnd | { waitFor: Promise<unknown>[] } | { article: Article; batches: Batch[] };

/**
 * Flights: from an article to its rendition, each paragraph bought once however many ask. No
 * decision is held across an `await`: every turn of the loop reads the rows again.
 */
export class Flights {
  readonly #ports: FlightPorts;
  readonly #bySlug = new Map<string, Promise<FlightEnd>>();
  readonly #buyer: Buyer;
  /** Readers who wait, by article. */
  readonly #readers = new Map<string, number>();

  constructor(ports: FlightPorts) {
    this.#ports = ports;
    const isAwaited = (slug: string) => (this.#readers.get(slug) ?? 0) > 0;
    this.#buyer = new Buyer({ ...ports, isAwaited, held: (slug) => this.#held(slug) });
  }

  /** The same for a reader who waits: null after `waitMs` milliseconds; the flight goes on. */
  async awaited(slug: string, waitMs: number): Promise<FlightEnd | null> {
    const waiting = (by: number) => this.#readers.set(slug, (this.#readers.get(slug) ?? 0) + by);
    if (waitMs > 0) waiting(1);
    try {
      return await within(waitMs, this.start(slug));
    } finally {
      if (waitMs > 0) waiting(-1);
      if (this.#readers.get(slug) === 0) this.#readers.delete(slug);
    }
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

  /** Forgets what was bought in vain for an article, so that it may be tried again. Returns its state then. */
  release(slug: string): RenditionRow["state"] | null {
    const article = this.#ports.source(slug);
    if (article !== null && this.#ports.find(slug)?.state === "held") {
      this.#ports.purchases.forget(plan(article, this.#ports.language()).flatMap((unit) => unit.key ?? []));
      this.#ports.unhold(slug);
    }
    return this.#ports.find(slug)?.state ?? null;
  }

  async #fly(slug: string): Promise<FlightEnd> {
    const bought = new Set<string>();
    for (;;) {
      const turn = this.#ports.commit(() => {
        const turn = this.#turn(slug, bought);
        // Or a correction that comes before that time would be bought though nobody asked.
        if ("end" in turn && turn.end !== "failed") this.#ports.landed(slug);
        return turn;
      });
      if ("end" in turn) return turn;
      if ("waitFor" in turn) {
        await Promise.allSettled(turn.waitFor);
        continue;
      }
      const failure = await this.#buyer.buy(turn.article, turn.batches, bought);
      if (failure !== null) return failure;
    }
  }

  /** Decides what comes next, in one synchronous block: landed, given up, to be waited for, or to be bought. */
  #turn(slug: string, bought: ReadonlySet<string>): Turn {
    const { landing, now, purchases } = this.#ports;
    const row = this.#ports.find(slug);
    const article = this.#ports.source(slug);
    if (row === null || row.state === "withdrawn") return { end: "gone" };
    if (row.state === "ready" || article === null) return { end: "ready" };

    const units = plan(article, this.#ports.language());
    const landed = landing.fly(article, units, bought);
    if (landed.state !== "missing") {
      if (landed.state === "awaits-review") return this.#failed("translation-awaits-review", now() + HOPELESS_MS);
      // A rendition too large for its row is held, not stored.
      if (this.#ports.find(slug)?.state === "held") return this.#failed("translation-held", now() + HOPELESS_MS);
      return { end: "ready" };
    }
    if (row.state === "held" && !this.#isAffordableAgain(article)) return this.#stillHeld(slug);

    const missing = unique(units.filter((unit) => unit.key !== null && landed.keys.includes(unit.key)));
    const waitFor = missing.flatMap((unit) => this.#buyer.awaited(unit.key as string) ?? []);
    if (waitFor.length > 0) return { waitFor };
    const isHopeless = (unit: PlannedUnit) =>
      purchases.attempts(unit.key as string) >= MOST_PURCHASES || !fitsRequest(unit.encoded.text);
    if (missing.length === 0 || missing.some(isHopeless)) return this.#held(slug);
    if (row.rendition !== null && this.#ports.isGlossaryOnItsWay(article.language)) return this.#inAMoment(slug);
    const turn = this.#purchase(article, missing);
    if (!("end" in turn) || row.rendition !== null) return turn;
    // Nothing can be bought now: a wording from before the terms changed is better than none.
    return landing.outdated(article, units, bought).state === "landed" ? { end: "ready" } : turn;
  }

  /** What was outdated by a change of terms is not bought before the engine knows of it; what is public stays so long. */
  #inAMoment(slug: string): FlightEnd {
    const { now, resumeAt } = this.#ports;
    resumeAt(slug, now() + GLOSSARY_MS);
    return this.#failed("being-translated", now() + GLOSSARY_MS);
  }

  /** What is missing, reserved; or why it cannot be bought now. */
  #purchase(article: Article, missing: PlannedUnit[]): Turn {
    const { sellers, isConfirmed, now, onDemandDays } = this.#ports;
    const seller = sellers.first();
    if (seller === null) return { end: "failed", ...sellers.refusal() };
    if (!isConfirmed()) return this.#failed("engine-awaits-confirmation", now() + UNCONFIRMED_MS);
    return this.#reserve(article, missing, seller, isOld(article.published_at, now(), onDemandDays));
  }

  /**
   * Reserves what is missing, as far as the budget goes: all of it or nothing, but for an article
   * that no day could pay whole, which is bought day by day.
   */
  #reserve(article: Article, missing: PlannedUnit[], seller: TranslationEngine, archive: boolean): Turn {
    const { ledger, now } = this.#ports;
    const most = ledger.most(archive);
    const largest = Math.max(...missing.map((unit) => costOf(seller, [unit])));
    // A budget of nothing is an edition that is switched off, not an article that is too large.
    if (largest > most && most > 0) return this.#overBudget(article.slug, largest);
    const whole = costOf(seller, missing);
    let affordable = missing;
    let room = ledger.room(archive, now());
    if (whole > most) {
      affordable = missing.filter((unit) => {
        room -= costOf(seller, [unit]);
        return room >= 0;
      });
    } else if (whole > room) affordable = [];
    if (affordable.length > 0) return { article, batches: this.#opened(article, affordable, seller, archive) };
    return this.#failed("translation-budget-spent", ledger.freeAt(whole > most ? largest : whole, now()));
  }

  /** Reservations, a request each. */
  #opened(article: Article, affordable: PlannedUnit[], seller: TranslationEngine, archive: boolean): Batch[] {
    const { purchases, spending, now, resumeAt } = this.#ports;
    // A second purchase goes alone and without context: whatever spoilt the first stays out of it.
    const isFirst = (unit: PlannedUnit) => purchases.attempts(unit.key as string) === 0;
    const fresh = batches(affordable.filter(isFirst), (unit) => unit.encoded.text, seller.mostTexts);
    const again = affordable.filter((unit) => !isFirst(unit)).map((unit) => [unit]);
    resumeAt(article.slug, now() + LEASE_MS);
    return [...fresh, ...again].map((units, i) => {
      const keys = units.map((unit) => unit.key as string);
      const context = i < fresh.length ? contextOf(article, units) : null;
      const intent = spending.open(article.slug, keys, costOf(seller, units), archive, now());
      return { units, keys, context, intent };
    });
  }

  #held(slug: string): FlightEnd {
    this.#ports.overBudget.drop(slug);
    this.#ports.hold(slug);
    return this.#stillHeld(slug);
  }

  /** A paragraph that no day, or no month, can pay: tomorrow is no better, so an editor is told. */
  #overBudget(slug: string, characters: number): FlightEnd {
    this.#ports.overBudget.add(slug, characters);
    this.#ports.hold(slug);
    return this.#stillHeld(slug);
  }

  #stillHeld(slug: string): FlightEnd {
    const isDear = this.#ports.overBudget.find(slug) !== null;
    return this.#failed(isDear ? "translation-over-budget" : "translation-held", this.#ports.now() + HOPELESS_MS);
  }

  /** Lets an article go that was held for its price, once the budget can pay it. */
  #isAffordableAgain({ slug, published_at }: Article): boolean {
    const { overBudget, ledger, now, onDemandDays } = this.#ports;
    const characters = overBudget.find(slug);
    if (characters === null || characters > ledger.most(isOld(published_at, now(), onDemandDays))) return false;
    overBudget.drop(slug);
    this.#ports.unhold(slug);
    return true;
  }

  #failed(kind: ProblemKind, retryAt: number): FlightEnd {
    return { end: "failed", kind, retryAt };
  }
}

/** Whether an article may use only half of the day's budget. */
function isOld(publishedAt: string, now: number, onDemandDays: number): boolean {
  return now - Date.parse(publishedAt) > onDemandDays * DAY_MS;
}

/** The same paragraph twice in an article is bought once. */
function unique(units: PlannedUnit[]): PlannedUnit[] {
  return [...new Map(units.map((unit) => [unit.key, unit])).values()];
}
