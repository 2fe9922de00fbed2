import { Hono } from "hono";
import { type Publication, paths, TIMELINE_FILES, type TimelineFile } from "../src/articles/publication.ts";
import { lookupFront } from "../src/edition/lookup.ts";
import { composeFeed } from "../src/feeds/compose.ts";
import { renderFeed } from "../src/feeds/render.ts";
import { frontNinjs } from "../src/formats/ninjs-package.ts";
import { withdrawnJson } from "../src/formats/withdrawn.ts";
import { link } from "../src/http/representation.ts";
import { feedWords } from "../src/pages/feed-words.ts";
import { frontPage } from "../src/pages/front-page.ts";
import { ninjsWords } from "../src/pages/ninjs-words.ts";
import type { FrontValue } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";
import {
  representTimeline,
  TIMELINES,
  type Timeline,
  type TimelineFormat,
  timelineOf,
  timelineProblem,
} from "./timelines.ts";

/** Longest wait for pending items, milliseconds. */
const WAIT_MS = { html: 3_000, withdrawn: 0, rss: 5_000, atom: 5_000, json: 5_000, ninjs: 5_000 };

/** `/{lang}/`, `/{lang}/tags/{tag}/` and their feeds: one KV read, whatever the format. */
export const frontRoutes = new Hono<AppEnv>();

for (const base of TIMELINES) {
  mount(`${base}/`, "html");
  for (const [format, file] of Object.entries(TIMELINE_FILES)) mount(`${base}/${file}`, format as TimelineFile);
  frontRoutes.get(base, (c) => {
    const timeline = timelineOf(c);
    if (timeline === null) return c.notFound();
    return c.redirect(configOf(c).publication.origin + pathOf(timeline, "html"), 308);
  });
}
mount("/:language/withdrawn.json", "withdrawn");

function mount(path: string, format: TimelineFormat): void {
  frontRoutes.get(path, (c) => serve(c, format));
  frontRoutes.on(["POST", "PUT", "PATCH", "DELETE"], path, (c) =>
    timelineOf(c) === null ? c.notFound() : methodNotAllowed(c, "GET, HEAD, OPTIONS"),
  );
}

async function serve(c: AppContext, format: TimelineFormat): Promise<Response> {
  const timeline = timelineOf(c);
  if (timeline === null) return c.notFound();
  const { language, tag } = timeline;
  const bare = withoutQuery(c, pathOf(timeline, format));
  if (bare !== null) return bare;
  const { publication } = configOf(c);
  const lookup = await lookupFront(lookupPorts(c), language, tag, WAIT_MS[format]);
  if (lookup.state !== "found") return timelineProblem(c, timeline, format, lookup.state);
  const { id } = lookup.found.metadata;
  return representTimeline<FrontValue>(c, lookup.found, {
    timeline,
    format,
    cacheTag: id === undefined ? `f-${language}` : `f-${language}-${id}`,
    links: linksOf(publication, timeline, format),
    render: (front) => render(language, format, front, publication),
  });
}

function render(language: string, format: TimelineFormat, front: FrontValue, publication: Publication): string {
  const { renditions: entries, archive, changed_at: updatedAt, tag } = front;
  if (format === "html") return frontPage({ language, tag: tag ?? null, entries, publication, updatedAt, archive });
  if (format === "withdrawn") return withdrawnJson(language, front, publication);
  if (format === "ninjs") return frontNinjs(language, front, publication, ninjsWords(language, publication, tag));
  return renderFeed(format, composeFeed(language, front, publication, feedWords(language, publication, tag)));
}

function pathOf({ language, tag }: Timeline, format: TimelineFormat): string {
  if (format === "html") return paths.home(language, tag);
  return format === "withdrawn" ? paths.withdrawn(language) : paths.feed(language, format, tag);
}

/** A feed's topic is its own address, and says so itself beside its hubs (WebSub §4). */
function linksOf(
  { origin, editions, hubs = [] }: Publication,
  { language, tag }: Timeline,
  format: TimelineFormat,
): string[] {
  const url = (edition: string) => origin + pathOf({ language: edition, tag }, format);
  return [
    ...(format === "html" ? [] : [link(url(language), "self")]),
    ...(format === "html" || format === "withdrawn" ? [] : hubs.map((hub) => link(hub, "hub"))),
    ...editions.map((hreflang) => link(url(hreflang), "alternate", { hreflang })),
  ];
}
