import * as z from "zod";
import { ENGINES } from "../articles/article.ts";
import { SLUG } from "../articles/slug.ts";
import { MEMORY_ORIGINS } from "../replica/values.ts";
import { TERM_CASES, TERM_RULES } from "../translation/terms/term.ts";
import { RENDITION_STATES } from "./renditions.ts";
import type { Timeline } from "./timeline.ts";

const text = z.string();
const slug = text.regex(SLUG);
/** A tag, or '' for the edition's own timeline. */
const tag = z.union([z.literal(""), slug]);
const count = z.int().nonnegative();
const time = z.int();
const engine = z.enum(ENGINES);

/** One line of an export that is an edition's. Times are milliseconds since the epoch, as the rows have them. */
export const EditionLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("budget"),
    edition: text,
    day: text,
    reserved: count,
    settled: count,
    archive: count,
  }),
  z.strictObject({ kind: z.literal("budget-setting"), edition: text, period: z.enum(["day", "month"]), characters: count.nullable() }),
  z.strictObject({
    kind: z.literal("usage"),
    edition: text,
    day: text,
    engine,
    characters: count,
    calls: count,
    saved: count,
  }),
  z.strictObject({
    kind: z.literal("unsettled"),
    edition: text,
    id: count,
    day: text,
    engine,
    characters: count,
    least: count,
    archive: z.union([z.literal(0), z.literal(1)]),
    lost_at: time,
    mark: count.nullable(),
    settled: count,
    state: z.enum(["open", "released", "spent"]),
  }),
  z.strictObject({
    kind: z.literal("glossary"),
    edition: text,
    source_language: text,
    source: text,
    target: text,
    rule: z.enum(TERM_RULES),
    options: z
      .strictObject({
        case: z.enum(TERM_CASES).optional(),
        forms: z.strictObject({ source: z.array(text).optional(), target: z.array(text).optional() }).optional(),
        forbidden: z.array(text).optional(),
      })
      .default({}),
  }),
  z.strictObject({
    kind: z.literal("memory"),
    edition: text,
    id: count,
    key: text,
    // Lines from before there were origins lack these three.
    origin: z.enum(MEMORY_ORIGINS).optional(),
    source_language: text,
    source: text,
    target: text,
    engine,
    created_at: time,
    reviewer: text.nullable().default(null),
    outdated: z.union([z.literal(0), z.literal(1)]).default(0),
  }),
  z.strictObject({
    kind: z.literal("review"),
    edition: text,
    slug: text,
    revision: count,
    reviewer: text,
    reviewed_at: time,
    approved: text,
  }),
  z.strictObject({
    kind: z.literal("rendition"),
    edition: text,
    slug,
    article_id: text,
    source_language: text,
    sequence: count,
    state: z.enum(RENDITION_STATES),
    published_at: time,
    expires_at: time.nullable(),
    version: count,
    changed_at: time,
    title: text.nullable(),
    updated_at: time.nullable(),
    places: z.array(z.tuple([tag, count, count, z.union([z.literal(0), z.literal(1)])])),
    rendition: z.record(text, z.unknown()).nullable(),
  }),
  z.strictObject({ kind: z.literal("alias"), edition: text, alias: slug, slug, gone: count, version: count, changed_at: time }),
  z.strictObject({ kind: z.literal("timeline"), edition: text, tag, line: count, changed_at: time, version: count, pending: count }),
  z.strictObject({
    kind: z.literal("timeline-page"),
    edition: text,
    tag,
    page: count,
    first: count,
    entries: count,
    bytes: count,
    changed_at: time,
    version: count,
  }),
]); // biome-ignore format: one line reads better
export type EditionLine = z.output<typeof EditionLineSchema>;
export type EditionLineKind = EditionLine["kind"];

/** In this order: nothing is shown before all that belongs to it is there. */
export const EDITION_LINE_KINDS = [
  "budget",
  "budget-setting",
  "usage",
  "unsettled",
  "glossary",
  "memory",
  "review",
  "timeline",
  "timeline-page",
  "rendition",
  "alias",
] as const satisfies readonly EditionLineKind[];

