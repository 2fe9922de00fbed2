import { Hono } from "hono";
import { type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";

/** `/health`: is it up, and what of it is configured. Touches nothing that costs. */
export const healthRoutes = new Hono<AppEnv>()
  .get("/health", (c) => {
    const { publication, deepl, editorToken, translateOnPublish } = configOf(c);
    return (
      withoutQuery(c, "/health") ??
      c.json({
        status: "ok",
        origin: publication.origin,
        editions: publication.editions,
        source_language: publication.sourceLanguage,
        engines: deepl === null ? [] : ["deepl"],
        desk: editorToken === null ? "closed" : "open",
        translate_on_publish: translateOnPublish,
      })
    );
  })
  .all("/health", (c) => methodNotAllowed(c, "GET, HEAD, OPTIONS"));
