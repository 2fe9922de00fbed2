/** How long clients and the platform's cache may keep an answer. Nobody can purge a client. */
export type CachePolicy = "lasting" | "brief" | "none";

/** Seconds: fresh, then stale while the next is fetched, then stale while it cannot be had. */
const LIVES = {
  lasting: { fresh: 60, revalidating: 60, failing: 3_600 },
  // Something is pending or stale: what is there may be replaced any second.
  brief: { fresh: 10, revalidating: 0, failing: 3_600 },
};

/**
 * Headers of a policy. The platform keeps what says nothing for two hours, so each one is explicit.
 * @param left seconds until the content expires: no cache is told to keep it longer, fresh or stale
 */
export function cacheHeaders(policy: CachePolicy, left = Number.POSITIVE_INFINITY): Record<string, string> {
  if (policy === "none") return { "cache-control": "no-store" };
  const { fresh, revalidating, failing } = LIVES[policy];
  const whole = Math.max(0, Math.floor(left));
  const maxAge = Math.min(fresh, whole);
  // Both begin when freshness ends (RFC 5861 §3, §4).
  const stale = (seconds: number) => Math.min(seconds, whole - maxAge);
  const revalidate = revalidating > 0 ? `, stale-while-revalidate=${stale(revalidating)}` : "";
  return {
    "cache-control": `public, max-age=${maxAge}`,
    "cloudflare-cdn-cache-control": `max-age=${maxAge}${revalidate}, stale-if-error=${stale(failing)}`,
  };
}
