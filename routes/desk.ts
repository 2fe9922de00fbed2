import { type Context, Hono } from "hono";
import { type ContentFault, contentOf, type Draft, DraftSchema } from "../src/articles/draft.ts";
import { fail, ok, type Result } from "../src/articles/result.ts";
import { isSlug } from "../src/articles/slug.ts";
import { forgetNegatives } from "../src/edition/lookup.ts";
import { bearerToken, isSameSecret } from "../src/http/bearer.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type { DeskArticle, WriteAnswer } from "../src/newsroom/answers.ts";
import { type AppContext, type AppEnv, coloCache, configOf } from "./context.ts";

/** The largest body taken: 1 MiB of article, and room for JSON's escapes around it. */
const MOST_BODY_BYTES = 2 * 1024 * 1024;
const ALLOW = "GET, HEAD, PUT, DELETE";

/** The desk: JSON in and out, a bearer token on every request, problems as RFC 9457. */
export const deskRoutes = new Hono<AppEnv>();

deskRoutes.use(async (c, next) => {
  const refusal = authorize(c);
  if (refusal !== null) return problemResponse(refusal);
  await next();
});

deskRoutes.use("/articles/:slug", async (c, next) => {
  if (!isSlug(c.req.param("slug"))) {
    const detail = "A slug is lower-case ASCII words joined by hyphens, at most 100 characters.";
    return problemResponse({ kind: "invalid-article", detail, errors: [{ pointer: "", detail }] });
  }
  await next();
});

deskRoutes
  .get("/articles/:slug", async (c) => {
    const article = (await newsroom(c).read(c.req.param("slug"))) as DeskArticle | null;
    return article === null
      ? problemResponse(unknown(c.req.param("slug")))
      : c.json(shown(c, article), 200, { etag: article.etag });
  })
  .put("/articles/:slug", async (c) => {
    const slug = c.req.param("slug");
    const draft = await draftOf(c);
    if (!draft.ok) return problemResponse(draft.error);
    const content = contentOf(draft.value);
    if (!content.ok) return problemResponse(contentProblem(content.error));
    const submission = { slug, draft: draft.value, content: content.value, author: "editor" };
    return written(c, slug, (await newsroom(c).publish(submission, preconditions(c))) as WriteAnswer);
  })
  .delete("/articles/:slug", async (c) => {
    const slug = c.req.param("slug");
    return written(c, slug, (await newsroom(c).withdraw(slug, preconditions(c))) as WriteAnswer);
  })
  .all("/articles/:slug", (c) => {
    const detail = `${c.req.method} is not taken here. Use ${ALLOW}.`;
    return problemResponse({ kind: "method-not-allowed", detail, headers: { allow: ALLOW } });
  });

/** With no token set the desk is closed to everybody: it is never open. */
function authorize(c: AppContext): Problem | null {
  const { editorToken } = configOf(c);
  if (editorToken === null) {
    const detail = "Set EDITOR_TOKEN: `wrangler secret put EDITOR_TOKEN`, or locally in .dev.vars.";
    return { kind: "desk-closed", detail };
  }
  const given = bearerToken(c.req.header("authorization") ?? null);
  if (given !== null && isSameSecret(given, editorToken)) return null;
  const challenge = given === null ? "Bearer" : 'Bearer error="invalid_token"';
  const detail = "Send `Authorization: Bearer` with the desk's token.";
  return { kind: "unauthorized", detail, headers: { "www-authenticate": challenge } };
}

async function draftOf(c: AppContext): Promise<Result<Draft, Problem>> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return fail({ kind: "unsupported-media-type", detail: "Send the article as application/json." });
  }
  const bytes = await bodyWithin(c.req.raw, MOST_BODY_BYTES);
  if (bytes === null) return fail(tooLarge());
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (error) {
    return fail({ kind: "malformed-json", detail: `The body is not JSON in UTF-8: ${(error as Error).message}` });
  }
  const parsed = DraftSchema.safeParse(json);
  if (!parsed.success) {
    const errors = parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), detail: "no such member" }))
        : [{ pointer: pointer(issue.path), detail: issue.message }],
    );
    return fail({ kind: "invalid-article", detail: "Some members are not valid; see errors.", errors });
  }
  const { language } = parsed.data;
  const { editions } = configOf(c).publication;
  if (!editions.includes(language)) {
    const detail = `The publication has no ${language} edition; it has ${editions.join(", ")}.`;
    return fail({ kind: "invalid-article", detail, errors: [{ pointer: "/language", detail }] });
  }
  return ok(parsed.data);
}

/** A body's bytes, or null as soon as there are more than `most`; what it claims to measure is not believed. */
async function bodyWithin(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function contentProblem(fault: ContentFault): Problem {
  switch (fault) {
    case "content-too-large":
      return tooLarge();
    case "body-empty":
      return bodyProblem("The body has no text and no image once it is sanitized.");
    case "body-unsettled":
      return bodyProblem("The body's markup is broken in a way that cannot be mended safely.");
  }
}

function bodyProblem(detail: string): Problem {
  return { kind: "invalid-article", detail, errors: [{ pointer: "", detail }] };
}

function tooLarge(): Problem {
  return {
    kind: "content-too-large",
    detail: "An article has at most 1 MiB of body, and 1.25 MB once it is sanitized.",
  };
}

function unknown(slug: string): Problem {
  return { kind: "not-found", detail: `There is no article ${slug}.` };
}

async function written(c: AppContext, slug: string, answer: WriteAnswer): Promise<Response> {
  switch (answer.outcome) {
    case "created":
    case "updated":
      await forgetNegatives(coloCache(), configOf(c).publication.editions, slug);
      break;
    case "unchanged":
      break;
    case "unknown":
      return problemResponse(unknown(slug));
    case "future": {
      const detail = "published_at lies in the future. Leave it out, or send a time that has come.";
      return problemResponse({ kind: "invalid-article", detail, errors: [{ pointer: "/published_at", detail }] });
    }
    case "other-language": {
      const detail = `The article's language is ${answer.language} and cannot change. Publish a new slug.`;
      return problemResponse({ kind: "invalid-article", detail, errors: [{ pointer: "/language", detail }] });
    }
    case "precondition-failed": {
      const { article } = answer;
      const current = article && { slug, revision: article.revision, etag: article.etag, state: article.state };
      const detail = article
        ? `The article is at revision ${article.revision}, with the entity tag ${article.etag}. Fetch it and try again.`
        : "There is no such article yet. Leave If-Match out.";
      return problemResponse({ kind: "precondition-failed", detail, extensions: { current } });
    }
  }
  const { article, outcome } = answer;
  const location = `${configOf(c).publication.origin}/api/articles/${slug}`;
  return c.json(shown(c, article), outcome === "created" ? 201 : 200, { etag: article.etag, location });
}

/** An article as the desk shows it: as it was sent, with what the newsroom made of it. */
function shown(c: AppContext, { draft, etag: _, ...article }: DeskArticle) {
  const { editions, origin } = configOf(c).publication;
  const { minor: __, ...sent } = draft;
  const urls = Object.fromEntries(
    editions.map((edition) => [edition, `${origin}/${edition}/articles/${article.slug}`]),
  );
  return { ...sent, ...article, urls };
}

function preconditions(c: Context) {
  return { ifMatch: c.req.header("if-match") ?? null, ifNoneMatch: c.req.header("if-none-match") ?? null };
}

function newsroom(c: AppContext) {
  return c.env.NEWSROOM.getByName("newsroom");
}

function pointer(path: PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
