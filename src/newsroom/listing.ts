import { ARTICLE_STATES, type ListedArticle, type ListedPage, type ListFilter, type Position } from "./answers.ts";
import type { ArticleRow } from "./articles.ts";
import { MOST_MATCHES, matching } from "./search.ts";

const COLUMNS = "articles.slug, title, language, state, revision, articles.published_at, updated_at, expires_at, tags";
const NEWEST_FIRST = "ORDER BY articles.published_at DESC, articles.slug DESC";
const AFTER = "(articles.published_at, articles.slug) < (?, ?)";
const HAS_WORDS = `articles.id IN (SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${MOST_MATCHES})`;
const HAS_TAG = "EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)";
/** Later than any date, and so before any article. */
const START: Position = { published_at: Number.MAX_SAFE_INTEGER, slug: "" };
/** Where a filter has no index its rows are read so many at a time, so often; then the page stays short. */
const CHUNK = 500;
const MOST_ROUNDS = 10;

type Row = Pick<
  ArticleRow,
  "slug" | "title" | "language" | "state" | "revision" | "published_at" | "updated_at" | "expires_at" | "tags"
>;

/** A page of the articles that pass a filter, newest first; a deep page costs what the first costs. */
export function listArticles(sql: SqlStorage, filter: ListFilter, after: Position | null, limit: number): ListedPage {
  const position = after ?? START;
  const { tag, state, words } = filter;
  if (tag !== null && state !== null && words.length === 0) return walkTag(sql, tag, state, position, limit);
  const rows = sql.exec<Row>(...statement(filter, position, limit + 1)).toArray();
  const page = rows.slice(0, limit);
  return { articles: page.map(listed), next: rows.length > limit ? positionOf(page.at(-1) as Row) : null };
}

/** Of these articles those that pass a filter, by slug; its state is not looked at. */
export function listedBySlug(sql: SqlStorage, slugs: string[], { tag, words }: ListFilter): ListedArticle[] {
  const where = ["articles.slug IN (SELECT value FROM json_each(?))"];
  const bindings: SqlStorageValue[] = [JSON.stringify(slugs)];
  if (tag !== null) {
    where.push(HAS_TAG);
    bindings.push(tag);
  }
  if (words.length > 0) {
    where.push(HAS_WORDS);
    bindings.push(matching(words));
  }
  const rows = sql.exec<Row>(`SELECT ${COLUMNS} FROM articles WHERE ${where.join(" AND ")}`, ...bindings);
  return rows.toArray().map(listed);
}

/** The one statement that answers a filter, and its bindings. */
export function statement(
  { state, tag, words }: ListFilter,
  { published_at, slug }: Position,
  limit: number,
): [string, ...SqlStorageValue[]] {
  const at = [published_at, slug];
  if (words.length > 0) {
    const where = [HAS_WORDS, AFTER, ...(state ? ["state = ?"] : []), ...(tag ? [HAS_TAG] : [])].join(" AND ");
    const bindings = [matching(words), ...at, ...(state ? [state] : []), ...(tag ? [tag] : []), limit];
    return [`SELECT ${COLUMNS} FROM articles WHERE ${where} ${NEWEST_FIRST} LIMIT ?`, ...bindings];
  }
  if (tag !== null) {
    const tagged = `SELECT ${COLUMNS} FROM article_tags CROSS JOIN articles USING (slug)
      WHERE tag = ? AND (article_tags.published_at, article_tags.slug) < (?, ?)
      ORDER BY article_tags.published_at DESC, article_tags.slug DESC LIMIT ?`;
    return [tagged, tag, ...at, limit];
  }
  const one = `SELECT ${COLUMNS} FROM articles WHERE state = ? AND ${AFTER}`;
  // Without a state the three ranges of the one index are merged as they are read.
  const states = state === null ? ARTICLE_STATES : [state];
  const ranges = states.map(() => one).join(" UNION ALL ");
  const order = states.length === 1 ? NEWEST_FIRST : "ORDER BY published_at DESC, slug DESC";
  return [`${ranges} ${order} LIMIT ?`, ...states.flatMap((each) => [each, ...at]), limit];
}

function walkTag(sql: SqlStorage, tag: string, state: string, start: Position, limit: number): ListedPage {
  const found: Row[] = [];
  let position = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const filter: ListFilter = { tag, state: null, words: [] };
    const rows = sql.exec<Row>(...statement(filter, position, CHUNK)).toArray();
    for (const row of rows) {
      if (row.state !== state) continue;
      if (found.length === limit) return { articles: found.map(listed), next: positionOf(found.at(-1) as Row) };
      found.push(row);
    }
    if (rows.length < CHUNK) return { articles: found.map(listed), next: null };
    position = positionOf(rows.at(-1) as Row);
  }
  return { articles: found.map(listed), next: position };
}

function positionOf({ published_at, slug }: Row): Position {
  return { published_at, slug };
}

function listed({ tags, ...row }: Row): ListedArticle {
  const time = (at: number) => new Date(at).toISOString();
  return {
    ...row,
    published_at: time(row.published_at),
    updated_at: time(row.updated_at),
    expires_at: row.expires_at === null ? null : time(row.expires_at),
    tags: JSON.parse(tags) as string[],
  };
}
