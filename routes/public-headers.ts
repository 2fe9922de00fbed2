import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";

const ALLOWED = "GET, HEAD, OPTIONS";
/** Named for what does not know the wildcard; a widget may send what it likes, and nothing of it is asked for. */
const TAKEN = "If-None-Match, If-Modified-Since, *";
const EXPOSED = "ETag, Last-Modified, Link, Content-Language, Dragoman-Translation, Retry-After";

/**
 * What every answer says unless its route said otherwise: not to be stored, not to be sniffed, and
 * on public URLs readable from any origin. Preflights are answered here (Fetch §3.2.2).
 */
export const publicHeaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  const isDesk = /^\/(api|desk)(\/|$)/.test(c.req.path);
  if (!isDesk && c.req.method === "OPTIONS") {
    c.res = new Response(null, {
      status: 204,
      headers: {
        allow: ALLOWED,
        "access-control-allow-methods": ALLOWED,
        "access-control-allow-headers": TAKEN,
        "access-control-max-age": "86400",
      },
    });
  } else await next();
  const { headers } = c.res;
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  headers.set("x-content-type-options", "nosniff");
  if (isDesk) return;
  headers.set("access-control-allow-origin", "*");
  headers.set("access-control-expose-headers", EXPOSED);
};
