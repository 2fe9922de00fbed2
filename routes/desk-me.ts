import { Hono } from "hono";
import type { AppEnv } from "./context.ts";
import { methodNotAllowed } from "./problems.ts";

/** `/api/me`: whose token it is, and what it is for. */
export const deskMeRoutes = new Hono<AppEnv>()
  .get("/", (c) => {
    const { name, scopes } = c.get("author");
    return c.json({ name, scopes });
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD"));
