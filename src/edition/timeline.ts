/** A page closes at this many entries or bytes, whichever comes first. */
const MOST_ENTRIES = 30;
const MOST_BYTES = 4 * 1024 * 1024;
/** What makes a page full whatever its entries. */
export const CLOSED_BYTES = MOST_BYTES;

/** A timeline: the edition's own, whose tag is '', or one tag's. */
export type Line = {
  /** Internal and stable; the only name of a tag in Cache-Tag. */
  line: number;
  tag: string;
  changed_at: number;
  version: number;
  /** Newest articles that its front lacks, as KV was last told. */
  pending: number;
};

/** An article's place in a line. */
export type Place = { line: number; tag: string; entry: number; page: number; shown: number };

/** A page of a line. */
export interface LinePage {
  line: number;
  page: number;
}

type Page = { page: number; first: number; entries: number; bytes: number };

/**
 * An edition's renditions by entry number, in pages of fixed ranges; one line for the edition and
 * one for each tag. An entry gets its number and page once and keeps both, so nothing that comes
 * late or goes away shifts anything.
 */
export class Timeline {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The line of a tag, or of the edition for ''; null for a tag that no article has had here. */
  find(tag: string): Line | null {
    return this.#sql.exec<Line>("SELECT * FROM lines WHERE tag = ?", tag).toArray()[0] ?? null;
  }

  byNumber(line: number): Line {
    return this.#sql.exec<Line>("SELECT * FROM lines WHERE line = ?", line).one();
  }

  /** Every line that an article ever stood in. */
  linesOf(slug: string): Line[] {
    return this.places(slug).map(({ line }) => this.byNumber(line));
  }

  /** The line of a tag, made if there is none. */
  open(tag: string): Line {
    this.#sql.exec("INSERT OR IGNORE INTO lines (tag) VALUES (?)", tag);
    return this.find(tag) as Line;
  }

  /** Every place that an article ever had. */
  places(slug: string): Place[] {
    return this.#sql
      .exec<Place>(
        `SELECT line, tag, entry, page, shown FROM entries CROSS JOIN lines USING (line) WHERE slug = ? ORDER BY line`,
        slug,
      )
      .toArray();
  }

  /** The next entry number of a line, on its open page; the page closes when it is full. */
  place(line: number, slug: string, bytes: number): LinePage {
    const last = this.lastEntry(line);
    const open = this.#openPage(line, last);
    this.#sql.exec(
      `INSERT INTO pages (line, page, first, entries, bytes, changed_at) VALUES (?, ?, ?, 1, ?, 0)
       ON CONFLICT (line, page) DO UPDATE SET entries = entries + 1, bytes = bytes + excluded.bytes`,
      line,
      open.page,
      open.first,
      bytes,
    );
    this.#sql.exec(
      "INSERT INTO entries (line, entry, slug, page) VALUES (?, ?, ?, ?)",
      line,
      last + 1,
      slug,
      open.page,
    );
    return { line, page: open.page };
  }

  /** Sees to it that a page reaches to an entry that stands on it, whatever a file said of the page. */
  widen({ line, page }: LinePage, entry: number): void {
    this.#sql.exec(
      `INSERT INTO pages (line, page, first, entries, bytes, changed_at) VALUES (?1, ?2, ?3, 1, 0, 0)
       ON CONFLICT (line, page) DO UPDATE SET first = min(first, ?3), entries = max(first + entries, ?3 + 1) - min(first, ?3)`,
      line,
      page,
      entry,
    );
  }

  /** Shows or hides an entry that keeps its number. */
  show(line: number, slug: string, shown: boolean): void {
    this.#sql.exec("UPDATE entries SET shown = ? WHERE slug = ? AND line = ?", shown ? 1 : 0, slug, line);
  }

  /** Notes a change on a page, removals included. */
  touch({ line, page }: LinePage, now: number): void {
    const where = "WHERE line = ? AND page = ?";
    const last = this.#sql.exec<{ at: number }>(`SELECT changed_at AS at FROM pages ${where}`, line, page).one().at;
    const at = last === 0 ? now : laterThan(last, now);
    this.#sql.exec(`UPDATE pages SET changed_at = ?, version = version + 1 ${where}`, at, line, page);
  }

  /** Notes that a line's front is told anew: its content changed, or how many articles it lacks. */
  tell(line: Line, pending: number, content: boolean, now: number): void {
    this.#sql.exec(
      "UPDATE lines SET version = version + 1, pending = ?, changed_at = ? WHERE line = ?",
      pending,
      content ? laterThan(line.changed_at, now) : line.changed_at,
      line.line,
    );
  }

  /** A full page's version and last change; null for the open page and for those to come. */
  full({ line, page }: LinePage): { version: number; changedAt: number } | null {
    if (page >= this.openPage(line)) return null;
    const rows = this.#sql.exec<{ version: number; changedAt: number }>(
      "SELECT version, changed_at AS changedAt FROM pages WHERE line = ? AND page = ?",
      line,
      page,
    );
    return rows.toArray()[0] ?? null;
  }

  /** The entry numbers of a page, or of all from it on. */
  range({ line, page }: LinePage, andLater: boolean): { from: number; to: number } {
    const rows = this.#sql.exec<Page>("SELECT * FROM pages WHERE line = ? AND page = ?", line, page).toArray();
    if (rows[0] === undefined) return { from: 1, to: andLater ? Number.MAX_SAFE_INTEGER : 0 };
    const { first, entries } = rows[0];
    return { from: first, to: andLater ? Number.MAX_SAFE_INTEGER : first + entries - 1 };
  }

  /** The lowest page of a line's front: the last full one, or the open one while there is none. */
  frontPage(line: number): number {
    return Math.max(1, this.openPage(line) - 1);
  }

  /** The number of the page that takes the line's next entry. */
  openPage(line: number): number {
    return this.#openPage(line, 0).page;
  }

  lastEntry(line: number): number {
    const last = this.#sql.exec<{ last: number | null }>("SELECT max(entry) AS last FROM entries WHERE line = ?", line);
    return last.one().last ?? 0;
  }

  #openPage(line: number, lastEntry: number): Page {
    const last = this.#sql
      .exec<Page>("SELECT page, first, entries, bytes FROM pages WHERE line = ? ORDER BY page DESC LIMIT 1", line)
      .toArray()[0];
    if (last === undefined) return { page: 1, first: lastEntry + 1, entries: 0, bytes: 0 };
    const isFull = last.entries >= MOST_ENTRIES || last.bytes >= MOST_BYTES;
    return isFull ? { page: last.page + 1, first: lastEntry + 1, entries: 0, bytes: 0 } : last;
  }
}

/** SQL for a page that takes no more entries. */
export const IS_FULL = `(entries >= ${MOST_ENTRIES} OR bytes >= ${MOST_BYTES})`;

/**
 * A change's time: monotonic, and in another second than the last, which is all an HTTP date can
 * tell. In a burst of changes milliseconds have to do: the time may not run ahead of the clock.
 */
export function laterThan(last: number, now: number): number {
  const nextSecond = (Math.floor(last / 1000) + 1) * 1000;
  return Math.max(now, nextSecond <= now + 1000 ? nextSecond : last + 1);
}
