import type { Rendition } from "../src/articles/article.ts";
import type { TimelineFile } from "../src/articles/publication.ts";
import { isSlug } from "../src/articles/slug.ts";
import { FEED_TYPES } from "../src/feeds/render.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { represent } from "../src/http/representation.ts";
import { contentSecurityPolicy } from "../src/pages/style.ts";
import type { Found } from "../src/replica/reader.ts";
import { visibleAt } from "../src/replica/visible.ts";
import { type AppContext, configOf } from "./context.ts";
import { pageProblem } from "./problems.ts";
import { entityTag } from "./renderer.ts";

/** Whose timeline a URL names: an edition's, or that of one of its tags. */
export interface Timeline {
  language: string;
  tag: string | null;
}

/** Where timelines lie: an edition's at its root, a tag's below it. */
export const TIMELINES = ["/:language", "/:language/tags/:tag"];

export type TimelineFormat = "html" | "withdrawn" | TimelineFile;

const TYPES: Record<TimelineFormat, string> = {
  html: "text/html; charset=utf-8",
  withdrawn: "application/json; charset=utf-8",
  ninjs: "application/json; charset=utf-8",
  ...FEED_TYPES,
};

/** The timeline that a URL names; null where there is no such edition, or where the tag can be none. */
export function timelineOf(c: AppContext): Timeline | null {
  const language = c.req.param("language") ?? "";
  const tag = c.req.param("tag") ?? null;
  if (!configOf(c).publication.editions.includes(language)) return null;
  return tag === null || isSlug(tag) ? { language, tag } : null;
}

export interface TimelineAnswer<Value> {
  timeline: Timeline;
  format: TimelineFormat;
  /** The cache tag of this front or page, below the edition's. */
  cacheTag: string;
  links: string[];
  render(value: Value): string;
}

/** Answers with a front or a page, without what has expired. */
export async function representTimeline<Value extends { changed_at: string; renditions: Rendition[] }>(
  c: AppContext,
  found: Found,
  { timeline: { language }, format, cacheTag, links, render }: TimelineAnswer<Value>,
): Promise<Response> {
  const now = Date.now();
  const { digest, modifiedAt, expiresAt, value, discard } = await visibleAt<Value>(found, now);
  return represent(c.req.raw, now, {
    contentType: TYPES[format],
    language,
    etag: entityTag(digest, configOf(c).publication),
    modifiedAt,
    cache: found.metadata.pending ? "brief" : "lasting",
    expiresAt,
    cacheTags: [`e-${language}`, cacheTag],
    links,
    ...(format === "html" && { headers: { "content-security-policy": contentSecurityPolicy } }),
    text: async () => render(await value()),
    discard,
  });
}

/** Why there is no such front or page, in the format that was asked for. */
export function timelineProblem(
  c: AppContext,
  { language, tag }: Timeline,
  format: TimelineFormat,
  state: "rate-limited" | "unknown" | "unavailable",
  page: number | null = null,
): Response {
  const of = tag === null ? "" : ` for the tag ${tag}`;
  const what: Problem =
    state === "rate-limited"
      ? { kind: "rate-limited", detail: "Too many requests. Wait a minute.", retryAfter: 60 }
      : {
          kind: "not-found",
          detail: `The ${language} edition has ${page === null ? "nothing" : `no archive page ${page}`}${of}.`,
        };
  return format === "html" ? pageProblem(c, language, what) : problemResponse(what);
}