/** Where an export goes on: after the row whose key this is. */
export interface ExportPosition {
  kind: EditionLineKind;
  after: string | null;
}

export interface ExportChunk {
  lines: string[];
  /** Null after the last. */
  next: ExportPosition | null;
}

/** What a chunk of an export holds at most, in rows and in characters. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 2_000_000;

/** Each kind's rows by a key that never changes, so that a chunk follows the last whatever happens between. */
const SELECT: Record<EditionLineKind, string> = {
  budget: "SELECT day AS at, * FROM spending WHERE day > ? ORDER BY day LIMIT ?",
  "budget-setting": "SELECT period AS at, * FROM ceilings WHERE period > ? ORDER BY period LIMIT ?",
  usage: `SELECT day || ' ' || engine AS at, * FROM usage
    WHERE day || ' ' || engine > ? ORDER BY day || ' ' || engine LIMIT ?`,
  unsettled: "SELECT id AS at, * FROM unsettled WHERE id > CAST(? AS INTEGER) ORDER BY id LIMIT ?",
  glossary: `SELECT source_language || char(9) || source || char(9) || target AS at, * FROM glossary
    WHERE at > ? ORDER BY at LIMIT ?`,
  memory: "SELECT id AS at, * FROM memory WHERE id > CAST(? AS INTEGER) ORDER BY id LIMIT ?",
  review: "SELECT slug AS at, * FROM reviews WHERE slug > ? ORDER BY slug LIMIT ?",
  timeline: "SELECT line AS at, * FROM lines WHERE line > CAST(? AS INTEGER) ORDER BY line LIMIT ?",
  "timeline-page": `SELECT printf('%010d %010d', line, page) AS at, tag, page, first, entries, bytes, p.changed_at, p.version
    FROM pages p CROSS JOIN lines USING (line) WHERE printf('%010d %010d', line, page) > ? ORDER BY line, page LIMIT ?`,
  rendition: "SELECT slug AS at, * FROM renditions WHERE slug > ? ORDER BY slug LIMIT ?",
  alias: "SELECT alias AS at, * FROM aliases WHERE alias > ? ORDER BY alias LIMIT ?",
};

/** The lines of an export from a position on, and where it goes on. */
export function exported(
  sql: SqlStorage,
  timeline: Timeline,
  edition: string,
  { kind, after }: ExportPosition,
): ExportChunk {
  const rows = sql.exec<{ at: string | number } & Record<string, SqlStorageValue>>(
    SELECT[kind],
    after ?? "",
    MOST_ROWS,
  );
  const lines: string[] = [];
  let characters = 0;
  let last: string | null = null;
  for (const { at, ...row } of rows) {
    const inner = kind === "rendition" ? nested(timeline, row) : kind === "glossary" ? optionsIn(row) : {};
    const line = JSON.stringify({ kind, edition, ...row, ...inner });
    lines.push(line);
    last = String(at);
    characters += line.length;
    if (characters > MOST_CHARACTERS || lines.length === MOST_ROWS) return { lines, next: { kind, after: last } };
  }
  const following = EDITION_LINE_KINDS[EDITION_LINE_KINDS.indexOf(kind) + 1];
  return { lines, next: following === undefined ? null : { kind: following, after: null } };
}

/** What a term's row has as text. */
export function optionsIn({ options }: Record<string, SqlStorageValue>) {
  return { options: JSON.parse(options as string) as object };
}

/** What a rendition's row has as text, and where it stands. */
export function nested(timeline: Timeline, { slug, rendition }: Record<string, SqlStorageValue>) {
  const places = timeline.places(slug as string).map(({ tag, entry, page, shown }) => [tag, entry, page, shown]);
  return { rendition: rendition === null ? null : (JSON.parse(rendition as string) as object), places };
}
