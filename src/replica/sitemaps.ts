import { createHash } from "node:crypto";
import { unexpired } from "../articles/expiry.ts";
import { keys } from "./keys.ts";
import { CACHE_TTL, readReplica } from "./reader.ts";
import type { ReplicaMetadata, SitemapValue } from "./values.ts";

export type SitemapEntry = SitemapValue["entries"][number];

/** A part of an edition's sitemap as KV has it. */
export interface SitemapPart {
  language: string;
  entries: SitemapEntry[];
  digest: string;
  /** Milliseconds since the epoch. */
  changedAt: number;
}

/** KV takes 100 keys in one read; twenty parts are some megabytes, and an isolate has 128. */
const KEYS_AT_ONCE = 20;

/** An edition's last entry number, from its front's metadata; 0 while KV has no front of it. */
export async function lastEntry(kv: KVNamespace, language: string): Promise<number> {
  const front = await readReplica(kv, keys.front(language));
  front?.discard();
  return front?.metadata.entries ?? 0;
}

/** Parts of sitemaps, in the order asked for; those that KV lacks are left out. */
export async function readSitemapParts(
  kv: KVNamespace,
  wanted: { language: string; part: number }[],
): Promise<SitemapPart[]> {
  const parts: SitemapPart[] = [];
  for (let from = 0; from < wanted.length; from += KEYS_AT_ONCE) {
    const batch = wanted.slice(from, from + KEYS_AT_ONCE);
    const named = batch.map(({ language, part }) => keys.sitemap(language, part));
    const options = { type: "json", cacheTtl: CACHE_TTL } as const;
    const found = await kv.getWithMetadata<SitemapValue, ReplicaMetadata>(named, options);
    for (const [i, { language }] of batch.entries()) {
      const { value, metadata } = found.get(named[i] as string) ?? { value: null, metadata: null };
      if (value === null || metadata === null) continue;
      parts.push({ language, entries: value.entries, digest: metadata.digest, changedAt: metadata.changedAt });
    }
  }
  return parts;
}

/** Sitemap parts as they are to be shown at one instant. Times are milliseconds since the epoch. */
export interface VisibleSitemap {
  sections: { language: string; entries: SitemapEntry[] }[];
  /** Equal content, equal digest. */
  digest: string;
  modifiedAt: number | null;
  /** When it next loses an entry; null where none ends. */
  expiresAt: number | null;
}

/** Parts without the entries that have ended; digest and dates say what is gone, and nothing of the clock. */
export function sitemapAt(
  parts: SitemapPart[],
  endOf: (entry: SitemapEntry) => number | null,
  now: number,
): VisibleSitemap {
  const shown = parts.map(({ entries }) => unexpired(entries, endOf, now));
  const gone = shown.reduce((sum, part) => sum + part.gone, 0);
  const digests = parts.map(({ language, digest }) => `${language} ${digest}`).join("\n");
  const ends = shown.flatMap(({ nextEnd }) => nextEnd ?? []);
  const changes = [...parts.map(({ changedAt }) => changedAt), ...shown.flatMap(({ lastEnd }) => lastEnd ?? [])];
  return {
    sections: parts.map(({ language }, i) => ({ language, entries: shown[i]?.items ?? [] })),
    digest: `${createHash("sha256").update(digests).digest("base64url").slice(0, 22)}-${gone}`,
    modifiedAt: changes.length === 0 ? null : Math.max(...changes),
    expiresAt: ends.length === 0 ? null : Math.min(...ends),
  };
}
