import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { Memory } from "../../../src/edition/memory.ts";
import { Refill } from "../../../src/edition/refill.ts";
import { Sources } from "../../../src/edition/sources.ts";
import { Timeline } from "../../../src/edition/timeline.ts";
import type { ArticleValue } from "../../../src/newsroom/backup.ts";
import { insertArticle, insertRow } from "../../../src/newsroom/rows.ts";
import { Settings } from "../../../src/objects/settings.ts";
import { keys } from "../../../src/replica/keys.ts";
import { Walk } from "../../../src/replica/walk.ts";
import { type Corpus, SOURCE } from "./corpus.ts";
import type { Kv } from "./kv.ts";

/**
 * Lays down the rows of objects that are at rest: what KV holds, through the functions by which they take it
 * back themselves, but outside of the runtime and without parsing each article anew, which takes an hour.
 * Their databases are there, with all tables: they have been asked for while KV was empty.
 */
export async function fillObjects(folder: string, corpus: Corpus, n: number, kv: Kv): Promise<void> {
  for (const file of await databases(join(folder, "newsroom"))) {
    await inside(file, (sql) => fillNewsroom(sql, corpus, n, kv));
  }
  for (const file of await databases(join(folder, "edition"))) {
    await inside(file, (sql) => fillEdition(sql, corpus, n, kv));
  }
}

function fillNewsroom(sql: SqlStorage, corpus: Corpus, n: number, kv: Kv): void {
  for (let i = 0; i < n; i++) {
    const { article, revision, entry } = JSON.parse(kv.text(keys.article(corpus.slug(i))) ?? "") as ArticleValue;
    insertRow(sql, "revisions", revision);
    if (entry !== null) insertRow(sql, "log", entry);
    insertArticle(sql, article, corpus.content(i));
  }
}

async function fillEdition(sql: SqlStorage, corpus: Corpus, n: number, kv: Kv): Promise<void> {
  const settings = new Settings(sql);
  const language = settings.get("language") as string;
  const commit = <T>(write: () => T): T => write();
  const timeline = new Timeline(sql);
  const walk = new Walk(kv.namespace());
  const refill = new Refill({
    language: () => language,
    sql,
    settings,
    timeline,
    memory: new Memory(sql),
    walk,
    commit,
  });
  sql.exec("DELETE FROM lines");
  refill.begin();
  while (!(await refill.step()));
  // An article's number is its change's, so far.
  sql.exec("UPDATE renditions SET sequence = CAST(substr(article_id, 2) AS INTEGER)");
  settings.set("cursor", `${n}.${corpus.publishedAt(n - 1)}`);
  if (language === SOURCE) return;
  const sources = new Sources(sql);
  for (let i = 0; i < n; i++) sources.keep(corpus.article(i));
}

/** Runs a write in one transaction. */
async function inside(file: string, write: (sql: SqlStorage) => void | Promise<void>): Promise<void> {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN");
  await write(storageOf(db));
  db.exec("COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  db.close();
}

/** A database as an object's functions see one, as far as those above need it. */
function storageOf(db: DatabaseSync): SqlStorage {
  const prepared = new Map<string, StatementSync>();
  const exec = (query: string, ...bindings: (string | number | null)[]) => {
    const statement = prepared.get(query) ?? db.prepare(query);
    prepared.set(query, statement);
    const isRead = /^\s*SELECT/i.test(query);
    const rows = isRead ? statement.all(...bindings) : [];
    const rowsWritten = isRead ? 0 : Number(statement.run(...bindings).changes);
    return { toArray: () => rows, one: () => rows[0], rowsWritten, [Symbol.iterator]: () => rows[Symbol.iterator]() };
  };
  return { exec } as unknown as SqlStorage;
}

async function databases(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files
    .filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite")
    .map((name) => join(folder, name));
}
