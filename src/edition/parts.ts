import { laterThan } from "./timeline.ts";

export type PartKind = "memory" | "sitemap";
/** A part's version and last change, milliseconds since the epoch. */
export type PartRow = { version: number; changed_at: number };

/** Fixed ranges of the memory and of the sitemap, each a key in KV. */
export class Parts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(kind: PartKind, part: number): PartRow | null {
    const rows = this.#sql.exec<PartRow>(
      "SELECT version, changed_at FROM parts WHERE kind = ? AND part = ?",
      kind,
      part,
    );
    return rows.toArray()[0] ?? null;
  }

  touch(kind: PartKind, part: number, now: number): void {
    const before = this.find(kind, part);
    this.#sql.exec(
      "INSERT OR REPLACE INTO parts (kind, part, version, changed_at) VALUES (?, ?, ?, ?)",
      kind,
      part,
      (before?.version ?? 0) + 1,
      laterThan(before?.changed_at ?? 0, now),
    );
  }
}
