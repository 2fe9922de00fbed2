import type { ProblemKind } from "../http/problem.ts";
import type { DriftReport } from "../replica/drift.ts";
import type { Replica } from "../replica/values.ts";
import type { Difference } from "../translation/terms/difference.ts";
import type { Term } from "../translation/terms/term.ts";

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
  engine: { name: string | null; state: "ready" | "paused" | "off" | "awaits-confirmation"; until: string | null };
  /** Characters today (UTC). */
  spending: { day: string; settled: number; reserved: number; daily_characters: number };
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

/** How one flight ended. */
export type FlightEnd = { end: "ready" } | { end: "gone" } | { end: "failed"; kind: ProblemKind; retryAt: number };
