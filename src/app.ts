import { Hono } from "hono";
import { archiveRoutes } from "../routes/archive.ts";
import { articleRoutes } from "../routes/articles.ts";
import { compareRoutes } from "../routes/compare.ts";
import type { AppEnv } from "../routes/context.ts";
import { deskRoutes } from "../routes/desk.ts";
import { deskPageRoutes } from "../routes/desk-page.ts";
import { discoveryRoutes } from "../routes/discovery.ts";
import { docsRoutes } from "../routes/docs.ts";
import { doorRoutes } from "../routes/doors.ts";
import { frontRoutes } from "../routes/front.ts";
import { healthRoutes } from "../routes/health.ts";
import { problem } from "../routes/problems.ts";
import { publicHeaders } from "../routes/public-headers.ts";
import { sitemapRoutes } from "../routes/sitemaps.ts";
import { ConfigurationError } from "./env.ts";
import { problemResponse } from "./http/problem.ts";

const READING = ["GET", "HEAD"];

/** The whole service: middleware, mounts, error mapping. */
export const app = new Hono<AppEnv>();

app.use(publicHeaders);
app.route("/api", deskRoutes);
app.route("/", deskPageRoutes);
app.route("/", healthRoutes);
app.route("/", discoveryRoutes);
app.route("/", sitemapRoutes);
app.route("/", docsRoutes);
app.route("/", doorRoutes);
app.route("/", frontRoutes);
app.route("/", archiveRoutes);
app.route("/", articleRoutes);
app.route("/", compareRoutes);

app.notFound((c) => problem(c, { kind: "not-found", detail: "No URL of this service has this form." }));
app.onError((error, c) => {
  if (error instanceof ConfigurationError) return problemResponse({ kind: "misconfigured", detail: error.message });
  console.error(JSON.stringify({ event: "request-broke", path: c.req.path, error: String(error) }));
  const detail = READING.includes(c.req.method)
    ? "The request could not be served."
    : "The request broke off: whether it was kept is not known. Look, or send it again with the same Idempotency-Key.";
  return problem(c, { kind: "internal-error", detail });
});
