import type { ProblemKind } from "../http/problem.ts";
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

/** How one flight ended. */
export type FlightEnd = { end: "ready" } | { end: "gone" } | { end: "failed"; kind: ProblemKind; retryAt: number };
