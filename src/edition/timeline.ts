/** A page closes at this many entries or bytes, whichever comes first. */
const MOST_ENTRIES = 30;
const MOST_BYTES = 4 * 1024 * 1024;

type Page = { page: number; entries: number; bytes: number };

/**
 * An edition's renditions by entry number, in pages of fixed ranges. An entry gets its number and
 * page once and keeps both, so nothing that comes late or goes away shifts anything.
 */
export class Timeline {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The next entry number, on the open page; the page closes when it is full. */
  place(bytes: number): { entry: number; page: number } {
    const open = this.#openPage();
    const last = this.#sql.exec<{ last: number | null }>("SELECT max(entry) AS last FROM renditions").one().last ?? 0;
    this.#sql.exec(
      `INSERT INTO pages (page, entries, bytes, changed_at) VALUES (?, 1, ?, 0)
       ON CONFLICT (page) DO UPDATE SET entries = entries + 1, bytes = bytes + excluded.bytes`,
      open.page,
      bytes,
    );
    return { entry: last + 1, page: open.page };
  }

  /** Notes a change on a page, removals included. Returns whether the page is part of the front. */
  touch(page: number, now: number): boolean {
    const last = this.#sql.exec<{ at: number }>("SELECT changed_at AS at FROM pages WHERE page = ?", page).one().at;
    const at = last === 0 ? now : laterThan(last, now);
    this.#sql.exec("UPDATE pages SET changed_at = ?, version = version + 1 WHERE page = ?", at, page);
    return page >= this.frontPage();
  }

  /** A full page's version and last change; null for the open page and for those to come. */
  full(page: number): { version: number; changedAt: number } | null {
    if (page >= this.openPage()) return null;
    return this.#sql
      .exec<{ version: number; changedAt: number }>(
        "SELECT version, changed_at AS changedAt FROM pages WHERE page = ?",
        page,
      )
      .one();
  }

  /** The lowest page of the front: the last full one, or the open one while there is none. */
  frontPage(): number {
    return Math.max(1, this.openPage() - 1);
  }

  /** The number of the page that takes the next entry. */
  openPage(): number {
    return this.#openPage().page;
  }

  #openPage(): Page {
    const last = this.#sql.exec<Page>("SELECT page, entries, bytes FROM pages ORDER BY page DESC LIMIT 1").toArray()[0];
    if (last === undefined) return { page: 1, entries: 0, bytes: 0 };
    const isFull = last.entries >= MOST_ENTRIES || last.bytes >= MOST_BYTES;
    return isFull ? { page: last.page + 1, entries: 0, bytes: 0 } : last;
  }
}

/**
 * A change's time: monotonic, and in another second than the last, which is all an HTTP date can
 * tell. In a burst of changes milliseconds have to do: the time may not run ahead of the clock.
 */
export function laterThan(last: number, now: number): number {
  const nextSecond = (Math.floor(last / 1000) + 1) * 1000;
  return Math.max(now, nextSecond <= now + 1000 ? nextSecond : last + 1);
}
