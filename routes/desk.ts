import { Hono } from "hono";
import { bearerToken, isSameSecret } from "../src/http/bearer.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { deskArticleRoutes } from "./desk-articles.ts";
import { deskAuditRoutes } from "./desk-audit.ts";
import { deskImportRoutes } from "./desk-import.ts";
import { deskListRoutes } from "./desk-list.ts";

/** The desk: JSON in and out, a bearer token on every request, problems as RFC 9457. */
export const deskRoutes = new Hono<AppEnv>();

deskRoutes.use(async (c, next) => {
  const refusal = authorize(c);
  if (refusal !== null) return problemResponse(refusal);
  await next();
});

deskRoutes.route("/articles", deskArticleRoutes);
deskRoutes.route("/articles", deskListRoutes);
deskRoutes.route("/import", deskImportRoutes);
deskRoutes.route("/audit", deskAuditRoutes);

/** With no token set the desk is closed to everybody: it is never open. */
function authorize(c: AppContext): Problem | null {
  const { editorToken } = configOf(c);
  if (editorToken === null) {
    const detail = "Set EDITOR_TOKEN: `wrangler secret put EDITOR_TOKEN`, or locally in .dev.vars.";
    return { kind: "desk-closed", detail };
  }
  const given = bearerToken(c.req.header("authorization") ?? null);
  if (given !== null && isSameSecret(given, editorToken)) return null;
  const challenge = given === null ? "Bearer" : 'Bearer error="invalid_token"';
  const detail = "Send `Authorization: Bearer` with the desk's token.";
  return { kind: "unauthorized", detail, headers: { "www-authenticate": challenge } };
}
