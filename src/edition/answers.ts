import type { ProblemKind } from "../http/problem.ts";
import type { DriftReport } from "../replica/drift.ts";
import type { Replica } from "../replica/values.ts";
import type { Difference } from "../translation/terms/difference.ts";
import type { Term } from "../translation/terms/term.ts";
import type { Budget } from "./ceilings.ts";

/** Why an edition has no rendition to give. */
export interface Unavailable {
  /** `being-translated` while a flight is under way. */
  kind: ProblemKind;
  /** When another try makes sense, milliseconds since the epoch. */
  retryAt: number;
  /** The article's own language, to link the original. */
  original: string;
}

/** What an edition answers to a request that KV could not serve. */
export type RenditionAnswer =
  | { state: "found"; replica: Replica }
  | { state: "unknown" }
  | { state: "unavailable"; unavailable: Unavailable };

/** What an edition answers for a front that KV could not serve. */
export type FrontAnswer = RenditionAnswer;

/** A full timeline page; `open` while it is filling. */
export type PageAnswer = RenditionAnswer | { state: "open" };

/** An edition as operators see it. Times are RFC 3339. */
export interface EditionStatus {
  language: string;
  state: "ok" | "recovering";
  /** Log sequence up to which it has heard. */
  heard: number;
  renditions: Record<string, number>;
  tags: number;
  memory: number;
  /** What is owed to KV, to the cache and to the engine, by kind. */
  outbox: { kind: string; count: number; due_at: string; attempts: number }[];
  /** In the order in which they are bought from; none where only the memory answers. */
  engines: EngineStatus[];
  /** Characters today and this month (UTC); `unsettled` are those of calls whose answer was lost. */
  spending: {
    day: string;
    settled: number;
    reserved: number;
    daily_characters: number | null;
    this_month: number;
    monthly_characters: number | null;
    unsettled: number;
  };
  drift: DriftReport;
}

/** A glossary as the desk shows it. */
export interface GlossaryAnswer {
  terms: Term[];
  /** Of the content: the same terms, the same digest. */
  digest: string;
}

/** What became of a new glossary. */
export type GlossaryWrite =
  | { outcome: "recovering" }
  /** `digest` is that of the glossary as it is. */
  | { outcome: "precondition-failed"; digest: string }
  | {
      outcome: "replaced";
      digest: string;
      changed: Pick<Difference, "added" | "removed" | "changed">;
      affected: Affected;
    };

/** What the last change of terms affects, as far as is known. */
export interface Affected {
  /** RFC 3339; null where no term ever changed. */
  changed_at: string | null;
  renditions: AffectedRendition[];
  /** Whether every article has been looked at. */
  complete: boolean;
}

export interface AffectedRendition {
  slug: string;
  /** Names of the terms that its wording goes against. */
  terms: string[];
  /** False where no engine can mend it: a person's wording stays, and one made knowing the terms is not bought again. */
  stale: boolean;
}

/** What an edition may spend, and what its configuration gives it; null where there is no ceiling. */
export type BudgetAnswer = Budget & { configured: Budget };

/** What is left of a ceiling; null where there is none. */
export interface BudgetState {
  characters: number | null;
  spent: number;
  left: number | null;
  /** When it begins anew, RFC 3339. */
  resets_at: string;
}

/** An edition's books. Characters, UTC days. */
export interface UsageAnswer {
  days: {
    day: string;
    /** What each engine billed, and what its earlier work saved, taken from the memory. */
    engines: Record<string, { characters: number; calls: number; saved: number }>;
    /** Counted against the day's budget: billed, lost and never settled, or under way. */
    spent: number;
  }[];
  /** Calls whose answer was lost: `open` until the account can be compared, then `released` or `spent`. */
  unsettled: { day: string; engine: string; characters: number; at: string; state: string }[];
  today: BudgetState;
  this_month: BudgetState;
}

/** An engine as one edition finds it. */
export interface EngineStatus {
  name: string;
  /** `paused`: left alone until a time; `failing`: tried one call at a time since it last failed. */
  state: "ready" | "paused" | "failing" | "awaits-confirmation";
  /** RFC 3339. */
  until: string | null;
  /** Tries that failed since the last success, and what the last of them was. */
  failures: number;
  failure: string | null;
}

/** How one flight ended. */
export type FlightEnd = { end: "ready" } | { end: "gone" } | { end: "failed"; kind: ProblemKind; retryAt: number };
