import type { MiddlewareHandler } from "hono";
import { problemResponse } from "../src/http/problem.ts";
import { holds, type Scope } from "../src/newsroom/author.ts";
import type { AppContext, AppEnv } from "./context.ts";

const READING = ["GET", "HEAD"];

/** The scope that a token needs for what is mounted behind this: one for GET and HEAD, one for every other method. */
export function requires(toRead: Scope, toWrite: Scope = toRead): MiddlewareHandler<AppEnv> {
  return async function scoped(c, next) {
    const scope = READING.includes(c.req.method) ? toRead : toWrite;
    if (!holds(c.get("author"), scope)) return insufficient(c, scope);
    c.set("admitted", true);
    await next();
  };
}

/** Whatever the token is for. */
export const forEverybody: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.set("admitted", true);
  await next();
};

/** What no `requires` has let pass is for admins: a route that somebody forgot is closed, not open. */
export const othersForAdmins: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!c.get("admitted") && !holds(c.get("author"), "admin")) return insufficient(c, "admin");
  await next();
};

/** RFC 6750 §3.1: the scope that would do is named. */
function insufficient(c: AppContext, scope: Scope): Response {
  const { name, scopes } = c.get("author");
  const detail = `This needs a token with the scope ${scope}; ${name} has ${scopes.join(", ")}.`;
  const headers = { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}"` };
  return problemResponse({ kind: "insufficient-scope", detail, headers });
}
