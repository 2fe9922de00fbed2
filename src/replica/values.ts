import { createHash } from "node:crypto";
import type { Rendition } from "../articles/article.ts";

/** What a conditional request and a cache policy need, so that a 304 parses nothing (≤ 1,024 bytes). */
export interface ReplicaMetadata {
  /** Monotonic per key. */
  version: number;
  /** SHA-256 of the value, 128 bits in base64url: equal content, equal ETag. */
  digest: string;
  /** Last change, milliseconds since the epoch; monotonic per key. */
  changedAt: number;
  /** `pending`: what was there before is not to be served any more; to a reader as good as no value. */
  state: "ready" | "stale" | "pending" | "withdrawn";
  /** Internal id of the article; only on renditions. */
  id?: string;
  /** Newest articles that the front still lacks; only on fronts. */
  pending?: number;
}

export type RenditionValue =
  | { state: "ready"; rendition: Rendition }
  | { state: "pending" | "withdrawn"; slug: string };

/** The open timeline page and the last full one, newest entry first, whole. */
export interface FrontValue {
  /** Latest change, removals included; RFC 3339. */
  changed_at: string;
  renditions: Rendition[];
  /** Articles that were visible here and were withdrawn in the last 30 days, newest first. */
  withdrawn: { slug: string; at: string }[];
  /** The newest timeline page below these two; null while there is none. */
  archive: number | null;
}

/** A full timeline page, newest entry first; its range never changes. */
export interface PageValue {
  page: number;
  changed_at: string;
  renditions: Rendition[];
}

/** A value as it lies in KV. */
export interface Replica {
  value: string;
  metadata: ReplicaMetadata;
}

/** A value's text with its metadata; the digest is taken from the text. */
export function replica(value: string, metadata: Omit<ReplicaMetadata, "digest">): Replica {
  const digest = createHash("sha256").update(value).digest("base64url").slice(0, 22);
  return { value, metadata: { ...metadata, digest } };
}
