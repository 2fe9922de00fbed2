import type { EngineFailure } from "../translation/engine.ts";

/** A reader is not kept waiting longer than this for a second try, milliseconds. */
const LONGEST_MS = 2_000;
const SHORTEST_MS = 500;

/**
 * How long to wait before an engine is asked once more in the same flight, milliseconds; null where
 * it is not. Only a short overload is worth it, and only one that surely cost nothing.
 * @param random 0 to 1, so that those who were refused together do not come back together
 */
export function secondTryAfter(
  { kind, retryAfterMs = 0, partial }: EngineFailure,
  random: () => number,
): number | null {
  if (kind !== "overloaded" || partial !== undefined || retryAfterMs > LONGEST_MS) return null;
  const jittered = SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS);
  return Math.max(retryAfterMs, Math.floor(jittered));
}
