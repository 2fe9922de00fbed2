import type { Schedule } from "../objects/schedule.ts";
import type { Settings } from "../objects/settings.ts";
import { editionKey, keys } from "../replica/keys.ts";
import type { Listed, Walk } from "../replica/walk.ts";
import { IS_FULL } from "./timeline.ts";

/** Keys compared in one step, one list operation of KV; fewer where each value has to be built. */
const STEP = { versions: 1_000, digests: 50 };
/** A younger change may not have reached the list yet, milliseconds: KV takes a minute to be the same everywhere. */
const SETTLED_MS = 120_000;
const MOST_EXAMPLES = 20;

const FAMILIES = ["rendition", "front", "page", "sitemap", "memory"] as const;

interface Position {
  family: (typeof FAMILIES)[number];
  cursor: string | null;
  /** The last key compared. */
  after: string;
}

/** What the comparison of KV with the rows has come to, for operators. */
export interface DriftReport {
  /** Keys compared since the beginning. */
  compared: number;
  /** Keys that KV lacked or had otherwise, and that were put again or taken back. */
  repaired: number;
  /** When every key had been compared last; RFC 3339. */
  completed_at: string | null;
  /** The latest of them. */
  latest: { key: string; at: string; fault: DriftFault }[];
}

/** KV lacked the key, had another version, or had one that the rows knew nothing of. */
export type DriftFault = "missing" | "other-version" | "unknown";

const NONE: DriftReport = { compared: 0, repaired: 0, completed_at: null, latest: [] };

type Row = { key: string; version: number; changed_at: number };

export interface DriftPorts {
  language: () => string;
  sql: SqlStorage;
  settings: Settings;
  schedule: Schedule;
  walk: Walk;
  now: () => number;
  /** Of a key's value as the rows make it now. */
  digestOf(key: string): string | null;
  /** Takes back a key that the rows know nothing of. */
  adopt(listed: Listed): Promise<void>;
}

/** Compares KV with the rows, a thousand keys a step, and mends what differs. */
export class Drift {
  readonly #ports: DriftPorts;

  constructor(ports: DriftPorts) {
    this.#ports = ports;
  }

  report(): DriftReport {
    const stored = this.#ports.settings.get("drift-report");
    return stored === null ? NONE : (JSON.parse(stored) as DriftReport);
  }

  /** The next step begins a round. */
  restart(): void {
    this.#ports.settings.delete("drift");
  }

