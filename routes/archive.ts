import { Hono } from "hono";
import { type Publication, paths, TIMELINE_FILES, type TimelineFile } from "../src/articles/publication.ts";
import { lookupPage } from "../src/edition/lookup.ts";
import { composeArchive } from "../src/feeds/compose.ts";
import { renderFeed } from "../src/feeds/render.ts";
import { archiveNinjs } from "../src/formats/ninjs-package.ts";
import { link } from "../src/http/representation.ts";
import { feedWords } from "../src/pages/feed-words.ts";
import { archivePage } from "../src/pages/front-page.ts";
import { ninjsWords } from "../src/pages/ninjs-words.ts";
import type { PageValue } from "../src/replica/values.ts";
import { type AppContext, type AppEnv, configOf, lookupPorts } from "./context.ts";
import { methodNotAllowed, withoutQuery } from "./problems.ts";
import { representTimeline, TIMELINES, timelineOf, timelineProblem } from "./timelines.ts";

type ArchiveFormat = "html" | TimelineFile;

const PAGE = ":page{[1-9][0-9]{0,8}}";
const FILES: [file: string, format: ArchiveFormat][] = [
  ["", "html"],
  ...Object.entries(TIMELINE_FILES).map(([format, file]): [string, ArchiveFormat] => [file, format as TimelineFile]),
];

/** `…/archive/{n}/…`: full timeline pages, which never change unless an article on them does (RFC 5005). */
export const archiveRoutes = new Hono<AppEnv>();

for (const base of TIMELINES) {
  for (const [file, format] of FILES) {
    const path = `${base}/archive/${PAGE}/${file}`;
    archiveRoutes.get(path, (c) => serve(c, format));
    archiveRoutes.on(["POST", "PUT", "PATCH", "DELETE"], path, (c) => methodNotAllowed(c, "GET, HEAD, OPTIONS"));
  }
}

async function serve(c: AppContext, format: ArchiveFormat): Promise<Response> {
  const timeline = timelineOf(c);
  if (timeline === null) return c.notFound();
  const { language, tag } = timeline;
  const page = Number(c.req.param("page"));
  const path = paths.archive(language, page, format, tag);
  const bare = withoutQuery(c, path);
  if (bare !== null) return bare;
  const { publication } = configOf(c);
  const lookup = await lookupPage(lookupPorts(c), language, tag, page);
  // The page is filling: what it has stands in the front, and this URL is its own once it is full.
  if (lookup.state === "open") return c.redirect(publication.origin + frontPath(language, tag, format), 302);
  if (lookup.state !== "found") return timelineProblem(c, timeline, format, lookup.state, page);
  const { id } = lookup.found.metadata;
  return representTimeline<PageValue>(c, lookup.found, {
    timeline,
    format,
    cacheTag: id === undefined ? `${language}-p${page}` : `${language}-${id}-p${page}`,
    links: [link(publication.origin + path, "self")],
    render: (value) => render(language, page, format, value, publication),
  });
}

function frontPath(language: string, tag: string | null, format: ArchiveFormat): string {
  return format === "html" ? paths.home(language, tag) : paths.feed(language, format, tag);
}

function render(
  language: string,
  page: number,
  format: ArchiveFormat,
  value: PageValue,
  publication: Publication,
): string {
  const { tag, renditions: entries } = value;
  if (format === "html") return archivePage({ language, tag: tag ?? null, page, entries, publication });
  if (format === "ninjs")
    return archiveNinjs(language, page, value, publication, ninjsWords(language, publication, tag));
  return renderFeed(format, composeArchive(language, page, value, publication, feedWords(language, publication, tag)));
}
