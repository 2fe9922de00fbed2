import { laterThan } from "./timeline.ts";

/** A row of `aliases`: a name that leads to an article, or that did. */
export type AliasRow = { alias: string; slug: string; gone: 0 | 1; version: number; changed_at: number };

/** Other names of articles; readers who come by one are sent on. */
export class Aliases {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(alias: string): AliasRow | null {
    return this.#sql.exec<AliasRow>("SELECT * FROM aliases WHERE alias = ?", alias).toArray()[0] ?? null;
  }

  /** Makes these the article's aliases. Returns those that KV has to hear of. */
  set(slug: string, aliases: string[], now: number): string[] {
    const current = this.#sql
      .exec<AliasRow>("SELECT * FROM aliases WHERE slug = ? AND gone = 0", slug)
      .toArray()
      .map((row) => row.alias);
    const gone = current.filter((alias) => !aliases.includes(alias));
    const added = aliases.filter((alias) => !current.includes(alias));
    for (const alias of gone) this.#put(alias, slug, 1, now);
    for (const alias of added) this.#put(alias, slug, 0, now);
    return [...gone, ...added];
  }

  /** A name that is to be an article's own: its key in KV goes on from this version. */
  take(slug: string): number {
    const row = this.find(slug);
    this.#sql.exec("DELETE FROM aliases WHERE alias = ?", slug);
    return row?.version ?? 0;
  }

  #put(alias: string, slug: string, gone: 0 | 1, now: number): void {
    const before = this.find(alias);
    this.#sql.exec(
      "INSERT OR REPLACE INTO aliases (alias, slug, gone, version, changed_at) VALUES (?, ?, ?, ?, ?)",
      alias,
      slug,
      gone,
      (before?.version ?? 0) + 1,
      laterThan(before?.changed_at ?? 0, now),
    );
  }
}
