import { SCHEDULE_TABLE } from "../objects/schedule.ts";

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
] as const;
