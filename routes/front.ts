import { Hono } from "hono";
import { FEED_FILES, FEED_FORMATS, type FeedFormat, type Publication, paths } from "../src/articles/publication.ts";
import { lookupFront } from "../src/edition/lookup.ts";
import { composeFeed } from "../src/feeds/compose.ts";
import { FEED_TYPES, renderFeed } from "../src/feeds/render.ts";
import { withdrawnJson } from "../src/formats/withdrawn.ts";
import { problemResponse } from "../src/http/problem.ts";
import { link, represent } from "../src/http/representation.ts";
import { feedWords } from "../src/pages/feed-words.ts";
import { frontPage } from "../src/pages/front-page.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import type { FrontValue } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { methodNotAllowed, pageProblem, withoutQuery } from "./problems.ts";
import { entityTag } from "./renderer.ts";

type FrontFormat = "html" | "withdrawn" | FeedFormat;

/** Longest wait for pending items, milliseconds. */
const TYPES: Record<FrontFormat, string> = {
  html: "text/html; charset=utf-8",
  withdrawn: "application/json; charset=utf-8",
  ...FEED_TYPES,
};
const WAIT_MS = { html: 3_000, withdrawn: 0, rss: 5_000, atom: 5_000, json: 5_000 };

/** `/{lang}/` and the edition's feeds: one KV read, whatever the format. */
export const frontRoutes = new Hono<AppEnv>()
  .get("/:language/", (c) => serve(c, "html"))
  .get("/:language/withdrawn.json", (c) => serve(c, "withdrawn"))
  .get("/:language", (c) => {
    const language = editionOf(c);
    return language === null ? c.notFound() : c.redirect(configOf(c).publication.origin + paths.home(language), 308);
  });

for (const format of FEED_FORMATS) frontRoutes.get(`/:language/${FEED_FILES[format]}`, (c) => serve(c, format));

frontRoutes.on(
  ["POST", "PUT", "PATCH", "DELETE"],
  ["/:language/", "/:language/withdrawn.json", ...FEED_FORMATS.map((format) => `/:language/${FEED_FILES[format]}`)],
  (c) => (editionOf(c) === null ? c.notFound() : methodNotAllowed(c, "GET, HEAD, OPTIONS")),
);

async function serve(c: AppContext, format: FrontFormat): Promise<Response> {
  const language = editionOf(c);
  if (language === null) return c.notFound();
  const path = pathOf(language, format);
  const bare = withoutQuery(c, path);
  if (bare !== null) return bare;
  const { publication } = configOf(c);
  const lookup = await lookupFront(lookupPorts(c), language, null, WAIT_MS[format]);
  if (lookup.state !== "found") {
    const what = { kind: "rate-limited", detail: "Too many requests. Wait a minute.", retryAfter: 60 } as const;
    return format === "html" ? pageProblem(c, language, what) : problemResponse(what);
  }
  const { metadata, text, discard } = lookup.found;
  return represent(c.req.raw, Date.now(), {
    contentType: TYPES[format],
    language,
    etag: entityTag(metadata.digest, publication),
    modifiedAt: metadata.changedAt,
    cache: metadata.pending ? "brief" : "lasting",
    cacheTags: [`e-${language}`, `f-${language}`],
    links: linksOf(publication, language, format),
    ...(format === "html" && { headers: { "content-security-policy": contentSecurityPolicy } }),
    text: async () => render(language, format, JSON.parse(await text()) as FrontValue, publication),
    discard,
  });
}

function render(language: string, format: FrontFormat, front: FrontValue, publication: Publication): string {
  const { renditions, changed_at } = front;
  if (format === "html")
    return frontPage({
      tag: front.tag ?? null,
      language,
      entries: renditions,
      publication,
      updatedAt: changed_at,
      archive: front.archive,
    });
  if (format === "withdrawn") return withdrawnJson(language, front, publication);
  return renderFeed(format, composeFeed(language, front, publication, feedWords(language, publication)));
}

function editionOf(c: AppContext): string | null {
  const language = c.req.param("language") ?? "";
  return configOf(c).publication.editions.includes(language) ? language : null;
}

function pathOf(language: string, format: FrontFormat): string {
  if (format === "html") return paths.home(language);
  return format === "withdrawn" ? paths.withdrawn(language) : paths.feed(language, format);
}

function linksOf({ origin, editions }: Publication, language: string, format: FrontFormat): string[] {
  const url = (edition: string) => origin + pathOf(edition, format);
  return [
    ...(format === "html" ? [] : [link(url(language), "self")]),
    ...editions.map((hreflang) => link(url(hreflang), "alternate", { hreflang })),
  ];
}
