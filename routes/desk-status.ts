import { Hono } from "hono";
import * as z from "zod";
import type { EditionStatus } from "../src/edition/answers.ts";
import { problemResponse } from "../src/http/problem.ts";
import type { NewsroomStatus } from "../src/newsroom/answers.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { authorOf } from "./desk-author.ts";
import { invalid, jsonOf } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";

/** `/api/status`: how every object is, what it owes, and what was found to differ and mended. */
export const deskStatusRoutes = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { editions } = configOf(c).publication;
    const [own, ...rest] = await Promise.all([
      told(async () => (await newsroom(c).status()) as NewsroomStatus),
      ...editions.map((language) => told(async () => (await editionOf(c, language).status(language)) as EditionStatus)),
    ]);
    return c.json({ newsroom: own, editions: Object.fromEntries(editions.map((language, i) => [language, rest[i]])) });
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD"));

export const SpendingSchema = z
  .strictObject({ characters: z.int().nonnegative(), this_month: z.int().nonnegative().optional() })
  .refine(({ characters, this_month = characters }) => this_month >= characters, {
    path: ["this_month"],
    error: "is at least what was spent today",
  });

/** `/api/editions/{lang}/confirm-spending`: what an edition that lost its storage had spent today, and this month. */
export const deskEditionRoutes = new Hono<AppEnv>()
  .post("/:language/confirm-spending", async (c) => {
    const language = c.req.param("language");
    if (!configOf(c).publication.editions.includes(language)) {
      return problemResponse({ kind: "not-found", detail: `There is no ${language} edition.` });
    }
    const json = await jsonOf(c, ["application/json"]);
    if (!json.ok) return problemResponse(json.error);
    const parsed = SpendingSchema.safeParse(json.value);
    if (!parsed.success) return problemResponse(invalid(parsed.error, "invalid-spending"));
    const { characters, this_month } = parsed.data;
    if (!(await editionOf(c, language).confirmSpending(language, characters, this_month))) {
      const detail = `The ${language} edition waits for no confirmation; its engine is not held back.`;
      return problemResponse({ kind: "nothing-to-confirm", detail });
    }
    const month = this_month === undefined ? "" : `, ${this_month} this month`;
    const reason = `${language}: ${characters} characters${month}`;
    await newsroom(c).record({ kind: "spending-confirmed", author: authorOf(c), reason });
    return c.json({ language, characters, this_month });
  })
  .all("/:language/confirm-spending", (c) => methodNotAllowed(c, "POST"));

function editionOf(c: AppContext, language: string) {
  return c.env.EDITION.getByName(language);
}

/** One object that cannot answer must not hide the others. */
async function told<T>(status: () => Promise<T>): Promise<T | { state: "unreachable" }> {
  try {
    return await status();
  } catch (error) {
    console.error(JSON.stringify({ event: "status-failed", error: String(error) }));
    return { state: "unreachable" };
  }
}
