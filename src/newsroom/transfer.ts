import * as z from "zod";
import { contentOf, DraftSchema } from "../articles/draft.ts";
import { SLUG } from "../articles/slug.ts";
import { ARTICLE_STATES } from "./answers.ts";
import { type ArticleRow, findRow } from "./articles.ts";
import { auditAt } from "./audit.ts";
import { insertArticle, insertRow, type LogRow, type RevisionRow } from "./rows.ts";

const text = z.string();
const count = z.int().nonnegative();
const time = z.int();
const slug = text.regex(SLUG);

/** One line of an export that is the Newsroom's. Times are milliseconds since the epoch, as the rows have them. */
export const NewsroomLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("audit"),
    sequence: count,
    slug: slug.nullable(),
    action: text,
    revision: count.nullable(),
    by: text,
    reason: text.nullable(),
    at: time,
  }),
  z.strictObject({
    kind: z.literal("revision"),
    slug,
    revision: count,
    draft: z.record(text, z.unknown()),
    digest: text,
    by: text,
    at: time,
  }),
  z.strictObject({
    kind: z.literal("article"),
    id: count,
    slug,
    state: z.enum(ARTICLE_STATES),
    revision: count,
    version: count,
    language: text,
    title: text,
    published_at: time,
    updated_at: time,
    expires_at: time.nullable(),
    sequence: count,
    appeared: z.union([z.literal(0), z.literal(1)]),
    tags: z.array(slug),
    aliases: z.array(slug),
  }),
]);
export type NewsroomLine = z.output<typeof NewsroomLineSchema>;
export type NewsroomLineKind = NewsroomLine["kind"];

/** In this order: an article comes when its history is there. */
export const NEWSROOM_LINE_KINDS = ["audit", "revision", "article"] as const satisfies readonly NewsroomLineKind[];

/** Where an export goes on: after the row whose key this is. */
export interface NewsroomPosition {
  kind: NewsroomLineKind;
  after: string | null;
}

export interface NewsroomChunk {
  lines: string[];
  /** Null after the last. */
  next: NewsroomPosition | null;
}

export type RestoreResult = "created" | "unchanged" | "conflict" | "invalid";

/** What a chunk of an export holds at most, in rows and in characters. */
const MOST_ROWS = 500;
const MOST_CHARACTERS = 2_000_000;

const ARTICLE_COLUMNS =
  "id, slug, state, revision, version, language, title, published_at, updated_at, expires_at, sequence, appeared, tags, aliases";
const SELECT: Record<NewsroomLineKind, string> = {
  audit: "SELECT sequence AS at_key, * FROM log WHERE sequence > CAST(? AS INTEGER) ORDER BY sequence LIMIT ?",
  revision: `SELECT slug || printf(' %010d', revision) AS at_key, * FROM revisions
    WHERE (slug, revision) > (?, CAST(? AS INTEGER)) ORDER BY slug, revision LIMIT ?`,
  article: `SELECT id AS at_key, ${ARTICLE_COLUMNS} FROM articles WHERE id > CAST(? AS INTEGER) ORDER BY id LIMIT ?`,
};

/** The lines of an export from a position on, and where it goes on. */
export function exported(sql: SqlStorage, { kind, after }: NewsroomPosition): NewsroomChunk {
  const [slugAfter = "", revisionAfter = "0"] = (after ?? "").split(" ");
  const bindings = kind === "revision" ? [slugAfter, revisionAfter] : [after ?? "0"];
  const rows = sql.exec<{ at_key: string | number } & Record<string, SqlStorageValue>>(
    SELECT[kind],
    ...bindings,
    MOST_ROWS,
  );
  const lines: string[] = [];
  let characters = 0;
  for (const { at_key, ...row } of rows) {
    const line = JSON.stringify(lineOf(kind, row));
    lines.push(line);
    characters += line.length;
    if (characters > MOST_CHARACTERS || lines.length === MOST_ROWS) {
      return { lines, next: { kind, after: String(at_key) } };
    }
  }
  const following = NEWSROOM_LINE_KINDS[NEWSROOM_LINE_KINDS.indexOf(kind) + 1];
  return { lines, next: following === undefined ? null : { kind: following, after: null } };
}

/**
 * Takes one line of an export into the rows. What is there already stays: the same is unchanged,
 * anything else a conflict. An article is invalid without the revision that it is at, and without the row of the
 * log by which editions hear of it. Runs inside a commit.
 */
export function restored(sql: SqlStorage, line: NewsroomLine): RestoreResult {
  const before = existing(sql, line);
  if (before !== null) return before === JSON.stringify(lineOf(line.kind, rowOf(line))) ? "unchanged" : "conflict";
  if (line.kind !== "article") {
    insertRow(sql, line.kind === "audit" ? "log" : "revisions", rowOf(line));
    return "created";
  }
  const row = rowOf(line) as ArticleRow;
  if (row.appeared === 1 && auditAt(sql, row.sequence)?.slug !== row.slug) return "invalid";
  const found = sql
    .exec<{ draft: string }>("SELECT draft FROM revisions WHERE slug = ? AND revision = ?", row.slug, row.revision)
    .toArray()[0];
  // What is served is made of what was sent, whatever the file says.
  const draft = found && DraftSchema.safeParse(JSON.parse(found.draft));
  const content = draft?.success ? contentOf(draft.data) : null;
  if (!content?.ok) return "invalid";
  insertArticle(sql, row, content.value);
  return "created";
}

function existing(sql: SqlStorage, line: NewsroomLine): string | null {
  const row = find(sql, line);
  return row === null ? null : JSON.stringify(lineOf(line.kind, row));
}

function find(sql: SqlStorage, line: NewsroomLine): Record<string, SqlStorageValue> | null {
  switch (line.kind) {
    case "audit":
      return sql.exec("SELECT * FROM log WHERE sequence = ?", line.sequence).toArray()[0] ?? null;
    case "revision":
      return (
        sql.exec("SELECT * FROM revisions WHERE slug = ? AND revision = ?", line.slug, line.revision).toArray()[0] ??
        null
      );
    case "article":
      return findRow(sql, line.slug);
  }
}

/** A row as a line says it: the desk's words, and JSON where the row has it as text. */
function lineOf(kind: NewsroomLineKind, row: Record<string, SqlStorageValue>): Record<string, unknown> {
  switch (kind) {
    case "audit": {
      const { sequence, slug, kind: action, revision, author: by, reason, at } = row as LogRow;
      return { kind, sequence, slug, action, revision, by, reason, at };
    }
    case "revision": {
      const { slug, revision, draft, digest, author: by, at } = row as RevisionRow;
      return { kind, slug, revision, draft: JSON.parse(draft), digest, by, at };
    }
    case "article": {
      const { tags, aliases, ...rest } = row as ArticleRow;
      return { kind, ...rest, tags: JSON.parse(tags), aliases: JSON.parse(aliases) };
    }
  }
}

function rowOf(line: NewsroomLine): Record<string, SqlStorageValue> {
  switch (line.kind) {
    case "audit": {
      const { kind: _, action, by, ...row } = line;
      return { ...row, kind: action, author: by };
    }
    case "revision": {
      const { kind: _, draft, by, ...row } = line;
      return { ...row, draft: JSON.stringify(draft), author: by };
    }
    case "article": {
      const { kind: _, tags, aliases, ...row } = line;
      return { ...row, tags: JSON.stringify(tags), aliases: JSON.stringify(aliases) };
    }
  }
}
