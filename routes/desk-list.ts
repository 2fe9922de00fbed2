import { Hono } from "hono";
import * as z from "zod";
import { SLUG } from "../src/articles/slug.ts";
import { RENDITION_STATES } from "../src/edition/renditions.ts";
import { placeOf } from "../src/http/cursor.ts";
import { problemResponse } from "../src/http/problem.ts";
import { ARTICLE_STATES } from "../src/newsroom/answers.ts";
import { wordsOf } from "../src/newsroom/search.ts";
import { type AppEnv, configOf } from "./context.ts";
import { listing } from "./desk-listing.ts";
import { LimitSchema, queryOf } from "./desk-query.ts";
import { methodNotAllowed } from "./problems.ts";

const MOST_WORDS = 10;

/** `/api/articles`: what there is, newest first. */
export const deskListRoutes = new Hono<AppEnv>();

deskListRoutes
  .get("/", async (c) => {
    const query = queryOf(c, listQuerySchema(configOf(c).publication.editions));
    if (!query.ok) return problemResponse(query.error);
    const { edition, state, tag, q, cursor, limit } = query.value;
    const filter = { tag: tag ?? null, words: q ?? [], state: state ?? null, edition: edition ?? null };
    return c.json(await listing(c, filter, cursor ?? null, limit));
  })
  .all("/", (c) => methodNotAllowed(c, "GET, HEAD, POST"));

/** With `edition`, `state` is the article's in that edition. */
export function listQuerySchema(editions: string[]) {
  return z
    .strictObject({
      edition: z.enum(editions, `one of ${editions.join(", ")}`).optional(),
      tag: z.string().regex(SLUG, "a tag: lower-case ASCII words joined by hyphens").optional(),
      state: z.enum([...ARTICLE_STATES, ...RENDITION_STATES], `one of ${ARTICLE_STATES.join(", ")}`).optional(),
      q: z
        .string()
        .max(200, "at most 200 characters")
        .transform(wordsOf)
        .pipe(z.array(z.string()).min(1, "has no word").max(MOST_WORDS, `at most ${MOST_WORDS} words`))
        .optional(),
      cursor: z.string().transform(placeOf).pipe(PositionSchema).optional(),
      limit: LimitSchema,
    })
    .superRefine(({ edition, state }, context) => {
      const states: readonly string[] = edition === undefined ? ARTICLE_STATES : RENDITION_STATES;
      if (state === undefined || states.includes(state)) return;
      const where = edition === undefined ? "without edition" : "with edition";
      context.addIssue({ code: "custom", message: `${where} one of ${states.join(", ")}`, path: ["state"] });
    });
}

const PositionSchema = z
  .tuple([z.int(), z.string().regex(SLUG)], "a cursor as `next` gives it")
  .transform(([published_at, slug]) => ({ published_at, slug }));
