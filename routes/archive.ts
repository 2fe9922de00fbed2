import { Hono } from "hono";
import { FEED_FILES, FEED_FORMATS, type FeedFormat, type Publication, paths } from "../src/articles/publication.ts";
import { lookupPage } from "../src/edition/lookup.ts";
import { composeArchive } from "../src/feeds/compose.ts";
import { FEED_TYPES, renderFeed } from "../src/feeds/render.ts";
import { problemResponse } from "../src/http/problem.ts";
import { link, represent } from "../src/http/representation.ts";
import { feedWords } from "../src/pages/feed-words.ts";
import { archivePage } from "../src/pages/front-page.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import type { PageValue } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { methodNotAllowed, pageProblem, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

type ArchiveFormat = "html" | FeedFormat;

const PAGE = ":page{[1-9][0-9]{0,8}}";
const FILES: [file: string, format: ArchiveFormat][] = [
  ["", "html"],
  ...FEED_FORMATS.map((format): [string, ArchiveFormat] => [FEED_FILES[format], format]),
];

/** `/{lang}/archive/{n}/…`: full timeline pages, which never change unless an article on them does (RFC 5005). */
export const archiveRoutes = new Hono<AppEnv>();

for (const [file, format] of FILES) {
  archiveRoutes.get(`/:language/archive/${PAGE}/${file}`, (c) => serve(c, format));
  archiveRoutes.on(["POST", "PUT", "PATCH", "DELETE"], `/:language/archive/${PAGE}/${file}`, (c) =>
    methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );
}

async function serve(c: AppContext, format: ArchiveFormat): Promise<Response> {
  const language = c.req.param("language") ?? "";
  const page = Number(c.req.param("page"));
  const { publication } = configOf(c);
  if (!publication.editions.includes(language)) return c.notFound();
  const bare = withoutQuery(c, paths.archive(language, page, format));
  if (bare !== null) return bare;
  const lookup = await lookupPage(lookupPorts(c), language, null, page);
  switch (lookup.state) {
    case "open":
      // The page is filling: what it has stands in the front, and this URL is its own once it is full.
      return c.redirect(
        publication.origin + (format === "html" ? paths.home(language) : paths.feed(language, format)),
        302,
      );
    case "unknown": {
      const what = { kind: "not-found", detail: `The ${language} edition has no archive page ${page}.` } as const;
      return format === "html" ? pageProblem(c, language, what) : problemResponse(what);
    }
    case "unavailable":
    case "rate-limited": {
      const what = { kind: "rate-limited", detail: "Too many requests. Wait a minute.", retryAfter: 60 } as const;
      return format === "html" ? pageProblem(c, language, what) : problemResponse(what);
    }
  }
  const { metadata, text, discard } = lookup.found;
  return represent(c.req.raw, Date.now(), {
    contentType: format === "html" ? "text/html; charset=utf-8" : FEED_TYPES[format],
    language,
    etag: entityTag(metadata.digest, publication),
    modifiedAt: metadata.changedAt,
    cache: "lasting",
    cacheTags: [`e-${language}`, `${language}-p${page}`],
    links: [link(publication.origin + paths.archive(language, page, format), "self")],
    ...(format === "html" && { headers: { "content-security-policy": contentSecurityPolicy } }),
    text: async () => render(language, page, format, JSON.parse(await text()) as PageValue, publication),
    discard,
  });
}

function render(
  language: string,
  page: number,
  format: ArchiveFormat,
  value: PageValue,
  publication: Publication,
): string {
  if (format === "html")
    return archivePage({ tag: value.tag ?? null, language, page, entries: value.renditions, publication });
  return renderFeed(format, composeArchive(language, page, value, publication, feedWords(language, publication)));
}
