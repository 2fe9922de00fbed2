/** How long clients and the platform's cache may keep an answer. Nobody can purge a client. */
export type CachePolicy = "lasting" | "brief" | "none";

/** Headers of a policy. The platform keeps what says nothing for two hours, so each one is explicit. */
export function cacheHeaders(policy: CachePolicy): Record<string, string> {
  switch (policy) {
    case "lasting":
      return {
        "cache-control": "public, max-age=60",
        "cloudflare-cdn-cache-control": "max-age=60, stale-while-revalidate=60, stale-if-error=3600",
      };
    // Something is pending or stale: what is there may be replaced any second.
    case "brief":
      return {
        "cache-control": "public, max-age=10",
        "cloudflare-cdn-cache-control": "max-age=10, stale-if-error=3600",
      };
    case "none":
      return { "cache-control": "no-store" };
  }
}
