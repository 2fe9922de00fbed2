import type { Context } from "hono";
import type { LookupPorts } from "../src/edition/lookup.ts";
import { type Config, readConfig, type Secrets } from "../src/env.ts";
import { networkOf } from "../src/http/network.ts";
import type { Author } from "../src/newsroom/author.ts";

export type AppEnv = {
  Bindings: Env & Secrets;
  Variables: {
    /** On every route of the desk: none is reached without a token. Elsewhere nobody asks. */
    author: Author;
    /** Whether a route's own scope let the author in. */
    admitted?: boolean;
  };
};
export type AppContext = Context<AppEnv>;

export function configOf(c: AppContext): Config {
  return readConfig(c.env);
}

/** The colo's cache; null where the runtime has none. */
export function coloCache(): Cache | null {
  return typeof caches === "undefined" ? null : caches.default;
}

/** Who asks, for the brakes. */
export function clientOf(c: AppContext): string {
  return c.req.header("cf-connecting-ip") ?? "unknown";
}

export function lookupPorts(c: AppContext): LookupPorts {
  return {
    kv: c.env.KV,
    editions: c.env.EDITION,
    cache: coloCache(),
    brake: c.env.MISS_LIMIT,
    client: networkOf(clientOf(c)),
    now: Date.now(),
    waitUntil: (work) => c.executionCtx.waitUntil(work),
  };
}
