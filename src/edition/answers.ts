import type { ProblemKind } from "../http/problem.ts";
import type { DriftReport } from "../replica/drift.ts";
import type { Replica } from "../replica/values.ts";

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

/** How one flight ended. */
export type FlightEnd = { end: "ready" } | { end: "gone" } | { end: "failed"; kind: ProblemKind; retryAt: number };
