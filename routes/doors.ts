import { Hono } from "hono";
import { type ArticleFormat, type FeedFormat, paths } from "../src/articles/publication.ts";
import { isSlug } from "../src/articles/slug.ts";
import { lookupLanguage, preferredFormat } from "../src/http/accept.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, problem, withoutQuery } from "./problems.ts";

const FRONT_OFFERS: [string, "html" | FeedFormat][] = [
  ["text/html", "html"],
  ["application/rss+xml", "rss"],
  ["application/atom+xml", "atom"],
  ["application/feed+json", "json"],
  ["application/json", "json"],
];

const ARTICLE_OFFERS: [string, ArticleFormat][] = [
  ["text/html", "html"],
  ["application/json", "json"],
  ["text/plain", "txt"],
  ["text/markdown", "md"],
];

/** The two doors, the only places that negotiate: 302 to the edition and format that fit. */
export const doorRoutes = new Hono<AppEnv>()
  .get("/", (c) => {
    const format = preferredFormat(c.req.header("accept") ?? null, FRONT_OFFERS);
    const language = editionFor(c);
    const path = format === "html" ? paths.home(language) : paths.feed(language, format);
    return withoutQuery(c, "/") ?? enter(c, path);
  })
  .get("/articles/:slug", (c) => {
    const slug = c.req.param("slug");
    if (!isSlug(slug))
      return problem(c, { kind: "not-found", detail: "Slugs are lower-case words joined by hyphens." });
    const format = preferredFormat(c.req.header("accept") ?? null, ARTICLE_OFFERS);
    return withoutQuery(c, `/articles/${slug}`) ?? enter(c, paths.article(editionFor(c), slug, format));
  })
  .on(["POST", "PUT", "PATCH", "DELETE"], ["/", "/articles/:slug"], (c) => methodNotAllowed(c, "GET, HEAD, OPTIONS"));

function editionFor(c: AppContext): string {
  const { editions, sourceLanguage } = configOf(c).publication;
  return lookupLanguage(c.req.header("accept-language") ?? null, editions, sourceLanguage);
}

function enter(c: AppContext, path: string): Response {
  c.header("vary", "Accept, Accept-Language");
  return c.redirect(configOf(c).publication.origin + path, 302);
}
