import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { EDITION_MIGRATIONS } from "../../../src/edition/tables.ts";

/** Migrations that an edition of the first release has. */
const FIRST = EDITION_MIGRATIONS.findIndex((statement) => statement.includes("memory_by_origin"));

it("a memory of one entry a paragraph becomes one of origins, each entry under its number", () => {
  const db = new DatabaseSync(":memory:");
  for (const statement of EDITION_MIGRATIONS.slice(0, FIRST)) db.exec(statement);
  db.exec(`INSERT INTO memory (id, key, source_language, source, target, engine, created_at) VALUES
    (3, 'a', 'fr', 'Un', 'One', 'deepl', 10), (7, 'b', 'fr', 'Deux', 'Two', 'seed', 20),
    (8, 'c', 'fr', 'Trois', 'Three', 'person', 30), (51, 'd', 'fr', 'Quatre', 'Four', 'workers-ai', 40)`);
  for (const statement of EDITION_MIGRATIONS.slice(FIRST)) db.exec(statement);
  const rows = db
    .prepare("SELECT id, key, origin, target, engine, created_at, reviewer, outdated FROM memory ORDER BY id")
    .all();
  expect(rows.map((row) => Object.values(row))).toEqual([
    [3, "a", "machine", "One", "deepl", 10, null, 0],
    [7, "b", "seed", "Two", "seed", 20, null, 0],
    [8, "c", "person", "Three", "person", 30, null, 0],
    [51, "d", "machine", "Four", "workers-ai", 40, null, 0],
  ]);
  expect(() =>
    db.exec(
      "INSERT INTO memory SELECT 99, key, origin, source_language, source, target, engine, 1, NULL, 0 FROM memory WHERE id = 3",
    ),
  ).toThrow("UNIQUE");
  db.exec(
    "INSERT INTO memory SELECT 99, key, 'person', source_language, source, target, 'person', 1, 'Samira', 0 FROM memory WHERE id = 3",
  );
});
