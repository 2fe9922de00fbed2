import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from "zod-openapi";
import { TIMELINE_FILES, type TimelineFile } from "../../articles/publication.ts";
import type { ProblemKind } from "../../http/problem.ts";
import { asks, type Content, document, open, redirect, represented } from "../operations.ts";
import { archivePage, inEdition, ofTag, tagArchivePage } from "../parameters.ts";
import { JsonFeedSchema, WithdrawnSchema } from "../schemas/feeds.ts";
import { NinjsSchema } from "../schemas/ninjs.ts";
import { feedExample } from "../schemas/xml-examples.ts";

const NAMES: Record<TimelineFile, string> = { rss: "RSS", atom: "Atom", json: "JSON Feed", ninjs: "IPTC ninjs 3.1" };

const FEEDS: Record<TimelineFile, Content> = {
  rss: {
    "application/rss+xml": document("RSS 2.0 with full text in `content:encoded` and provenance in `dcterms:provenance`.", feedExample("rss")),
  },
  atom: { "application/atom+xml": document("Atom (RFC 4287) with archives (RFC 5005) and tombstones (RFC 6721).", feedExample("atom")) },
  json: { "application/feed+json": { schema: JsonFeedSchema } },
  ninjs: { "application/json": { schema: NinjsSchema } },
}; // biome-ignore format: a table
const PAGE: Content = { "text/html": document("A page for readers.") };

const MISSING: ProblemKind[] = ["not-found", "rate-limited"];

/** Whose front, feeds and archive. */
const WHOSE = [
  { base: "/{language}", of: "an edition", name: "edition", params: inEdition, archive: archivePage },
  { base: "/{language}/tags/{tag}", of: "a tag in an edition", name: "tag", params: ofTag, archive: tagArchivePage },
] as const;

/** `/{language}/…`: fronts, feeds and archives, of an edition and of each of its tags. */
export function editionPaths(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const { base, of, name, params, archive } of WHOSE) {
    paths[base] = {
      get: open({
        operationId: `${name}-without-slash`,
        summary: `Leads to the front page of ${of}`,
        tags: ["Pages"],
        requestParams: { path: params },
        answers: { "308": redirect("The same with its slash.") },
        problems: ["not-found"],
      }),
    };
    paths[`${base}/`] = page(`${name}-front`, `The front page of ${of}`, params);
    paths[`${base}/archive/{page}/`] = page(`${name}-archive`, `An archive page of ${of}`, archive);
    for (const format of Object.keys(TIMELINE_FILES) as TimelineFile[]) {
      const file = TIMELINE_FILES[format];
      paths[`${base}/${file}`] = feed(`${name}-${format}`, `The feed of ${of} as ${NAMES[format]}`, format, params);
      paths[`${base}/archive/{page}/${file}`] = feed(
        `${name}-archive-${format}`,
        `An archive page of ${of} as ${NAMES[format]}`,
        format,
        archive,
      );
    }
  }
  paths["/{language}/withdrawn.json"] = {
    get: open({
      operationId: "withdrawn",
      summary: "What was withdrawn in the last 30 days",
      description: "RSS and JSON Feed have no word for it; Atom has its tombstones too.",
      tags: ["Feeds"],
      requestParams: { path: inEdition, ...asks },
      answers: represented("The articles that were withdrawn.", { "application/json": { schema: WithdrawnSchema } }),
      problems: MISSING,
    }),
  };
  return paths;
}

type Params = typeof inEdition | typeof ofTag | typeof archivePage | typeof tagArchivePage;

/** A page that is filling has no URL of its own yet. */
const filling = { "302": redirect("This archive page is filling still: its articles stand in the front.") };

function page(operationId: string, summary: string, params: Params): ZodOpenApiPathItemObject {
  const answers = represented("The page.", PAGE);
  return {
    get: open({
      operationId,
      summary,
      tags: ["Pages"],
      requestParams: { path: params, ...asks },
      answers: "page" in params.shape ? { ...answers, ...filling } : answers,
      problems: MISSING,
    }),
  };
}

function feed(operationId: string, summary: string, format: TimelineFile, params: Params): ZodOpenApiPathItemObject {
  const isArchive = "page" in params.shape;
  const answers = represented("Newest entry first.", FEEDS[format]);
  return {
    get: open({
      operationId,
      summary,
      description: isArchive
        ? "A full page of 30 entries (RFC 5005 §4). It never changes unless an article on it does."
        : "Full text, 30 to 59 entries once there are that many. Poll it with `If-None-Match`.",
      tags: [isArchive ? "Archives" : "Feeds"],
      requestParams: { path: params, ...asks },
      answers: isArchive ? { ...answers, ...filling } : answers,
      problems: MISSING,
    }),
  };
}
