import { Hono } from "hono";
import type { Config } from "../src/env.ts";
import { type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";

/** `/health`: is it up, and what of it is configured. Touches nothing that costs. */
export const healthRoutes = new Hono<AppEnv>()
  .get("/health", (c) => {
    const config = configOf(c);
    const { publication, editorToken, translateOnPublish } = config;
    return (
      withoutQuery(c, "/health") ??
      c.json({
        status: "ok",
        origin: publication.origin,
        editions: publication.editions,
        source_language: publication.sourceLanguage,
        engines: Object.fromEntries(publication.editions.map((language) => [language, enginesOf(config, language)])),
        desk: editorToken === null ? "closed" : "open",
        translate_on_publish: translateOnPublish,
      })
    );
  })
  .all("/health", (c) => methodNotAllowed(c, "GET, HEAD, OPTIONS"));

/** An edition's engines in their order, and whether each is configured. */
function enginesOf({ engines, deepl, ai }: Config, language: string) {
  const isConfigured = { deepl: deepl !== null, "workers-ai": ai !== null };
  return engines(language).map((name) => ({ name, configured: isConfigured[name] }));
}
