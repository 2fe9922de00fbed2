import { SCHEDULE_INDEX, SCHEDULE_TABLE } from "../objects/schedule.ts";

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
  SCHEDULE_INDEX,
  // A line is a timeline: the edition's own (tag ''), or one tag's.
  `CREATE TABLE lines (
    line INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, changed_at INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0, pending INTEGER NOT NULL DEFAULT 0);
  INSERT INTO lines (line, tag, changed_at, version) VALUES (1, '',
    coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE name = 'front-changed-at'), 0),
    coalesce((SELECT CAST(value AS INTEGER) FROM state WHERE name = 'front-version'), 0));
  DELETE FROM state WHERE name IN ('front-changed-at', 'front-version', 'front-pending')`,
  // shown: 0 once the article has lost the line's tag; its number stays its own.
  `CREATE TABLE entries (
    line INTEGER NOT NULL, entry INTEGER NOT NULL, slug TEXT NOT NULL, page INTEGER NOT NULL,
    shown INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (line, entry)) WITHOUT ROWID;
  INSERT INTO entries (line, entry, slug, page) SELECT 1, entry, slug, page FROM renditions WHERE entry IS NOT NULL;
  CREATE UNIQUE INDEX entries_by_slug ON entries (slug, line)`,
  `CREATE TABLE line_pages (
    line INTEGER NOT NULL, page INTEGER NOT NULL, first INTEGER NOT NULL, entries INTEGER NOT NULL, bytes INTEGER NOT NULL,
    changed_at INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (line, page)) WITHOUT ROWID;
  INSERT INTO line_pages SELECT 1, page, (SELECT min(entry) FROM renditions r WHERE r.page = p.page), entries, bytes,
    changed_at, version FROM pages p;
  DROP TABLE pages;
  ALTER TABLE line_pages RENAME TO pages`,
  // What lists read stands before the text, so that no list reads texts.
  `CREATE TABLE rows_with_text (
    slug TEXT PRIMARY KEY, article_id TEXT NOT NULL, source_language TEXT NOT NULL, sequence INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'pending', 'stale', 'held', 'withdrawn')),
    published_at INTEGER NOT NULL, expires_at INTEGER, version INTEGER NOT NULL DEFAULT 0,
    changed_at INTEGER NOT NULL DEFAULT 0, title TEXT, updated_at INTEGER, rendition TEXT);
  INSERT INTO rows_with_text SELECT slug, article_id, source_language, sequence, state, published_at, NULL, version,
    changed_at, json_extract(rendition, '$.title'),
    CAST(unixepoch(json_extract(rendition, '$.updated_at')) AS INTEGER) * 1000, rendition FROM renditions;
  DROP TABLE renditions;
  ALTER TABLE rows_with_text RENAME TO renditions;
  CREATE INDEX renditions_by_state ON renditions (state, published_at DESC, slug DESC);
  CREATE INDEX renditions_withdrawn ON renditions (changed_at DESC) WHERE state = 'withdrawn'`,
  // The tags of articles that are translated: what a tag's feed waits for.
  `CREATE TABLE tagged (
    tag TEXT NOT NULL, published_at INTEGER NOT NULL, slug TEXT NOT NULL,
    PRIMARY KEY (tag, published_at DESC, slug)) WITHOUT ROWID`,
  `CREATE TABLE aliases (
    alias TEXT PRIMARY KEY, slug TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0, version INTEGER NOT NULL,
    changed_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX aliases_by_slug ON aliases (slug)`,
  // In order of arrival, so that fixed ranges of it can be kept in KV.
  `CREATE TABLE numbered_memory (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, source_language TEXT NOT NULL, source TEXT NOT NULL,
    target TEXT NOT NULL, engine TEXT NOT NULL, created_at INTEGER NOT NULL);
  INSERT INTO numbered_memory (key, source_language, source, target, engine, created_at)
    SELECT key, source_language, source, target, engine, created_at FROM memory;
  DROP TABLE memory;
  ALTER TABLE numbered_memory RENAME TO memory`,
  // Ranges of the memory and of the sitemap as KV has them.
  `CREATE TABLE parts (
    kind TEXT NOT NULL, part INTEGER NOT NULL, version INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    PRIMARY KEY (kind, part)) WITHOUT ROWID`,
  `CREATE TABLE glossary (
    source_language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, rule TEXT NOT NULL,
    PRIMARY KEY (source_language, source)) WITHOUT ROWID`,
  // A person's wording stands beside the machine's, which comes back when the person's goes. Numbers stay: KV has ranges of them.
  `CREATE TABLE memory_by_origin (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL, origin TEXT NOT NULL CHECK (origin IN ('person', 'machine', 'seed')),
    source_language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, engine TEXT NOT NULL,
    created_at INTEGER NOT NULL, reviewer TEXT, outdated INTEGER NOT NULL DEFAULT 0, UNIQUE (key, origin));
  INSERT INTO memory_by_origin
    SELECT id, key, CASE WHEN engine IN ('person', 'seed') THEN engine ELSE 'machine' END, source_language, source,
      target, engine, created_at, NULL, 0 FROM memory;
  DROP TABLE memory;
  ALTER TABLE memory_by_origin RENAME TO memory`,
  // Which articles' translations have used a key of the memory.
  `CREATE TABLE uses (key TEXT NOT NULL, slug TEXT NOT NULL, PRIMARY KEY (key, slug)) WITHOUT ROWID`,
  // Answers that failed their checks, for whoever mends them.
  `CREATE TABLE refused (key TEXT PRIMARY KEY, target TEXT NOT NULL, engine TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`,
  // approved: digests of the paragraphs as they were approved, a JSON array.
  `CREATE TABLE reviews (
    slug TEXT PRIMARY KEY, revision INTEGER NOT NULL, reviewer TEXT NOT NULL, reviewed_at INTEGER NOT NULL,
    approved TEXT NOT NULL) WITHOUT ROWID`,
  // Terms with their options, and what is true of all terms of a source language; engine_*: the engine's own glossary.
  `CREATE TABLE terms (
    source_language TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, rule TEXT NOT NULL,
    options TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (source_language, source, target)) WITHOUT ROWID;
  INSERT INTO terms (source_language, source, target, rule) SELECT source_language, source, target, rule FROM glossary;
  DROP TABLE glossary;
  ALTER TABLE terms RENAME TO glossary;
  CREATE TABLE glossaries (
    source_language TEXT PRIMARY KEY, version INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    edited INTEGER NOT NULL DEFAULT 0, engine_id TEXT, engine_version INTEGER, engine_refused TEXT) WITHOUT ROWID;
  INSERT INTO glossaries (source_language, version, changed_at) SELECT DISTINCT source_language, 1, 1 FROM glossary`,
  // The last change of terms (gone: as they were), how far it has been followed (after: null at the end), what it affects.
  `CREATE TABLE term_changes (
    source_language TEXT NOT NULL, gone INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, rule TEXT NOT NULL,
    options TEXT NOT NULL, PRIMARY KEY (source_language, gone, source, target)) WITHOUT ROWID;
  CREATE TABLE term_scans (source_language TEXT PRIMARY KEY, changed_at INTEGER NOT NULL, after TEXT) WITHOUT ROWID;
  CREATE TABLE term_effects (
    source_language TEXT NOT NULL, slug TEXT NOT NULL, terms TEXT NOT NULL, stale INTEGER NOT NULL,
    PRIMARY KEY (source_language, slug)) WITHOUT ROWID`,
  // Who was asked, when, and the least that it bills for the answer.
  `ALTER TABLE intents ADD COLUMN engine TEXT;
  ALTER TABLE intents ADD COLUMN sent_at INTEGER;
  ALTER TABLE intents ADD COLUMN least INTEGER NOT NULL DEFAULT 0;
  DELETE FROM state WHERE name = 'hold-off'`,
  // A ceiling of the edition's own, in characters; null where it has none at all.
  `CREATE TABLE ceilings (period TEXT PRIMARY KEY, characters INTEGER) WITHOUT ROWID`,
  // saved: characters that came from the memory instead, by the engine that had made them.
  `CREATE TABLE usage (
    day TEXT NOT NULL, engine TEXT NOT NULL, characters INTEGER NOT NULL DEFAULT 0, calls INTEGER NOT NULL DEFAULT 0,
    saved INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (day, engine)) WITHOUT ROWID`,
  // Calls whose answer was lost. mark: the engine's own count before the call; settled: what it billed since.
  `CREATE TABLE unsettled (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, engine TEXT NOT NULL, characters INTEGER NOT NULL,
    least INTEGER NOT NULL, archive INTEGER NOT NULL, lost_at INTEGER NOT NULL, mark INTEGER, settled INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'released', 'spent')))`,
  // Held for a paragraph that no day's, or month's, budget could pay.
  `CREATE TABLE over_budget (slug TEXT PRIMARY KEY, characters INTEGER NOT NULL) WITHOUT ROWID`,
  // Held for an approval. bought: keys of the paragraphs that were bought for it, a JSON array.
  `CREATE TABLE awaiting (slug TEXT PRIMARY KEY, revision INTEGER NOT NULL, bought TEXT NOT NULL) WITHOUT ROWID`,
] as const;
