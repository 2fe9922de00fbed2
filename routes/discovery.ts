import { Hono } from "hono";
import { opml } from "../src/feeds/opml.ts";
import { represent } from "../src/http/representation.ts";
import { feedWords } from "../src/pages/feed-words.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

/** What leads to everything else; it follows from the configuration alone. */
export const discoveryRoutes = new Hono<AppEnv>()
  .get("/feeds.opml", (c) => {
    const { publication } = configOf(c);
    const text = () => opml(publication, (language) => feedWords(language, publication).title);
    return serve(c, "/feeds.opml", "text/x-opml; charset=utf-8", text);
  })
  .get("/robots.txt", (c) => {
    const { origin } = configOf(c).publication;
    return serve(c, "/robots.txt", "text/plain; charset=utf-8", () => robots(origin));
  })
  .on(["POST", "PUT", "PATCH", "DELETE"], ["/feeds.opml", "/robots.txt"], (c) =>
    methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );

/** Everything may be read but the desk (RFC 9309); the sitemaps' addresses are absolute (sitemaps.org). */
function robots(origin: string): string {
  const rules = "User-agent: *\nAllow: /\nDisallow: /api/\n";
  return `${rules}\nSitemap: ${origin}/sitemap.xml\nSitemap: ${origin}/news-sitemap.xml\n`;
}

function serve(c: AppContext, path: string, contentType: string, text: () => string): Response | Promise<Response> {
  const { publication } = configOf(c);
  const bare = withoutQuery(c, path);
  if (bare !== null) return bare;
  return represent(c.req.raw, Date.now(), {
    contentType,
    language: null,
    etag: entityTag(path.slice(1).replace(".", "-"), publication),
    modifiedAt: null,
    cache: "lasting",
    expiresAt: null,
    cacheTags: ["configuration"],
    links: [],
    text: async () => text(),
    discard: () => undefined,
  });
}
