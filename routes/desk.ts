import { Hono } from "hono";
import type { AppEnv } from "./context.ts";
import { recordable } from "./desk-answers.ts";
import { deskArticleRoutes } from "./desk-articles.ts";
import { deskAuditRoutes } from "./desk-audit.ts";
import { authenticated } from "./desk-auth.ts";
import { unpacked } from "./desk-body.ts";
import { deskBudgetRoutes } from "./desk-budget.ts";
import { deskExportRoutes } from "./desk-export.ts";
import { deskGlossaryRoutes } from "./desk-glossary.ts";
import { deskImportRoutes } from "./desk-import.ts";
import { deskListRoutes } from "./desk-list.ts";
import { deskMeRoutes } from "./desk-me.ts";
import { deskMemoryRoutes } from "./desk-memory.ts";
import { forEverybody, othersForAdmins, requires } from "./desk-scopes.ts";
import { deskEditionRoutes, deskStatusRoutes } from "./desk-status.ts";
import { deskTokenRoutes } from "./desk-tokens.ts";
import { deskTranslationRoutes } from "./desk-translations.ts";
import { deskUsageRoutes } from "./desk-usage.ts";

/** The desk: JSON in and out, a bearer token on every request, problems as RFC 9457. */
export const deskRoutes = new Hono<AppEnv>();

deskRoutes.use(authenticated, unpacked);

// Who may do what: the scope to read with, and the one to write with. All the rest is for admins.
deskRoutes
  .use("/articles", requires("read", "write"))
  .use("/articles/:slug", requires("read", "write"))
  .use("/articles/:slug/revisions/*", requires("read", "write"))
  .use("/articles/:slug/translations/*", requires("read", "translate"))
  .use("/memory/*", requires("read", "translate"))
  .use("/import", requires("write"))
  .use("/glossary/*", requires("read", "translate"))
  .use("/status", requires("read"))
  .use("/budget", requires("read", "admin"))
  .use("/usage", requires("read"))
  .use("/me", forEverybody)
  .use(othersForAdmins);

for (const path of ["/articles/:slug/translations/*", "/budget", "/editions/*", "/glossary/*", "/memory/*"])
  deskRoutes.use(path, recordable);

deskRoutes.route("/articles", deskArticleRoutes);
deskRoutes.route("/articles", deskTranslationRoutes);
deskRoutes.route("/articles", deskListRoutes);
deskRoutes.route("/me", deskMeRoutes);
deskRoutes.route("/memory", deskMemoryRoutes);
deskRoutes.route("/import", deskImportRoutes);
deskRoutes.route("/audit", deskAuditRoutes);
deskRoutes.route("/tokens", deskTokenRoutes);
deskRoutes.route("/export", deskExportRoutes);
deskRoutes.route("/glossary", deskGlossaryRoutes);
deskRoutes.route("/budget", deskBudgetRoutes);
deskRoutes.route("/usage", deskUsageRoutes);
deskRoutes.route("/status", deskStatusRoutes);
deskRoutes.route("/editions", deskEditionRoutes);
