import type { MiddlewareHandler } from "hono";
import { forgetNegatives } from "../src/edition/lookup.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type { DeskArticle, Fault, WriteAnswer } from "../src/newsroom/answers.ts";
import { type AppContext, type AppEnv, coloCache, configOf } from "./context.ts";
import { newsroom } from "./desk-newsroom.ts";

/** What a write came to, as the desk answers it. */
export async function written(c: AppContext, slug: string, answer: WriteAnswer): Promise<Response> {
  switch (answer.outcome) {
    case "created":
    case "updated": {
      const { slug: own, draft } = answer.article;
      await forgetNegatives(coloCache(), configOf(c).publication.editions, [own, ...draft.aliases], draft.tags);
      break;
    }
    case "unchanged":
      break;
    case "recovering":
      return problemResponse(recovering());
    case "unknown":
      return problemResponse(unknown(slug));
    case "invalid":
      return problemResponse(faulty(answer.faults));
    case "key-reused": {
      const detail = "Another request came with this key in the last 24 hours. Send a new key with a new request.";
      return problemResponse({ kind: "idempotency-key-reused", detail });
    }
    case "slug-taken": {
      const detail = `${answer.article.slug} is at revision ${answer.article.revision}. PUT corrects it; leave the slug out for another.`;
      return problemResponse({ kind: "slug-taken", detail, extensions: { current: current(answer.article) } });
    }
    case "precondition-failed": {
      const { article } = answer;
      const detail = article
        ? `The article is at revision ${article.revision}, with the entity tag ${article.etag}. Fetch it and try again.`
        : "There is no such article yet. Leave If-Match out.";
      return problemResponse({
        kind: "precondition-failed",
        detail,
        extensions: { current: article && current(article) },
      });
    }
  }
  const { article, outcome } = answer;
  const location = `${configOf(c).publication.origin}/api/articles/${article.slug}`;
  const replayed = answer.replayed && { "idempotency-replayed": "true" };
  return c.json(shown(c, article), outcome === "created" ? 201 : 200, { etag: article.etag, location, ...replayed });
}

/** Of what editions keep and the newsroom records: a record that is numbered before what was lost is back would hide the loss. */
export const recordable: MiddlewareHandler<AppEnv> = async (c, next) => {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (!isRead && (await newsroom(c).isRecovering())) return problemResponse(recovering());
  return next();
};

/** No write is taken before what was lost is back. */
export function recovering(): Problem {
  const detail = "The newsroom lost its storage and is taking it back from its replica. Send this again in a minute.";
  return { kind: "recovering", detail, retryAfter: 60 };
}

/** Nor is an edition's memory, or a translation of its, touched before they are whole again. */
export function editionRecovering(): Problem {
  const detail =
    "The edition is taking back what it lost, or still reads of all that was published. Send this again in a minute.";
  return { kind: "recovering", detail, retryAfter: 60 };
}

/** Members that only the newsroom could find fault with. */
export function faulty(faults: Fault[]): Problem {
  return { kind: "invalid-article", detail: "Some members are not valid; see errors.", errors: faults };
}

function current({ slug, revision, etag, state }: DeskArticle) {
  return { slug, revision, etag, state };
}

/** An article as the desk shows it: as it was sent, with what the newsroom made of it. */
export function shown(c: AppContext, { draft, etag: _, ...article }: DeskArticle) {
  const { editions, origin } = configOf(c).publication;
  const { minor: __, ...sent } = draft;
  const urls = Object.fromEntries(
    editions.map((edition) => [edition, `${origin}/${edition}/articles/${article.slug}`]),
  );
  return { ...sent, ...article, urls };
}

export function unknown(slug: string): Problem {
  return { kind: "not-found", detail: `There is no article ${slug}.` };
}
