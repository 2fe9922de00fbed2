import type { Expected, Stretch } from "../replica/drift.ts";
import { type EditionKey, editionKey, keys } from "../replica/keys.ts";
import { numberRanges } from "./number-ranges.ts";
import { IS_FULL } from "./timeline.ts";

const KINDS: EditionKey["kind"][] = ["rendition", "front", "page", "sitemap", "memory"];

/** Prefixes of an edition's keys. A tag's fronts stand under the edition's own. */
export function familiesOf(language: string): string[] {
  return KINDS.map((kind) => (kind === "front" ? keys.front(language) : `${kind}/${language}/`));
}

/** Every key that KV should have of an edition in a stretch of keys, by its rows: what a step reads does not grow. */
export function expectedKeys(sql: SqlStorage, family: string, stretch: Stretch): Expected[] {
  const kind = family.split("/")[0] as EditionKey["kind"];
  switch (kind) {
    case "rendition":
      return expectedRenditions(sql, family, stretch);
    case "front":
      return sql.exec<Row>(FRONTS, family, stretch.after, stretch.upTo).toArray();
    case "page":
      return linesOf(sql).flatMap(({ line, tag }) => {
        const prefix = tag === "" ? family : `${family}${tag}/`;
        return numbered(stretch, prefix, (from, to) => sql.exec<Row>(PAGES, prefix, line, from, to).toArray());
      });
    case "sitemap":
    case "memory":
      return numbered(stretch, family, (from, to) => sql.exec<Row>(PARTS, family, kind, from, to).toArray());
  }
}

/** A hundred thousand of them: by slug, which is the order of the keys too. */
function expectedRenditions(sql: SqlStorage, family: string, { after, upTo }: Stretch): Expected[] {
  const [from, to] = [after.slice(family.length), upTo?.slice(family.length) ?? "~"];
  return sql.exec<Row>(RENDITIONS, family, from, to).toArray();
}

function linesOf(sql: SqlStorage): { line: number; tag: string }[] {
  return sql.exec<{ line: number; tag: string }>("SELECT line, tag FROM lines").toArray();
}

/** What `read` finds of the keys that are a prefix and a number, in the ranges of numbers that a stretch of keys has. */
function numbered(
  { after, upTo }: Stretch,
  prefix: string,
  read: (from: number, to: number) => Expected[],
): Expected[] {
  const isOf = (key: string) => key.startsWith(prefix);
  if ((!isOf(after) && after > prefix) || (upTo !== null && upTo <= prefix)) return [];
  const from = isOf(after) ? after.slice(prefix.length) : "";
  const to = upTo !== null && isOf(upTo) ? upTo.slice(prefix.length) : null;
  return numberRanges(from, to).flatMap((range) => read(...range));
}

/** Lifts a key's version above one that KV has. */
export function raiseVersion(sql: SqlStorage, language: string, key: string, version: number): void {
  const named = editionKey(language, key);
  switch (named?.kind) {
    case "rendition":
      sql.exec("UPDATE renditions SET version = ? WHERE slug = ?", version, named.slug);
      sql.exec("UPDATE aliases SET version = ? WHERE alias = ?", version, named.slug);
      break;
    case "front":
      sql.exec("UPDATE lines SET version = ? WHERE tag = ?", version, named.tag);
      break;
    case "page":
      sql.exec(
        "UPDATE pages SET version = ? WHERE line = (SELECT line FROM lines WHERE tag = ?) AND page = ?",
        version,
        named.tag,
        named.page,
      );
      break;
    case "sitemap":
    case "memory":
      sql.exec("UPDATE parts SET version = ? WHERE kind = ? AND part = ?", version, named.kind, named.part);
      break;
  }
}

type Row = Expected & Record<string, SqlStorageValue>;

const RENDITIONS = `SELECT ?1 || slug AS key, version, changed_at FROM renditions
    WHERE slug > ?2 AND slug <= ?3 AND version > 0
  UNION ALL SELECT ?1 || alias, version, changed_at FROM aliases WHERE alias > ?2 AND alias <= ?3`;
const FRONTS = `SELECT CASE tag WHEN '' THEN ?1 ELSE ?1 || '/' || tag END AS key, version, changed_at FROM lines
  WHERE version > 0 AND key > ?2 AND (?3 IS NULL OR key <= ?3)`;
const PAGES = `SELECT ?1 || page AS key, version, changed_at FROM pages p WHERE line = ?2 AND page BETWEEN ?3 AND ?4
  AND (${IS_FULL} OR EXISTS (SELECT 1 FROM pages n WHERE n.line = p.line AND n.page = p.page + 1))`;
const PARTS = `SELECT ?1 || part AS key, version, changed_at FROM parts WHERE kind = ?2 AND part BETWEEN ?3 AND ?4`;
