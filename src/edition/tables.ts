import { SCHEDULE_TABLE } from "../objects/schedule.ts";

/** An edition's database. Append only. Times are milliseconds since the epoch. */
export const EDITION_MIGRATIONS = [
  `CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE renditions (
    slug TEXT PRIMARY KEY, article_id TEXT NOT NULL, source_language TEXT NOT NULL, sequence INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'pending', 'stale', 'held', 'withdrawn')),
    published_at INTEGER NOT NULL, rendition TEXT, entry INTEGER UNIQUE, page INTEGER,
    version INTEGER NOT NULL DEFAULT 0, changed_at INTEGER NOT NULL DEFAULT 0)`,
  // Beside the rendition, not in its row: either may near the 2 MB that a row can hold.
  `CREATE TABLE sources (slug TEXT PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE INDEX renditions_by_date ON renditions (published_at DESC) WHERE state <> 'withdrawn'`,
  `CREATE INDEX renditions_withdrawn ON renditions (changed_at DESC) WHERE state = 'withdrawn'`,
  `CREATE INDEX renditions_by_page ON renditions (page, entry) WHERE rendition IS NOT NULL`,
  `CREATE TABLE pages (page INTEGER PRIMARY KEY, entries INTEGER NOT NULL, bytes INTEGER NOT NULL, changed_at INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE memory (
    key TEXT PRIMARY KEY, source_language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
    engine TEXT NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE purchases (key TEXT PRIMARY KEY, attempts INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE intents (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL, batch TEXT NOT NULL, day TEXT NOT NULL, characters INTEGER NOT NULL,
    archive INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE spending (
    day TEXT PRIMARY KEY, reserved INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0,
    archive INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID`,
  SCHEDULE_TABLE,
] as const;
