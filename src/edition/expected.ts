import type { Expected, Stretch } from "../replica/drift.ts";
import { type EditionKey, editionKey, keys } from "../replica/keys.ts";
import { IS_FULL } from "./timeline.ts";

const KINDS: EditionKey["kind"][] = ["rendition", "front", "page", "sitemap", "memory", "glossary"];

/** Prefixes of an edition's keys. A tag's fronts stand under the edition's own. */
export function familiesOf(language: string): string[] {
  return KINDS.map((kind) => (kind === "front" ? keys.front(language) : `${kind}/${language}/`));
}

/** Every key that KV should have of an edition in a stretch of keys, by its rows. */
export function expectedKeys(sql: SqlStorage, family: string, { after, upTo }: Stretch): Expected[] {
  const kind = family.split("/")[0] as EditionKey["kind"];
  // A hundred thousand renditions: by slug, which is the order of the keys too.
  if (kind === "rendition") {
    const [from, to] = [after.slice(family.length), upTo?.slice(family.length) ?? "~"];
    return sql
      .exec<Row>(
        `SELECT ?1 || slug AS key, version, changed_at FROM renditions WHERE slug > ?2 AND slug <= ?3 AND version > 0
         UNION ALL SELECT ?1 || alias, version, changed_at FROM aliases WHERE alias > ?2 AND alias <= ?3`,
        family,
        from,
        to,
      )
      .toArray();
  }
  const rows = sql.exec<Row>(QUERIES[kind], family, ...(kind === "sitemap" || kind === "memory" ? [kind] : []));
  return [...rows].filter(({ key }) => key > after && (upTo === null || key <= upTo));
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
    case "glossary":
      sql.exec("UPDATE glossaries SET version = ? WHERE source_language = ?", version, named.source);
      break;
  }
}

type Row = Expected & Record<string, SqlStorageValue>;

const PARTS = "SELECT ?1 || part AS key, version, changed_at FROM parts WHERE kind = ?2";

/** By kind, given the family. */
const QUERIES: Record<Exclude<EditionKey["kind"], "rendition">, string> = {
  front: `SELECT CASE tag WHEN '' THEN ?1 ELSE ?1 || '/' || tag END AS key, version, changed_at
    FROM lines WHERE version > 0`,
  page: `SELECT ?1 || CASE tag WHEN '' THEN '' ELSE tag || '/' END || page AS key, p.version, p.changed_at
    FROM pages p CROSS JOIN lines l USING (line)
    WHERE ${IS_FULL} OR EXISTS (SELECT 1 FROM pages n WHERE n.line = p.line AND n.page = p.page + 1)`,
  sitemap: PARTS,
  memory: PARTS,
  glossary: "SELECT ?1 || source_language AS key, version, changed_at FROM glossaries",
};
