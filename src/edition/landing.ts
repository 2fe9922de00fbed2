import type { Article, Rendition } from "../articles/article.ts";
import { billableCharacters } from "../translation/batches.ts";
import { join } from "../translation/join.ts";
import { type PlannedUnit, plan } from "../translation/plan.ts";
import type { Awaiting } from "./awaiting.ts";
import { dayOf } from "./days.ts";
import type { Memory, MemoryEntry } from "./memory.ts";
import type { Purchases } from "./purchases.ts";
import type { RenditionRow } from "./renditions.ts";
import type { Reviews } from "./reviews.ts";
import type { Usage } from "./usage.ts";
import type { Uses } from "./uses.ts";

export interface LandingPorts {
  language: () => string;
  now: () => number;
  memory: Memory;
  purchases: Purchases;
  usage: Usage;
  reviews: Reviews;
  uses: Uses;
  awaiting: Awaiting;
  /** Whether nothing machine-made is public here before a person has approved it. */
  isReviewedFirst: () => boolean;
  find(slug: string): RenditionRow | null;
  /** The article as it is now; null once it is withdrawn. */
  source(slug: string): Article | null;
  /** Stores a finished rendition with its outbox rows; runs inside a commit. */
  land(slug: string, rendition: Rendition, state: "ready" | "stale"): void;
  /** Marks a rendition as waiting for a person; runs inside a commit. */
  hold(slug: string): void;
}

/** What became of a translation: in place, waiting for its approval, or lacking these keys (none where no purchase mends it). */
export type Landed = { state: "landed" } | { state: "awaits-review" } | { state: "missing"; keys: string[] };

/** Makes renditions of what the memory has, and puts them in their place. All of it runs inside a commit. */
export class Landing {
  readonly #ports: LandingPorts;

  constructor(ports: LandingPorts) {
    this.#ports = ports;
  }

  /** Lands what a flight has gathered: outdated entries are to be bought anew, as if they were missing. */
  fly(article: Article, units: PlannedUnit[], bought: ReadonlySet<string>): Landed {
    return this.#land(article, units, { bought, byPerson: false, isOutdatedMissing: true });
  }

  /** Lands what there is, outdated or not, where nothing better can be had. */
  outdated(article: Article, units: PlannedUnit[], bought: ReadonlySet<string>): Landed {
    return this.#land(article, units, { bought, byPerson: false, isOutdatedMissing: false });
  }

  /** Lands a translation once more because a person changed something of it; null for what is no translation here. */
  again(slug: string): Landed | null {
    const article = this.#ports.source(slug);
    const row = this.#ports.find(slug);
    if (article === null || row === null || row.state === "withdrawn") return null;
    const units = plan(article, this.#ports.language());
    return this.#land(article, units, { bought: new Set(), byPerson: true, isOutdatedMissing: false });
  }

  #land(
    article: Article,
    units: PlannedUnit[],
    {
      bought,
      byPerson,
      isOutdatedMissing,
    }: { bought: ReadonlySet<string>; byPerson: boolean; isOutdatedMissing: boolean },
  ): Landed {
    const { memory, purchases, reviews, uses, awaiting, now, isReviewedFirst, find, land, hold } = this.#ports;
    const { slug } = article;
    const keys = units.flatMap((unit) => unit.key ?? []);
    const entries = [...memory.find(keys).values()];
    const known = new Map(entries.filter((e) => !(isOutdatedMissing && e.outdated)).map((entry) => [entry.key, entry]));
    const row = find(slug);
    const previous = row?.rendition ? (JSON.parse(row.rendition) as Rendition) : null;
    const language = this.#ports.language();
    const review = reviews.find(slug);
    // It may have been bought by a flight long ago, and have waited for its approval since.
    const waited = awaiting.find(article);
    const boughtForIt = new Set([...bought, ...(waited ?? [])]);
    const joined = join({
      ...{ article, language, units, known, bought: boughtForIt, previous, review, byPerson, now: now() },
      madeAt: byPerson ? Math.min(now(), madeAt(article, entries)) : now(),
    });
    if (!joined.ok) return { state: "missing", keys: joined.error };
    const rendition = joined.value;
    const awaitsReview = isReviewedFirst() && isMachineMade(rendition) && rendition.translation?.reviewed === null;
    // One that waits is made once, and looked at by every request that comes meanwhile.
    if (!byPerson && !(awaitsReview && waited !== null)) this.#bookSavings(units, known);
    // What is outdated is still to be bought: how often it was stands (promise 2).
    purchases.forget(entries.flatMap(({ key, outdated }) => (outdated ? [] : key)));
    if (awaitsReview) {
      if (!byPerson) awaiting.keep(article, boughtForIt);
      if (row?.state !== "held") hold(slug);
      return { state: "awaits-review" };
    }
    awaiting.drop(slug);
    uses.add(slug, keys);
    land(slug, rendition, entries.some(({ outdated }) => outdated) ? "stale" : "ready");
    return { state: "landed" };
  }

  /** Characters that came from the memory: those of paragraphs that nobody bought since the last landing. */
  #bookSavings(units: PlannedUnit[], known: ReadonlyMap<string, MemoryEntry>): void {
    const { purchases, usage, now } = this.#ports;
    const encoded = new Map(units.map((unit) => [unit.key, unit.encoded.text]));
    for (const [key, { engine }] of known) {
      if (purchases.attempts(key) > 0) continue;
      usage.saved(dayOf(now()), engine, billableCharacters(encoded.get(key) ?? ""));
    }
  }
}

/** When the last of its texts was there; all of them may be older than the revision. */
function madeAt({ updated_at }: Article, entries: MemoryEntry[]): number {
  return entries.reduce((last, { created_at }) => Math.max(last, created_at), Date.parse(updated_at));
}

/** Whether anybody but a person made some of it: a shipped or imported translation may be a machine's too. */
function isMachineMade({ translation }: Rendition): boolean {
  return translation?.engines.some((engine) => engine !== "person") ?? false;
}
