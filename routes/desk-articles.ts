import { Hono } from "hono";
import { BODY_FIELDS, contentOf, type Draft, NewArticleSchema, WithdrawalSchema } from "../src/articles/draft.ts";
import { fail, ok, type Result } from "../src/articles/result.ts";
import { isSlug } from "../src/articles/slug.ts";
import { matchesStrongly } from "../src/http/conditional.ts";
import { fingerprintOf, idempotencyKey } from "../src/http/idempotency-key.ts";
import { mergePatch } from "../src/http/merge-patch.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type {
  DeskArticle,
  DeskRevision,
  IdempotencyKey,
  NewSubmission,
  Preconditions,
  RevisionSummary,
  Submission,
  WriteAnswer,
} from "../src/newsroom/answers.ts";
import type { AppContext, AppEnv } from "./context.ts";
import { shown, unknown, written } from "./desk-answers.ts";
import { authorOf } from "./desk-author.ts";
import { contentProblem, draftOf, invalid, isBodyless, jsonOf, type Sent, sentOf } from "./desk-body.ts";
import { editionStates } from "./desk-editions.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";

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
    const [states] = await editionStates(c, [article]);
    const editions = Object.fromEntries(Object.entries(states ?? {}).map(([lang, state]) => [lang, { state }]));
    return c.json({ ...shown(c, article), editions }, 200, { etag: article.etag });
  })
  .post("/", async (c) => {
    const sent = await submissionOf(c);
    if (!sent.ok) return problemResponse(sent.error);
    const answer = (await newsroom(c).create(sent.value)) as WriteAnswer;
    return written(c, sent.value.slug ?? "", answer);
  })
  .put("/:slug", async (c) => {
    const sent = await sentOf(c, JSON_TYPES);
    if (!sent.ok) return problemResponse(sent.error);
    const key = idempotencyOf(c, sent.value);
    if (!key.ok) return problemResponse(key.error);
    const draft = draftOf(c, sent.value.json);
    if (!draft.ok) return problemResponse(draft.error);
    return publish(c, c.req.param("slug"), draft.value, preconditions(c), key.value);
  })
  .patch("/:slug", async (c) => {
    const patch = await sentOf(c, PATCH_TYPES);
    if (!patch.ok) return problemResponse(patch.error);
    const key = idempotencyOf(c, patch.value);
    if (!key.ok) return problemResponse(key.error);
    return correct(c, c.req.param("slug"), patch.value.json, key.value);
  })
  .delete("/:slug", async (c) => {
    const slug = c.req.param("slug");
    const reason = await reasonOf(c);
    if (!reason.ok) return problemResponse(reason.error);
    const withdrawal = { slug, author: authorOf(c), reason: reason.value };
    return written(c, slug, (await newsroom(c).withdraw(withdrawal, preconditions(c))) as WriteAnswer);
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
  .all("/:slug/revisions/:revision{[0-9]{1,9}}", (c) => methodNotAllowed(c, "GET, HEAD"));

async function publish(
  c: AppContext,
  slug: string,
  draft: Draft,
  expected: Preconditions,
  idempotency: IdempotencyKey | null,
): Promise<Response> {
  const content = contentOf(draft);
  if (!content.ok) return problemResponse(contentProblem(content.error));
  const submission: Submission = { slug, draft, content: content.value, author: authorOf(c), idempotency };
  return written(c, slug, (await newsroom(c).publish(submission, expected)) as WriteAnswer);
}

/** A new article: a draft, and a slug where the title should not make it. */
async function submissionOf(c: AppContext): Promise<Result<NewSubmission, Problem>> {
  const sent = await sentOf(c, JSON_TYPES);
  if (!sent.ok) return sent;
  const idempotency = idempotencyOf(c, sent.value);
  if (!idempotency.ok) return idempotency;
  const parsed = NewArticleSchema.safeParse(sent.value.json);
  if (!parsed.success) return fail(invalid(parsed.error));
  const { slug, ...rest } = parsed.data;
  const draft = draftOf(c, rest);
  if (!draft.ok) return draft;
  const content = contentOf(draft.value);
  if (!content.ok) return fail(contentProblem(content.error));
  const author = authorOf(c);
  return ok({ slug: slug ?? null, draft: draft.value, content: content.value, author, idempotency: idempotency.value });
}

/** A merge patch (RFC 7396) on the article as it is now; tried again where somebody else saved meanwhile. */
async function correct(
  c: AppContext,
  slug: string,
  patch: unknown,
  idempotency: IdempotencyKey | null,
): Promise<Response> {
  // A patch that was applied must not meet the article that it made.
  const first = idempotency && ((await newsroom(c).firstAnswer(authorOf(c), idempotency)) as WriteAnswer | null);
  if (first !== null) return written(c, slug, first);
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
    const answer = await publish(c, slug, draft.value, { ifMatch: article.etag, ifNoneMatch: null }, idempotency);
    if (answer.status !== 412 || ifMatch !== null || tries === MOST_TRIES) return answer;
  }
}

/** Why an article is withdrawn, where the request says so. */
async function reasonOf(c: AppContext): Promise<Result<string | null, Problem>> {
  if (await isBodyless(c)) return ok(null);
  const json = await jsonOf(c, JSON_TYPES);
  if (!json.ok) return json;
  const parsed = WithdrawalSchema.safeParse(json.value);
  return parsed.success ? ok(parsed.data.reason ?? null) : fail(invalid(parsed.error));
}

function idempotencyOf(c: AppContext, { bytes }: Sent): Result<IdempotencyKey | null, Problem> {
  const field = c.req.header("idempotency-key");
  if (field === undefined) return ok(null);
  const key = idempotencyKey(field);
  if (key !== null) return ok({ key, fingerprint: fingerprintOf(c.req.raw, bytes) });
  const detail = "An Idempotency-Key is 1 to 255 printable ASCII characters, in double quotes or bare.";
  return fail({ kind: "invalid-idempotency-key", detail });
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
