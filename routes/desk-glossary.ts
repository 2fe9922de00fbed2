import { Hono } from "hono";
import * as z from "zod";
import { fail, ok, type Result } from "../src/articles/result.ts";
import type { Affected, GlossaryAnswer, GlossaryWrite } from "../src/edition/answers.ts";
import { glossaryTag } from "../src/edition/replace-glossary.ts";
import { preferredFormat } from "../src/http/accept.ts";
import { isNotModified } from "../src/http/conditional.ts";
import { cursorOf, placeOf } from "../src/http/cursor.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type { LanguagePair } from "../src/translation/engine.ts";
import { type GlossaryFile, readJson, readTsv, writeTsv } from "../src/translation/terms/glossary-file.ts";
import { MOST_GLOSSARY_BYTES, nameOf, type Term } from "../src/translation/terms/term.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { editionRecovering } from "./desk-answers.ts";
import { authorOf } from "./desk-author.ts";
import { bodyWithin, mediaTypeOf, parsedJson } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { pairOf } from "./desk-pair.ts";
import { LimitSchema, queryOf } from "./desk-query.ts";
import { methodNotAllowed } from "./problems.ts";

const TSV = "text/tab-separated-values";
const JSON_TYPE = "application/json";

/** `/api/glossary/{source}-{target}`: the terms of a language pair, whole, as JSON or TSV. */
export const deskGlossaryRoutes = new Hono<AppEnv>();

deskGlossaryRoutes
  .get("/:pair", async (c) => {
    const pair = pairIn(c);
    if (!pair.ok) return problemResponse(pair.error);
    const { source, target } = pair.value;
    const { terms, digest } = (await editionOf(c, pair.value).glossary(target, source)) as GlossaryAnswer;
    const format = preferredFormat(c.req.header("accept") ?? null, [
      [JSON_TYPE, "json"],
      [TSV, "tsv"],
    ]);
    const etag = glossaryTag(digest, format);
    const headers = { etag, vary: "Accept" };
    if (isNotModified(c.req.raw.headers, { etag, modifiedAt: null })) return c.body(null, 304, headers);
    if (format === "tsv") return c.body(writeTsv(terms), 200, { ...headers, "content-type": `${TSV}; charset=utf-8` });
    return c.json({ source_language: source, target_language: target, terms }, 200, headers);
  })
  .put("/:pair", async (c) => {
    const pair = pairIn(c);
    if (!pair.ok) return problemResponse(pair.error);
    const { source, target } = pair.value;
    const terms = await termsOf(c, pair.value);
    if (!terms.ok) return problemResponse(terms.error);
    const ifMatch = c.req.header("if-match") ?? null;
    const edition = editionOf(c, pair.value);
    const answer = (await edition.replaceGlossary(target, source, terms.value, ifMatch)) as GlossaryWrite;
    return replaced(c, pair.value, terms.value.length, answer);
  })
  .all("/:pair", (c) => methodNotAllowed(c, "GET, HEAD, PUT"))
  .get("/:pair/affected", async (c) => {
    const pair = pairIn(c);
    if (!pair.ok) return problemResponse(pair.error);
    const query = queryOf(c, AffectedQuerySchema);
    if (!query.ok) return problemResponse(query.error);
    const { cursor = "", limit } = query.value;
    const { source, target } = pair.value;
    const found = (await editionOf(c, pair.value).affectedByTerms(target, source, cursor, limit + 1)) as Affected;
    const renditions = found.renditions.slice(0, limit);
    const next = found.renditions.length > limit ? cursorOf(renditions.at(-1)?.slug) : null;
    return c.json({ ...found, renditions, next });
  })
  .all("/:pair/affected", (c) => methodNotAllowed(c, "GET, HEAD"));

export const AffectedQuerySchema = z.strictObject({
  cursor: z.string().transform(placeOf).pipe(z.string("a cursor as `next` gives it")).optional(),
  limit: LimitSchema,
});

async function replaced(c: AppContext, { source, target }: LanguagePair, count: number, answer: GlossaryWrite) {
  switch (answer.outcome) {
    case "recovering":
      return problemResponse(editionRecovering());
    case "precondition-failed": {
      const detail = `The glossary has the entity tag ${glossaryTag(answer.digest, "json")}, or ${glossaryTag(answer.digest, "tsv")} as TSV. Fetch it and try again.`;
      return problemResponse({ kind: "glossary-changed", detail });
    }
    case "replaced": {
      const { added, removed, changed } = answer.changed;
      const [came, went, differ] = [added, removed, changed].map((terms) => terms.map(nameOf));
      if (added.length + removed.length + changed.length > 0) {
        const reason = `${source}-${target}: ${added.length} added, ${removed.length} removed, ${changed.length} changed`;
        await newsroom(c).record({ kind: "glossary-replaced", author: authorOf(c), reason });
      }
      const etag = glossaryTag(answer.digest, "json");
      const { renditions, complete } = answer.affected;
      const affected = { renditions, complete };
      return c.json({ terms: count, etag, changed: { added: came, removed: went, changed: differ }, affected }, 200, {
        etag,
      });
    }
  }
}

/** The terms that a request brings. */
async function termsOf(c: AppContext, pair: LanguagePair): Promise<Result<Term[], Problem>> {
  const type = mediaTypeOf(c);
  if (type !== TSV && type !== JSON_TYPE) {
    return fail({ kind: "unsupported-media-type", detail: `Send the body as ${JSON_TYPE} or ${TSV}.` });
  }
  const bytes = await bodyWithin(c.req.raw, MOST_GLOSSARY_BYTES);
  if (bytes === null) return fail({ kind: "content-too-large", detail: "A glossary is at most 1 MiB." });
  if (type === JSON_TYPE) {
    const json = parsedJson(bytes);
    if (!json.ok) return json;
    const found = readJson(json.value);
    const { source = pair.source, target = pair.target } = found.pair;
    if (source === pair.source && target === pair.target) return termsIn(found);
    const message = `is the glossary of ${source}-${target}, not of ${pair.source}-${pair.target}`;
    return fail(invalid([{ pointer: "/source_language", message }]));
  }
  try {
    return termsIn(readTsv(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return fail(invalid([{ line: 1, message: "is not in UTF-8" }]));
  }
}

function termsIn({ terms, faults }: GlossaryFile): Result<Term[], Problem> {
  return faults.length === 0 ? ok(terms) : fail(invalid(faults));
}

function invalid(faults: GlossaryFile["faults"]): Problem {
  const errors = faults.map(({ message: detail, ...place }) => ({ ...place, detail }));
  return { kind: "invalid-glossary", detail: "Some terms are not valid; see errors. Nothing was replaced.", errors };
}

function pairIn(c: AppContext): Result<LanguagePair, Problem> {
  const name = c.req.param("pair") ?? "";
  const pair = pairOf(c, name);
  if (pair !== null) return ok(pair);
  const { editions } = configOf(c).publication;
  const detail = `${name.slice(0, 40)} is no pair of this publication's languages, which are ${editions.join(", ")}; fr-en is of the form.`;
  return fail({ kind: "not-found", detail });
}

function editionOf(c: AppContext, { target }: LanguagePair) {
  return c.env.EDITION.getByName(target);
}
