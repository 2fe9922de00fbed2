import { Hono } from "hono";
import * as z from "zod";
import type { UsageAnswer } from "../src/edition/answers.ts";
import { problemResponse } from "../src/http/problem.ts";
import { deepl } from "../src/translation/deepl.ts";
import type { AccountUsage } from "../src/translation/engine.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { queryOf } from "./desk-query.ts";
import { methodNotAllowed } from "./problems.ts";

const MOST_DAYS = 366;
const DAY_MS = 86_400_000;
const day = z.iso.date("a day, 2026-11-23").optional();

export const UsageQuerySchema = z
  .strictObject({ from: day, to: day })
  .transform(({ from, to }) => {
    const last = to ?? new Date().toISOString().slice(0, 10);
    return { from: from ?? `${last.slice(0, 7)}-01`, to: last };
  })
  .refine(({ from, to }) => from <= to, { path: ["from"], error: "must not be after `to`" })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * DAY_MS, {
    path: ["from"],
    error: `at most ${MOST_DAYS} days before \`to\``,
  });

/** `/api/usage`: what translations cost, day by day, what the memory saved, and what is left. */
export const deskUsageRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const query = queryOf(c, UsageQuerySchema);
    if (!query.ok) return problemResponse(query.error);
    const { from, to } = query.value;
    const [editions, account] = await Promise.all([books(c, from, to), accountUsage(c)]);
    return c.json({ from, to, editions, deepl: account });
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD"));

async function books(c: AppContext, from: string, to: string): Promise<Record<string, UsageAnswer>> {
  const asked = configOf(c).publication.editions.map(async (language) => {
    const usage = await c.env.EDITION.getByName(language).usage(language, from, to);
    return [language, usage as UsageAnswer] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** DeepL's own count of everybody who uses the account; null with a reason where it cannot be had. */
async function accountUsage(c: AppContext): Promise<AccountUsage | { count: null; limit: null; reason: string }> {
  const { deepl: account } = configOf(c);
  if (account === null) return { count: null, limit: null, reason: "no DEEPL_API_KEY" };
  const usage = await deepl(account.apiKey, account.serverUrl).usage?.();
  if (usage?.ok) return usage.value;
  return { count: null, limit: null, reason: usage?.error.detail ?? "not told" };
}
