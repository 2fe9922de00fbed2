import { Hono } from "hono";
import { asset } from "./assets.ts";
import { type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed } from "./problems.ts";

/** Nothing but its own files and the API; it may stand in no frame and send no form. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS = {
  // Kept, and asked for each time: after a deploy no page is made of old and new files.
  "cache-control": "no-cache",
  "content-security-policy": POLICY,
  "referrer-policy": "no-referrer",
  "x-robots-tag": "noindex",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
};

const FILE = "/desk/:file{[a-z-]{1,40}\\.(?:js|css)}";

/** `/desk/`: the editors' page. It has no way in of its own: all that it shows and does it asks of `/api`. */
export const deskPageRoutes = new Hono<AppEnv>()
  .get("/desk", (c) => c.redirect(`${configOf(c).publication.origin}/desk/`, 308))
  .get("/desk/", async (c) => (await asset(c, "/desk/", HEADERS, "/desk/page.html")) ?? c.notFound())
  .get(FILE, async (c) => (await asset(c, `/desk/${c.req.param("file")}`, HEADERS)) ?? c.notFound())
  .on(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"], ["/desk", "/desk/", FILE], (c) =>
    methodNotAllowed(c, "GET, HEAD"),
  );
