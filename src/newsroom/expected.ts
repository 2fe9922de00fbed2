import { Drift, type DriftPorts, type Expected, type Stretch } from "../replica/drift.ts";
import { keys } from "../replica/keys.ts";
import { type Backup, REFILL, slugOf } from "./backup.ts";

export interface NewsroomDriftPorts extends Pick<DriftPorts, "settings" | "schedule" | "walk" | "now"> {
  sql: SqlStorage;
  backup: Backup;
}

/** Backups of articles are compared with the rows; an article that only KV knows is taken back. */
export function driftOf({ sql, backup, ...ports }: NewsroomDriftPorts): Drift {
  return new Drift({
    ...ports,
    families: () => [keys.article("")],
    isOwn: (key) => slugOf(key) !== null,
    expected: (family, stretch) => expectedKeys(sql, family, stretch),
    raise: (key, version) => {
      sql.exec("UPDATE articles SET version = ? - sequence WHERE slug = ?", version, slugOf(key));
    },
    digestOf: () => null,
    adopt: async (listed) => {
      await backup.adopt(listed);
      // What waited to appear when the storage was lost waits for nobody any more.
      ports.schedule.add("release", REFILL, ports.now());
    },
  });
}

/** Every article that KV should have a backup of, in a stretch of keys. */
function expectedKeys(sql: SqlStorage, family: string, { after, upTo }: Stretch): Expected[] {
  return sql
    .exec<Expected & Record<string, SqlStorageValue>>(
      `SELECT ?1 || slug AS key, version + sequence AS version,
         coalesce((SELECT at FROM log WHERE log.sequence = articles.sequence), updated_at) AS changed_at
       FROM articles WHERE slug > ?2 AND slug <= ?3`,
      family,
      after.slice(family.length),
      upTo?.slice(family.length) ?? "~",
    )
    .toArray();
}
