import type { Context } from "hono";
import type { LookupPorts } from "../src/edition/lookup.ts";
import { type Config, readConfig, type Secrets } from "../src/env.ts";

export type AppEnv = { Bindings: Env & Secrets };
export type AppContext = Context<AppEnv>;

export function configOf(c: AppContext): Config {
  return readConfig(c.env);
}

/** The colo's cache; null where the runtime has none. */
export function coloCache(): Cache | null {
  return typeof caches === "undefined" ? null : caches.default;
}

export function lookupPorts(c: AppContext): LookupPorts {
  return {
    kv: c.env.KV,
    editions: c.env.EDITION,
    cache: coloCache(),
    brake: c.env.MISS_LIMIT,
    client: c.req.header("cf-connecting-ip") ?? "unknown",
    now: Date.now(),
    waitUntil: (work) => c.executionCtx.waitUntil(work),
  };
}
