import type { ReplicaMetadata } from "./values.ts";

/** A key's metadata, and its value if it is asked for. */
export interface Found {
  metadata: ReplicaMetadata;
  text(): Promise<string>;
  /** Lets go of a value that nobody needs. */
  discard(): void;
}

/** Shortest time that KV keeps a read in the colo, in seconds; the platform's least. */
export const CACHE_TTL = 30;

/** One KV read. Null too for a value without metadata, which no edition wrote, and for one that is pending. */
export async function readReplica(kv: KVNamespace, key: string): Promise<Found | null> {
  const { value, metadata } = await kv.getWithMetadata<ReplicaMetadata>(key, { type: "stream", cacheTtl: CACHE_TTL });
  if (value === null) return null;
  const discard = () => void value.cancel().catch(() => undefined);
  if (metadata === null || metadata.state === "pending") {
    discard();
    return null;
  }
  return { metadata, text: () => new Response(value).text(), discard };
}
