import { keys } from "../replica/keys.ts";
import { TermSchema } from "../translation/terms/term.ts";
import { originOf } from "./memory.ts";
import { sitemapPart } from "./replicas.ts";
import { type EditionLine, nested, optionsIn } from "./transfer.ts";
import type { Workings } from "./workings.ts";

export type RestoreResult = "created" | "unchanged" | "conflict";

/** KV hears of what was restored after this, milliseconds: by then more of it is there. */
const PUT_AFTER_MS = 5_000;

/** Takes lines one by one, each with what it brings, or not at all. */
export function restoredAll(of: Workings, lines: EditionLine[], now: number): RestoreResult[] {
  return lines.map((line) => {
    try {
      return of.commit(() => restored(of, line, now));
    } catch (error) {
      // Its number, or its place, is another's.
      console.warn(JSON.stringify({ event: "restore-refused", kind: line.kind, error: String(error) }));
      return "conflict";
    }
  });
}

/**
 * Takes one line of an export into the rows, with its key in KV owed. What is there already
 * stays: the same is unchanged, anything else a conflict. Runs inside a commit.
 */
function restored(of: Workings, given: EditionLine, now: number): RestoreResult {
  const line = given.kind === "memory" ? { ...given, origin: given.origin ?? originOf(given.engine) } : given;
  const before = existing(of, line);
  if (before !== null) return before === canonical(line) ? "unchanged" : "conflict";
  const { sql, timeline, schedule, memory, outgoing } = of;
  const { kind, edition, ...row } = line;
  const put = (key: string) => schedule.add("put", key, now + PUT_AFTER_MS);
  switch (line.kind) {
    case "budget":
      insert(sql, "spending", row);
      break;
    case "budget-setting":
      insert(sql, "ceilings", row);
      break;
    case "usage":
      insert(sql, "usage", row);
      break;
    case "unsettled":
      insert(sql, "unsettled", row);
      of.accounts.resume();
      break;
    case "glossary": {
      const { source_language, source, target, rule, options } = line;
      of.glossary.restoreTerm(source_language, TermSchema.parse({ source, target, rule, ...options }), now);
      outgoing.oweGlossary(source_language);
      schedule.add("engine-glossary", source_language, now + PUT_AFTER_MS);
      break;
    }
    case "memory":
      memory.restore(line);
      outgoing.oweMemory([line.id]);
      break;
    case "review":
      insert(sql, "reviews", row);
      break;
    case "timeline":
      sql.exec("DELETE FROM lines WHERE tag = ?", line.tag);
      insert(sql, "lines", row);
      put(keys.front(edition, line.tag));
      break;
    case "timeline-page": {
      const { tag, ...page } = row as typeof line;
      insert(sql, "pages", { line: timeline.open(tag).line, ...page });
      put(keys.page(edition, line.page, tag));
      break;
    }
    case "rendition": {
      const { places, ...columns } = row as typeof line;
      const text = columns.rendition && JSON.stringify(columns.rendition);
      insert(sql, "renditions", { ...columns, rendition: text });
      for (const [tag, entry, page, shown] of places) {
        const place = { line: timeline.open(tag).line, page };
        insert(sql, "entries", { ...place, entry, slug: line.slug, shown });
        timeline.widen(place, entry);
        if (tag !== "") continue;
        of.parts.touch("sitemap", sitemapPart(entry), now);
        put(keys.sitemap(edition, sitemapPart(entry)));
      }
      if (line.version > 0) put(keys.rendition(edition, line.slug));
      break;
    }
    case "alias":
      insert(sql, "aliases", row);
      put(keys.rendition(edition, line.alias));
      break;
  }
  return "created";
}

/** The row that a line names, as the export would write it; null where there is none. */
function existing(of: Workings, line: EditionLine): string | null {
  const { sql, timeline } = of;
  const find = (query: string, ...key: SqlStorageValue[]) => {
    const row = sql.exec(query, ...key).toArray()[0];
    return row === undefined ? null : canonical({ kind: line.kind, edition: line.edition, ...row });
  };
  switch (line.kind) {
    case "budget":
      return find("SELECT * FROM spending WHERE day = ?", line.day);
    case "budget-setting":
      return find("SELECT * FROM ceilings WHERE period = ?", line.period);
    case "usage":
      return find("SELECT * FROM usage WHERE day = ? AND engine = ?", line.day, line.engine);
    case "unsettled":
      return find("SELECT * FROM unsettled WHERE id = ?", line.id);
    case "glossary": {
      const row = sql
        .exec(
          "SELECT * FROM glossary WHERE source_language = ? AND source = ? ORDER BY target = ? DESC",
          line.source_language,
          line.source,
          line.target,
        )
        .toArray()
        .find((other) => other["target"] === line.target || (other["rule"] !== "forbid" && line.rule !== "forbid"));
      return row === undefined
        ? null
        : canonical({ kind: line.kind, edition: line.edition, ...row, ...optionsIn(row) });
    }
    case "memory":
      return find("SELECT * FROM memory WHERE key = ? AND origin = ?", line.key, line.origin as string);
    case "review":
      return find("SELECT * FROM reviews WHERE slug = ?", line.slug);
    case "timeline": {
      const own = find("SELECT * FROM lines WHERE tag = ?", line.tag);
      const hasEntries = "SELECT 1 FROM entries CROSS JOIN lines USING (line) WHERE tag = ? LIMIT 1";
      // A line that nothing stands in is nobody's yet, and may become another's.
      return own === canonical(line) || sql.exec(hasEntries, line.tag).toArray().length > 0 ? own : null;
    }
    case "timeline-page":
      return find(
        `SELECT tag, page, first, entries, bytes, p.changed_at, p.version FROM pages p CROSS JOIN lines USING (line)
         WHERE tag = ? AND page = ?`,
        line.tag,
        line.page,
      );
    case "rendition": {
      const row = sql.exec("SELECT * FROM renditions WHERE slug = ?", line.slug).toArray()[0];
      if (row === undefined) return null;
      return canonical({ kind: line.kind, edition: line.edition, ...row, ...nested(timeline, row) });
    }
    case "alias":
      return find("SELECT * FROM aliases WHERE alias = ?", line.alias);
  }
}

/** The same members in any order are the same line. */
function canonical(line: object): string {
  return JSON.stringify(Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function insert(sql: SqlStorage, table: string, row: object): void {
  const columns = Object.keys(row).filter((column) => column !== "kind" && column !== "edition");
  const values = columns.map((column) => (row as Record<string, SqlStorageValue>)[column] as SqlStorageValue);
  sql.exec(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`, ...values);
}
