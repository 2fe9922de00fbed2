import { createHash } from "node:crypto";
import type { Engine, Rendition } from "../articles/article.ts";
import { type ToldProvenance, toldProvenance } from "../articles/provenance.ts";

/** What a conditional request and a cache policy need, so that a 304 parses nothing (≤ 1,024 bytes). */
export interface ReplicaMetadata {
  /** Monotonic per key. */
  version: number;
  /** SHA-256 of the value, 128 bits in base64url: equal content, equal ETag. */
  digest: string;
  /** Last change, milliseconds since the epoch; monotonic per key. */
  changedAt: number;
  /** `pending`: what was there before is not to be served any more; to a reader as good as no value. */
  state: "ready" | "stale" | "pending" | "withdrawn" | "moved";
  /** Internal id: of the article, or of the tag on its fronts and pages. */
  id?: string;
  /** Newest articles that the front still lacks; only on fronts. */
  pending?: number;
  /** The last entry number; only on fronts of whole editions. */
  entries?: number;
  /** When the first of what is in it expires, milliseconds since the epoch. */
  expiresAt?: number;
  /** Where it comes from, as `packedProvenance` makes it; only on translations. */
  translation?: ToldProvenance;
}

/** Metadata reach KV in a header, so they are ASCII alone: a reviewer's name is percent-encoded (RFC 3986 §2.1). */
export function packedProvenance(provenance: ToldProvenance): ToldProvenance {
  const told = toldProvenance(provenance);
  return told.reviewed === null
    ? told
    : { ...told, reviewed: { ...told.reviewed, by: encodeURIComponent(told.reviewed.by) } };
}

export function unpackedProvenance(packed: ToldProvenance): ToldProvenance {
  const { reviewed } = packed;
  return reviewed === null ? packed : { ...packed, reviewed: { ...reviewed, by: decodeURIComponent(reviewed.by) } };
}

/** An article's place in a timeline, for who has to rebuild it: tag or '', entry number, page, whether it is shown. */
export type PlaceValue = [tag: string, entry: number, page: number, shown: 0 | 1];

export type RenditionValue =
  | { state: "ready"; rendition: Rendition; places: PlaceValue[] }
  | { state: "pending" | "withdrawn"; slug: string; places: PlaceValue[] }
  /** An alias: `slug` leads to the article `to`. */
  | { state: "moved"; slug: string; to: string };

/** A tag and its label in the edition's language. */
export interface TagValue {
  tag: string;
  label: string;
}

/** The open timeline page and the last full one, newest entry first, whole. */
export interface FrontValue {
  /** Null for the whole edition. */
  tag: TagValue | null;
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
  /** Null for the whole edition. */
  tag: TagValue | null;
  page: number;
  changed_at: string;
  renditions: Rendition[];
}

/** Entry numbers of a sitemap part: part n has those from n × 1,000 + 1 on. */
export const SITEMAP_PART = 1_000;

/** What can be read of one range of entry numbers, oldest first. */
export interface SitemapValue {
  entries: SitemapEntry[];
}

export interface SitemapEntry {
  slug: string;
  title: string;
  published_at: string;
  updated_at: string;
  expires_at: string | null;
  /** A machine's translation that nobody has reviewed: the configuration says whether search engines are to have it. */
  unreviewed?: true;
}

/** Memory entries of a part: part n has those numbered from n × 50 + 1 on. */
export const MEMORY_PART = 50;

/** A range of an edition's translation memory: a backup that nobody serves. */
export interface MemoryValue {
  entries: MemoryValueEntry[];
}

/** Who an entry of the memory comes from: `seed` is what was shipped or imported, whoever made it. */
export const MEMORY_ORIGINS = ["person", "machine", "seed"] as const;
export type MemoryOrigin = (typeof MEMORY_ORIGINS)[number];

export interface MemoryValueEntry {
  id: number;
  key: string;
  origin: MemoryOrigin;
  source_language: string;
  source: string;
  target: string;
  engine: Engine;
  created_at: number;
  /** Whose wording it is; null where no person's. */
  reviewer: string | null;
  /** 1: to be bought anew. */
  outdated: number;
}

/** An edition's terms of one source language: a backup that nobody serves. */
export interface GlossaryValue {
  /** 1 once an editor has replaced it. */
  edited: 0 | 1;
  terms: GlossaryTerm[];
}

/** A term, as the edition reads and writes it. */
export interface GlossaryTerm {
  source: string;
  target: string;
  rule: "translate" | "keep" | "forbid";
  case?: "sensitive" | "insensitive";
  forms?: { source?: string[]; target?: string[] };
  forbidden?: string[];
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
