import { forgetNegatives } from "../src/edition/lookup.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import type { DeskArticle, WriteAnswer } from "../src/newsroom/answers.ts";
import { type AppContext, coloCache, configOf } from "./context.ts";

/** What a write came to, as the desk answers it. */
export async function written(c: AppContext, slug: string, answer: WriteAnswer): Promise<Response> {
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
