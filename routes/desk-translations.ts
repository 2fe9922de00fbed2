import { type Context, Hono } from "hono";
import * as z from "zod";
import { fail, ok, type Result } from "../src/articles/result.ts";
import { forgetNegatives } from "../src/edition/lookup.ts";
import type { TranslationAct, TranslationAnswer } from "../src/edition/translation-answers.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { type AppEnv, coloCache, configOf } from "./context.ts";
import { authorOf } from "./desk-author.ts";
import { invalid, jsonOf, optionalJsonOf } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { answered, unknownTranslation } from "./desk-translation-answers.ts";
import { methodNotAllowed } from "./problems.ts";

const JSON_TYPES = ["application/json"];
/** Longest wording of a paragraph, characters. */
const MOST_CHARACTERS = 100_000;
/** More paragraphs than any article has. */
const MOST_PARAGRAPHS = 5_000;

const id = z.string().min(1).max(100);
const target = z.string().max(MOST_CHARACTERS);
export const WordingSchema = z.strictObject({ target, allow_warnings: z.boolean().default(false) });
export const WordingsSchema = z.strictObject({
  paragraphs: z
    .array(z.strictObject({ id, target }))
    .min(1)
    .max(MOST_PARAGRAPHS)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, "a paragraph is given twice"),
  allow_warnings: z.boolean().default(false),
});
export const AnewSchema = z.strictObject({ paragraphs: z.array(id).min(1).max(MOST_PARAGRAPHS) });

type TranslationContext = Context<AppEnv, "/:slug/translations/:language">;

/** `/api/articles/{slug}/translations/{lang}`: what persons do with a translation. */
export const deskTranslationRoutes = new Hono<AppEnv>();

deskTranslationRoutes
  .get("/:slug/translations/:language", (c) => perform(c, { act: "show" }))
  .put("/:slug/translations/:language", async (c) => {
    const sent = await sentAs(c, WordingsSchema);
    if (!sent.ok) return problemResponse(sent.error);
    const { paragraphs: targets, allow_warnings: allowWarnings } = sent.value;
    return perform(c, { act: "reword", targets, allowWarnings, sameStays: true }, "reword");
  })
  .delete("/:slug/translations/:language", (c) => perform(c, { act: "reset", ids: null }, "back-to-machine"))
  .all("/:slug/translations/:language", (c) => methodNotAllowed(c, "GET, HEAD, PUT, DELETE"))
  .put("/:slug/translations/:language/paragraphs/:id", async (c) => {
    const sent = await sentAs(c, WordingSchema);
    if (!sent.ok) return problemResponse(sent.error);
    const { target, allow_warnings: allowWarnings } = sent.value;
    const targets = [{ id: c.req.param("id"), target }];
    return perform(c, { act: "reword", targets, allowWarnings, sameStays: false }, "reword");
  })
  .delete("/:slug/translations/:language/paragraphs/:id", (c) =>
    perform(c, { act: "reset", ids: [c.req.param("id")] }, "back-to-machine"),
  )
  .all("/:slug/translations/:language/paragraphs/:id", (c) => methodNotAllowed(c, "PUT, DELETE"))
  .post("/:slug/translations/:language/approve", (c) => perform(c, { act: "approve" }, "approve"))
  .all("/:slug/translations/:language/approve", (c) => methodNotAllowed(c, "POST"))
  .post("/:slug/translations/:language/retranslate", async (c) => {
    const sent = await sentAs(c, AnewSchema.optional(), optionalJsonOf);
    if (!sent.ok) return problemResponse(sent.error);
    return perform(c, { act: "retranslate", ids: sent.value?.paragraphs ?? null }, "retranslate");
  })
  .all("/:slug/translations/:language/retranslate", (c) => methodNotAllowed(c, "POST"));

/** Has the edition do it, records who did what, and shows what the translation is then. */
async function perform(c: TranslationContext, act: TranslationAct, kind: string | null = null): Promise<Response> {
  const { slug, language } = c.req.param();
  if (!configOf(c).publication.editions.includes(language)) return problemResponse(unknownTranslation(slug, language));
  const asked = { author: authorOf(c), ifMatch: c.req.header("if-match") ?? null };
  const edition = c.env.EDITION.getByName(language);
  const answer = (await edition.translation(language, slug, act, asked)) as TranslationAnswer;
  if (answer.outcome === "done" && kind !== null) {
    await forgetNegatives(coloCache(), [language], [slug]);
    await newsroom(c).record({ kind, author: asked.author, slug, reason: reasonOf(language, act) });
  }
  return answered(c, slug, language, act, answer);
}

/** What the audit says beside who and what: the edition, and which paragraphs where it was not all of them. */
function reasonOf(language: string, act: TranslationAct): string {
  const ids = act.act === "reword" ? act.targets.map((one) => one.id) : "ids" in act ? (act.ids ?? []) : [];
  const named = ids.slice(0, MOST_NAMED).join(" ");
  return ids.length === 0 ? language : `${language}: ${named}${ids.length > MOST_NAMED ? ` … (${ids.length})` : ""}`;
}
const MOST_NAMED = 10;

async function sentAs<T>(c: TranslationContext, schema: z.ZodType<T>, read = jsonOf): Promise<Result<T, Problem>> {
  const json = await read(c, JSON_TYPES);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  return parsed.success ? ok(parsed.data) : fail(invalid(parsed.error, "invalid-translation"));
}
