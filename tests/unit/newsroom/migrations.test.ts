import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { NEWSROOM_MIGRATIONS } from "../../../src/newsroom/tables.ts";

/** How many migrations the first release had. */
const FIRST = 6;

describe("a newsroom of the first release", () => {
  const db = new DatabaseSync(":memory:");
  for (const statement of NEWSROOM_MIGRATIONS.slice(0, FIRST)) db.exec(statement);
  db.exec(`
    INSERT INTO articles VALUES
      ('mer', 1, 'published', 2, '{"language":"fr","title":"La mer","summary":"Bleue","tags":["eau","ete"]}', 1000, 2000, 3),
      ('feu', 2, 'withdrawn', 1, '{"language":"fr","title":"Le feu","summary":null,"tags":[]}', 500, 500, 2);
    INSERT INTO log (slug, kind, revision, at) VALUES ('mer', 'publish', 1, 10), ('feu', 'withdraw', 1, 20), ('mer', 'publish', 2, 30)`);
  for (const statement of NEWSROOM_MIGRATIONS.slice(FIRST)) db.exec(statement);
  const all = (query: string) =>
    db
      .prepare(query)
      .all()
      .map((row) => ({ ...row }));

  it("keeps its articles, their ids and their places in the log", () => {
    expect(
      all("SELECT id, slug, state, revision, version, title, sequence, appeared, tags FROM articles ORDER BY id"),
    ).toEqual([
      {
        id: 1,
        slug: "mer",
        state: "published",
        revision: 2,
        version: 2,
        title: "La mer",
        sequence: 3,
        appeared: 1,
        tags: '["eau","ete"]',
      },
      {
        id: 2,
        slug: "feu",
        state: "withdrawn",
        revision: 1,
        version: 1,
        title: "Le feu",
        sequence: 2,
        appeared: 1,
        tags: "[]",
      },
    ]);
  });

  it("keeps its log, and goes on numbering behind it", () => {
    db.exec("INSERT INTO log (kind, author, at) VALUES ('token-created', 'editor', 40)");
    expect(all("SELECT sequence, slug, kind, author FROM log")).toEqual([
      { sequence: 1, slug: "mer", kind: "publish", author: "editor" },
      { sequence: 2, slug: "feu", kind: "withdraw", author: "editor" },
      { sequence: 3, slug: "mer", kind: "publish", author: "editor" },
      { sequence: 4, slug: null, kind: "token-created", author: "editor" },
    ]);
  });

  it("finds its articles by tag and by word", () => {
    expect(all("SELECT * FROM article_tags")).toEqual([
      { tag: "eau", published_at: 1000, slug: "mer" },
      { tag: "ete", published_at: 1000, slug: "mer" },
    ]);
    expect(all("SELECT rowid FROM search WHERE search MATCH 'bleue'")).toEqual([{ rowid: 1 }]);
  });
});
