import { Hono } from "hono";
import { BODY_FIELDS, contentOf, type Draft } from "../src/articles/draft.ts";
import { isSlug } from "../src/articles/slug.ts";
import { forgetNegatives } from "../src/edition/lookup.ts";
import { matchesStrongly } from "../src/http/conditional.ts";
import { mergePatch } from "../src/http/merge-patch.ts";
import { problemResponse } from "../src/http/problem.ts";
import type {
  DeskArticle,
  DeskRevision,
  Preconditions,
  RevisionSummary,
  WriteAnswer,
} from "../src/newsroom/answers.ts";
import { type AppContext, type AppEnv, coloCache, configOf } from "./context.ts";
import { shown, unknown, written } from "./desk-answers.ts";
import { contentProblem, draftOf, jsonOf } from "./desk-body.ts";

const JSON_TYPES = ["application/json"];
const PATCH_TYPES = ["application/merge-patch+json", ...JSON_TYPES];
const ALLOW = "GET, HEAD, PUT, PATCH, DELETE";
/** Tries of a patch without precondition against editors who save meanwhile. */
const MOST_TRIES = 4;

/** `/api/articles/{slug}` and its revisions. */
export const deskArticleRoutes = new Hono<AppEnv>();

deskArticleRoutes.use("/:slug/*", async (c, next) => {
  if (!isSlug(c.req.param("slug"))) {
    const detail = "A slug is lower-case ASCII words joined by hyphens, at most 100 characters.";
    return problemResponse({ kind: "invalid-article", detail, errors: [{ pointer: "", detail }] });
  }
  await next();
});

deskArticleRoutes
  .get("/:slug", async (c) => {
    const slug = c.req.param("slug");
    const article = (await newsroom(c).read(slug)) as DeskArticle | null;
    if (article === null) return problemResponse(unknown(slug));
    return c.json(shown(c, article), 200, { etag: article.etag });
  })
  .put("/:slug", async (c) => {
    const json = await jsonOf(c, JSON_TYPES);
    if (!json.ok) return problemResponse(json.error);
    const draft = draftOf(c, json.value);
    if (!draft.ok) return problemResponse(draft.error);
    return publish(c, c.req.param("slug"), draft.value, preconditions(c));
  })
  .patch("/:slug", async (c) => {
    const patch = await jsonOf(c, PATCH_TYPES);
    return patch.ok ? correct(c, c.req.param("slug"), patch.value) : problemResponse(patch.error);
  })
  .delete("/:slug", async (c) => {
    const slug = c.req.param("slug");
    return written(c, slug, (await newsroom(c).withdraw(slug, preconditions(c))) as WriteAnswer);
  })
  .all("/:slug", (c) => methodNotAllowed(c, ALLOW))
  .get("/:slug/revisions", async (c) => {
    const slug = c.req.param("slug");
    const revisions = (await newsroom(c).revisions(slug)) as RevisionSummary[];
    return revisions.length === 0 ? problemResponse(unknown(slug)) : c.json({ revisions });
  })
  .all("/:slug/revisions", (c) => methodNotAllowed(c, "GET, HEAD"))
  .get("/:slug/revisions/:revision{[0-9]{1,9}}", async (c) => {
    const { slug, revision } = c.req.param();
    const found = (await newsroom(c).revision(slug, Number(revision))) as DeskRevision | null;
    if (found !== null) return c.json(found);
    return problemResponse({ kind: "not-found", detail: `${slug} has no revision ${revision}.` });
  })
  .all("/:slug/revisions/:revision", (c) => methodNotAllowed(c, "GET, HEAD"))
  .post("/:slug/translations/:language/retranslate", async (c) => {
    const { slug, language } = c.req.param();
    const isEdition = configOf(c).publication.editions.includes(language);
    const state = isEdition ? await c.env.EDITION.getByName(language).retranslate(language, slug) : null;
    if (state === null) return problemResponse(unknown(`${slug} in ${language}`));
    await forgetNegatives(coloCache(), [language], slug);
    return c.json({ slug, language, state }, 202);
  })
  .all("/:slug/translations/:language/retranslate", (c) => methodNotAllowed(c, "POST"));

async function publish(c: AppContext, slug: string, draft: Draft, expected: Preconditions): Promise<Response> {
  const content = contentOf(draft);
  if (!content.ok) return problemResponse(contentProblem(content.error));
  const submission = { slug, draft, content: content.value, author: "editor" };
  return written(c, slug, (await newsroom(c).publish(submission, expected)) as WriteAnswer);
}

/** A merge patch (RFC 7396) on the article as it is now; tried again where somebody else saved meanwhile. */
async function correct(c: AppContext, slug: string, patch: unknown): Promise<Response> {
  const { ifMatch } = preconditions(c);
  for (let tries = 1; ; tries++) {
    const article = (await newsroom(c).read(slug)) as DeskArticle | null;
    if (article === null) return problemResponse(unknown(slug));
    if (ifMatch !== null && !matchesStrongly(ifMatch, article.etag)) {
      return written(c, slug, { outcome: "precondition-failed", article });
    }
    if (article.state === "withdrawn") {
      return problemResponse({ kind: "withdrawn", detail: "The article was withdrawn. PUT it to bring it back." });
    }
    const draft = draftOf(c, mergePatch(baseOf(article.draft, patch), patch));
    if (!draft.ok) return problemResponse(draft.error);
    const answer = await publish(c, slug, draft.value, { ifMatch: article.etag, ifNoneMatch: null });
    if (answer.status !== 412 || ifMatch !== null || tries === MOST_TRIES) return answer;
  }
}

/** What a patch changes: a new body takes the place of the old one whatever its format, and `minor` is not inherited. */
function baseOf({ minor: _, ...draft }: Draft, patch: unknown): Partial<Draft> {
  const base: Partial<Draft> = { ...draft };
  const bringsBody =
    typeof patch === "object" &&
    patch !== null &&
    BODY_FIELDS.some((field) => (patch as Partial<Draft>)[field] != null);
  if (bringsBody) for (const field of BODY_FIELDS) delete base[field];
  return base;
}

function preconditions(c: AppContext): Preconditions {
  return { ifMatch: c.req.header("if-match") ?? null, ifNoneMatch: c.req.header("if-none-match") ?? null };
}

function methodNotAllowed(c: AppContext, allow: string): Response {
  const detail = `${c.req.method} is not taken here. Use ${allow}.`;
  return problemResponse({ kind: "method-not-allowed", detail, headers: { allow } });
}

function newsroom(c: AppContext) {
  return c.env.NEWSROOM.getByName("newsroom");
}
