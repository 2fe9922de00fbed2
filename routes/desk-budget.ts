import { Hono } from "hono";
import * as z from "zod";
import type { BudgetAnswer } from "../src/edition/answers.ts";
import type { BudgetChange } from "../src/edition/ceilings.ts";
import { problemResponse } from "../src/http/problem.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { authorOf } from "./desk-author.ts";
import { invalid, jsonOf } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";

const CharactersSchema = z
  .union([z.int().nonnegative(), z.null(), z.literal("configured")], 'a number, null (no ceiling) or "configured"')
  .optional();
export const ChangeSchema = z.strictObject({
  daily_characters: CharactersSchema,
  monthly_characters: CharactersSchema,
});

/** `/api/budget`: what each edition may buy, in characters. */
export const deskBudgetRoutes = new Hono<AppEnv>()
  .get("/", async (c) => c.json(await budgets(c)))
  .put("/", async (c) => {
    const json = await jsonOf(c, ["application/json"]);
    if (!json.ok) return problemResponse(json.error);
    const { editions } = configOf(c).publication;
    const parsed = z
      .strictObject(Object.fromEntries(editions.map((language) => [language, ChangeSchema.optional()])))
      .safeParse(json.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error, "invalid-budget"));
    for (const [language, change] of Object.entries(parsed.data)) {
      if (change === undefined || Object.keys(change).length === 0) continue;
      await c.env.EDITION.getByName(language).setBudget(language, change as BudgetChange);
      await newsroom(c).record({ kind: "budget-set", author: authorOf(c), reason: `${language}: ${told(change)}` });
    }
    return c.json(await budgets(c));
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD, PUT"));

async function budgets(c: AppContext): Promise<Record<string, BudgetAnswer>> {
  const asked = configOf(c).publication.editions.map(async (language) => {
    const budget = await c.env.EDITION.getByName(language).budget(language);
    return [language, budget as BudgetAnswer] as const;
  });
  return Object.fromEntries(await Promise.all(asked));
}

/** What was set, for the record: `daily_characters 6000, monthly_characters null`. */
function told(change: object): string {
  return Object.entries(change)
    .map(([member, characters]) => `${member} ${characters}`)
    .join(", ");
}
