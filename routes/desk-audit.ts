import { Hono } from "hono";
import * as z from "zod";
import { cursorOf, placeOf } from "../src/http/cursor.ts";
import { problemResponse } from "../src/http/problem.ts";
import type { AuditEntry } from "../src/newsroom/answers.ts";
import type { AppEnv } from "./context.ts";
import { newsroom } from "./desk-newsroom.ts";
import { LimitSchema, queryOf } from "./desk-query.ts";
import { methodNotAllowed } from "./problems.ts";

export const AuditQuerySchema = z.strictObject({
  cursor: z.string().transform(placeOf).pipe(z.int("a cursor as `next` gives it").positive()).optional(),
  limit: LimitSchema,
});

/** `/api/audit`: who did what, newest first. */
export const deskAuditRoutes = new Hono<AppEnv>();

deskAuditRoutes
  .get("/", async (c) => {
    const query = queryOf(c, AuditQuerySchema);
    if (!query.ok) return problemResponse(query.error);
    const { cursor, limit } = query.value;
    const found = (await newsroom(c).audit(cursor ?? null, limit + 1)) as AuditEntry[];
    const entries = found.slice(0, limit);
    return c.json({ entries, next: found.length > limit ? cursorOf(entries.at(-1)?.sequence) : null });
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD"));