  /**
   * The next step. Returns whether it was the last of a round.
   * @param by versions say what was put; digests also say whether it is what the rows make of it now
   */
  async step(by: "versions" | "digests" = "versions"): Promise<boolean> {
    const { settings, walk, now } = this.#ports;
    const { family, cursor, after } = this.#position();
    const page = await walk.list(`${family}/${this.#ports.language()}`, cursor, STEP[by]).catch((error: unknown) => {
      // A cursor that KV takes no more: the round begins anew.
      this.restart();
      throw error;
    });
    const listed = page.keys.filter(({ key }) => editionKey(this.#ports.language(), key) !== null);
    const upTo = page.cursor === null ? null : (page.keys.at(-1)?.key ?? after);
    const faults = await this.#compare(family, listed, { after, upTo, by });
    const next = page.cursor !== null ? family : FAMILIES[FAMILIES.indexOf(family) + 1];
    const position: Position =
      page.cursor !== null
        ? { family, cursor: page.cursor, after: upTo ?? "" }
        : { family: next ?? "rendition", cursor: null, after: "" };
    settings.set("drift", JSON.stringify(position));
    this.#note(listed.length, faults, next === undefined ? now() : null);
    return next === undefined;
  }

  async #compare(
    family: Position["family"],
    listed: Listed[],
    { after, upTo, by }: { after: string; upTo: string | null; by: "versions" | "digests" },
  ): Promise<{ key: string; fault: DriftFault }[]> {
    const { schedule, now, adopt, digestOf } = this.#ports;
    const inKv = new Map(listed.map((item) => [item.key, item]));
    const faults: { key: string; fault: DriftFault }[] = [];
    for (const { key, version, changed_at } of this.#rows(family, after, upTo)) {
      const found = inKv.get(key);
      inKv.delete(key);
      const stored = found?.metadata;
      if (stored?.version === version && (by === "versions" || stored.digest === digestOf(key))) continue;
      if ((by === "versions" && changed_at > now() - SETTLED_MS) || schedule.has("put", key)) continue;
      // Versions only rise: one that KV has from before a restore is overtaken.
      if (stored && stored.version >= version) this.#raise(family, key, stored.version + 1);
      schedule.add("put", key, now());
      faults.push({ key, fault: found === undefined ? "missing" : "other-version" });
    }
    for (const unknown of inKv.values()) {
      await adopt(unknown);
      faults.push({ key: unknown.key, fault: "unknown" });
    }
    return faults;
  }

  /** Every key that KV should have in a range of keys, and its version. */
  #rows(family: Position["family"], after: string, upTo: string | null): Row[] {
    const { sql, language } = this.#ports;
    const prefix = `${family}/${language()}`;
    const own = keys.front(language());
    switch (family) {
      case "rendition": {
        // By slug, which is the order of the keys too.
        const from = after.slice(prefix.length + 1);
        const to = upTo?.slice(prefix.length + 1) ?? "~";
        return sql
          .exec<Row>(
            `SELECT ?1 || '/' || slug AS key, version, changed_at FROM renditions WHERE slug > ?2 AND slug <= ?3 AND version > 0
             UNION ALL SELECT ?1 || '/' || alias, version, changed_at FROM aliases WHERE alias > ?2 AND alias <= ?3`,
            prefix,
            from,
            to,
          )
          .toArray();
      }
      case "front":
        return this.#within(
          sql.exec<Row>(
            `SELECT CASE tag WHEN '' THEN ?1 ELSE ?1 || '/' || tag END AS key, version, changed_at FROM lines WHERE version > 0`,
            own,
          ),
          after,
          upTo,
        );
      case "page":
        return this.#within(
          sql.exec<Row>(
            `SELECT ?1 || '/' || CASE tag WHEN '' THEN '' ELSE tag || '/' END || page AS key, p.version, p.changed_at
             FROM pages p CROSS JOIN lines l USING (line)
             WHERE ${IS_FULL} OR EXISTS (SELECT 1 FROM pages n WHERE n.line = p.line AND n.page = p.page + 1)`,
            prefix,
          ),
          after,
          upTo,
        );
      case "sitemap":
      case "memory":
        return this.#within(
          sql.exec<Row>(
            "SELECT ?1 || '/' || part AS key, version, changed_at FROM parts WHERE kind = ?2",
            prefix,
            family,
          ),
          after,
          upTo,
        );
    }
  }

  #within(rows: Iterable<Row>, after: string, upTo: string | null): Row[] {
    return [...rows].filter(({ key }) => key > after && (upTo === null || key <= upTo));
  }

  #raise(family: Position["family"], key: string, version: number): void {
    const { sql, language } = this.#ports;
    const named = editionKey(language(), key);
    if (family === "rendition" && named?.kind === "rendition") {
      sql.exec("UPDATE renditions SET version = ? WHERE slug = ?", version, named.slug);
      sql.exec("UPDATE aliases SET version = ? WHERE alias = ?", version, named.slug);
    } else if (named?.kind === "front") {
      sql.exec("UPDATE lines SET version = ? WHERE tag = ?", version, named.tag);
    } else if (named?.kind === "page") {
      const line = "(SELECT line FROM lines WHERE tag = ?)";
      sql.exec(`UPDATE pages SET version = ? WHERE line = ${line} AND page = ?`, version, named.tag, named.page);
    } else if (named?.kind === "memory" || named?.kind === "sitemap") {
      sql.exec("UPDATE parts SET version = ? WHERE kind = ? AND part = ?", version, named.kind, named.part);
    }
  }

  #position(): Position {
    const stored = this.#ports.settings.get("drift");
    return stored === null ? { family: "rendition", cursor: null, after: "" } : (JSON.parse(stored) as Position);
  }

  #note(compared: number, faults: { key: string; fault: DriftFault }[], completedAt: number | null): void {
    const { settings, now } = this.#ports;
    const before = this.report();
    const at = new Date(now()).toISOString();
    for (const fault of faults) console.warn(JSON.stringify({ event: "drift", ...fault }));
    const report: DriftReport = {
      compared: before.compared + compared,
      repaired: before.repaired + faults.length,
      completed_at: completedAt === null ? before.completed_at : at,
      latest: [...faults.map((fault) => ({ ...fault, at })), ...before.latest].slice(0, MOST_EXAMPLES),
    };
    settings.set("drift-report", JSON.stringify(report));
  }
}
