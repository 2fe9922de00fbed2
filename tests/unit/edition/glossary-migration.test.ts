import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { EDITION_MIGRATIONS } from "../../../src/edition/tables.ts";

/** The migration that brings options to terms. */
const OPTIONS = EDITION_MIGRATIONS.findIndex((statement) => statement.includes("CREATE TABLE glossaries"));

it("an edition keeps the terms that it had before they had options", () => {
  const db = new DatabaseSync(":memory:");
  for (const statement of EDITION_MIGRATIONS.slice(0, OPTIONS)) db.exec(statement);
  db.exec(
    "INSERT INTO glossary VALUES ('fr', 'Maroc', 'Morocco', 'translate'), ('fr', 'Interpol', 'Interpol', 'keep')",
  );
  for (const statement of EDITION_MIGRATIONS.slice(OPTIONS)) db.exec(statement);
  const all = (query: string) => db.prepare(query).all().map((row) => Object.values(row)); // biome-ignore format: one chain
  expect(all("SELECT source_language, source, target, rule, options FROM glossary")).toEqual([
    ["fr", "Interpol", "Interpol", "keep", "{}"],
    ["fr", "Maroc", "Morocco", "translate", "{}"],
  ]);
  expect(all("SELECT source_language, version, edited FROM glossaries")).toEqual([["fr", 1, 0]]);
});
