import type { Provenance } from "../articles/article.ts";
import { isUnreviewed } from "../articles/provenance.ts";
import type { SitemapEntry } from "../replica/values.ts";
import type { Line, LinePage, Timeline } from "./timeline.ts";

/** How far back a feed looks for articles that still have to be translated. */
const WINDOW = 30;
/** Tombstones in a feed: more than a newsroom makes in a month, few enough for every poll. */
const MOST_WITHDRAWN = 500;
/** Largest front or page, bytes: KV takes 25 MiB, and an object has 128 MB for everything. */
const MOST_VALUE_BYTES = 16 * 1024 * 1024;

/** The newest in each state that a reader may see or wait for: four ranges of one index. */
const NEWEST = ["ready", "pending", "stale", "held"]
  .map(
    (state) =>
      `SELECT * FROM (SELECT slug, state, published_at FROM renditions WHERE state = '${state}'
       ORDER BY published_at DESC, slug DESC LIMIT ${WINDOW})`,
  )
  .join(" UNION ALL ");

/** Renditions as stored, and when the first of them expires, milliseconds since the epoch. */
export interface Stored {
  renditions: string[];
  expiresAt: number | null;
}

type SitemapRow = {
  slug: string;
  title: string;
  published_at: number;
  updated_at: number;
  expires_at: number | null;
  /** Its provenance as JSON; null on an original. */
  translation: string | null;
};

/** What fronts, timeline pages and sitemaps are made of. */
export class Contents {
  readonly #sql: SqlStorage;
  readonly #timeline: Timeline;

  constructor(sql: SqlStorage, timeline: Timeline) {
    this.#sql = sql;
    this.#timeline = timeline;
  }

  /** Of a line's newest articles those that lack their translation, oldest first. */
  wanted({ tag }: Pick<Line, "tag">): string[] {
    const newest =
      tag === ""
        ? `${NEWEST} ORDER BY published_at DESC LIMIT ?`
        : `SELECT slug, state, published_at FROM (SELECT slug FROM tagged WHERE tag = ? ORDER BY published_at DESC LIMIT ?)
           CROSS JOIN renditions USING (slug)`;
    const rows = this.#sql.exec<{ slug: string }>(
      `SELECT slug FROM (${newest}) WHERE state IN ('pending', 'stale') ORDER BY published_at`,
      ...(tag === "" ? [WINDOW] : [tag, WINDOW]),
    );
    return rows.toArray().map((row) => row.slug);
  }

  /** A line's open page and its last full one, newest entry first. */
  front({ line }: Pick<Line, "line">): Stored {
    return this.#stored({ line, page: this.#timeline.frontPage(line) }, true);
  }

  /** One timeline page, newest entry first. */
  page(page: LinePage): Stored {
    return this.#stored(page, false);
  }

  /** The oldest are left out where they are too much for KV. */
  #stored(page: LinePage, andLater: boolean): Stored {
    const { from, to } = this.#timeline.range(page, andLater);
    const rows = this.#sql.exec<{ rendition: string; bytes: number; expires_at: number | null }>(
      `SELECT rendition, octet_length(rendition) AS bytes, expires_at FROM entries CROSS JOIN renditions USING (slug)
       WHERE line = ? AND entry BETWEEN ? AND ? AND shown = 1 AND rendition IS NOT NULL ORDER BY entry DESC`,
      page.line,
      from,
      to,
    );
    const stored: Stored = { renditions: [], expiresAt: null };
    let total = 0;
    for (const { rendition, bytes, expires_at } of rows) {
      total += bytes;
      if (total > MOST_VALUE_BYTES) break;
      stored.renditions.push(rendition);
      stored.expiresAt = earlier(stored.expiresAt, expires_at);
    }
    return stored;
  }

  /** What was visible in a line and was withdrawn at or after `since`, newest first. */
  withdrawn({ line }: Pick<Line, "line">, since: number): { slug: string; at: string }[] {
    const rows = this.#sql.exec<{ slug: string; changed_at: number }>(
      `SELECT slug, changed_at FROM renditions CROSS JOIN entries USING (slug)
       WHERE state = 'withdrawn' AND changed_at >= ? AND line = ? ORDER BY changed_at DESC, slug LIMIT ${MOST_WITHDRAWN}`,
      since,
      line,
    );
    return rows.toArray().map((row) => ({ slug: row.slug, at: new Date(row.changed_at).toISOString() }));
  }

  /**
   * What can be read of the edition's entries `from` to `to`, oldest first.
   * @param language the edition's: its originals need no look into their text
   */
  sitemap(line: number, from: number, to: number, language: string): SitemapEntry[] {
    const rows = this.#sql.exec<SitemapRow>(
      `SELECT slug, title, published_at, updated_at, expires_at,
         CASE WHEN source_language <> ? THEN json_extract(rendition, '$.translation') END AS translation
       FROM entries CROSS JOIN renditions USING (slug)
       WHERE line = ? AND entry BETWEEN ? AND ? AND title IS NOT NULL ORDER BY entry`,
      language,
      line,
      from,
      to,
    );
    return rows.toArray().map((row) => ({
      slug: row.slug,
      title: row.title,
      published_at: new Date(row.published_at).toISOString(),
      updated_at: new Date(row.updated_at).toISOString(),
      expires_at: row.expires_at === null ? null : new Date(row.expires_at).toISOString(),
      ...(row.translation !== null && isUnreviewed(JSON.parse(row.translation) as Provenance) && { unreviewed: true }),
    }));
  }

  /** A tag's label as the newest of some entries has it, or else the tag. */
  label({ line, tag }: Line, page: LinePage, andLater: boolean): string {
    const { from, to } = this.#timeline.range(page, andLater);
    const row = this.#sql
      .exec<{ label: string | null }>(
        `SELECT json_extract(rendition, '$.tag_labels."' || ? || '"') AS label
         FROM entries CROSS JOIN renditions USING (slug)
         WHERE line = ? AND entry BETWEEN ? AND ? AND shown = 1 AND label IS NOT NULL ORDER BY entry DESC LIMIT 1`,
        tag,
        line,
        from,
        to,
      )
      .toArray()[0];
    return row?.label ?? tag;
  }
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
