import { SCHEDULE_INDEX, SCHEDULE_TABLE } from "../objects/schedule.ts";
import { TOKENS_TABLE } from "./tokens.ts";

/** The Newsroom's database. Append only. Times are milliseconds since the epoch. */
export const NEWSROOM_MIGRATIONS = [
  `CREATE TABLE articles (
    slug TEXT PRIMARY KEY, id INTEGER NOT NULL UNIQUE, state TEXT NOT NULL CHECK (state IN ('published', 'withdrawn')),
    revision INTEGER NOT NULL, content TEXT NOT NULL, published_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
    sequence INTEGER NOT NULL UNIQUE)`,
  `CREATE TABLE revisions (
    slug TEXT NOT NULL, revision INTEGER NOT NULL, draft TEXT NOT NULL, digest TEXT NOT NULL,
    author TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (slug, revision)) WITHOUT ROWID`,
  `CREATE TABLE log (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, slug TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('publish', 'withdraw')), revision INTEGER NOT NULL, at INTEGER NOT NULL)`,
  `CREATE TABLE editions (language TEXT PRIMARY KEY, acknowledged INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  `CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  SCHEDULE_TABLE,
  SCHEDULE_INDEX,
  // The log is the audit too: one row a write, whoever made it. Nothing of it is ever deleted, so its
  // numbers rise without AUTOINCREMENT, which would write a second row each time.
  `CREATE TABLE log_wider (
    sequence INTEGER PRIMARY KEY, slug TEXT, kind TEXT NOT NULL, revision INTEGER, author TEXT NOT NULL,
    reason TEXT, at INTEGER NOT NULL);
  INSERT INTO log_wider (sequence, slug, kind, revision, author, at)
    SELECT sequence, slug, kind, revision, 'editor', at FROM log;
  DROP TABLE log;
  ALTER TABLE log_wider RENAME TO log`,
  // Narrow columns first: a listing must not read the pages that a long content overflows to.
  `CREATE TABLE articles_wider (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL CHECK (state IN ('published', 'scheduled', 'withdrawn')),
    revision INTEGER NOT NULL, version INTEGER NOT NULL, language TEXT NOT NULL, title TEXT NOT NULL,
    published_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER, sequence INTEGER NOT NULL,
    appeared INTEGER NOT NULL, tags TEXT NOT NULL, aliases TEXT NOT NULL, content TEXT NOT NULL);
  INSERT INTO articles_wider
    SELECT id, slug, state, revision, revision, content ->> '$.language', content ->> '$.title', published_at,
      updated_at, NULL, sequence, 1, content -> '$.tags', '[]', content FROM articles;
  DROP TABLE articles;
  ALTER TABLE articles_wider RENAME TO articles`,
  // One index for listings with a state and without: those without merge its three ranges.
  `CREATE INDEX articles_by_date ON articles (state, published_at DESC, slug DESC)`,
  // What never appeared is no news to an edition.
  `CREATE INDEX articles_by_sequence ON articles (sequence) WHERE appeared = 1`,
  `CREATE TABLE article_tags (
    tag TEXT NOT NULL, published_at INTEGER NOT NULL, slug TEXT NOT NULL,
    PRIMARY KEY (tag, published_at DESC, slug DESC)) WITHOUT ROWID;
  INSERT INTO article_tags SELECT DISTINCT value, published_at, slug FROM articles, json_each(tags)`,
  `CREATE TABLE aliases (alias TEXT PRIMARY KEY, slug TEXT NOT NULL) WITHOUT ROWID`,
  // The words only: what they stand in is in articles. rowid is the article's id.
  `CREATE VIRTUAL TABLE search USING fts5 (
    title, summary, slug, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
  INSERT INTO search (rowid, title, summary, slug)
    SELECT id, title, coalesce(content ->> '$.summary', ''), slug FROM articles`,
  `CREATE TABLE idempotency (
    token TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (token, key)) WITHOUT ROWID`,
  // New articles of an import that is under way, in the order in which they will appear.
  `CREATE TABLE staged (
    import TEXT NOT NULL, published_at INTEGER NOT NULL, slug TEXT NOT NULL, author TEXT NOT NULL,
    PRIMARY KEY (import, published_at, slug)) WITHOUT ROWID`,
  TOKENS_TABLE,
] as const;
