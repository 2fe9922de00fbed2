import type { Article, Rendition } from "../articles/article.ts";
import type { Change } from "../newsroom/answers.ts";
import { ownRendition } from "../translation/join.ts";
import { laterThan, type Timeline } from "./timeline.ts";

/** A row of `renditions`. */
export type RenditionRow = {
  slug: string;
  article_id: string;
  source_language: string;
  /** Log sequence of the last change applied. */
  sequence: number;
  state: "ready" | "pending" | "stale" | "held" | "withdrawn";
  published_at: number;
  rendition: string | null;
  entry: number | null;
  page: number | null;
  /** Of the key in KV; 0 while KV has never been told of it. */
  version: number;
  changed_at: number;
};

/** What a change of rows has to bring to KV. */
export interface Effect {
  rendition: boolean;
  /** The front's content changed. */
  front: boolean;
  /** The timeline page that changed, if one did. */
  page: number | null;
  urgent: boolean;
}

export const NOTHING: Effect = { rendition: false, front: false, page: null, urgent: false };

/** How far back a feed looks for articles that still have to be translated. */
const WINDOW = 30;
/** Tombstones in a feed: more than a newsroom makes in a month, few enough for every poll. */
const MOST_WITHDRAWN = 500;
/** Largest rendition kept; a row holds 2 MB. */
const MOST_BYTES = 1_900_000;
/** Largest front or page, bytes: KV takes 25 MiB, and an object has 128 MB for everything. */
const MOST_VALUE_BYTES = 16 * 1024 * 1024;

/** The renditions of one edition. Callers wrap each write in the transaction that carries its outbox rows. */
export class Renditions {
  readonly #sql: SqlStorage;
  readonly #timeline: Timeline;

  constructor(sql: SqlStorage, timeline: Timeline) {
    this.#sql = sql;
    this.#timeline = timeline;
  }

  find(slug: string): RenditionRow | null {
    return this.#sql.exec<RenditionRow>("SELECT * FROM renditions WHERE slug = ?", slug).toArray()[0] ?? null;
  }

  /** The article that a translation is made from; null for one in the edition's own language. */
  source(slug: string): Article | null {
    const rows = this.#sql.exec<{ article: string }>("SELECT article FROM sources WHERE slug = ?", slug).toArray();
    return rows[0] === undefined ? null : (JSON.parse(rows[0].article) as Article);
  }

  /** Applies one change of the Newsroom's log; an older one than already applied changes nothing. */
  apply(change: Change, language: string, now: number): Effect {
    const { slug, article } = change;
    const before = this.find(slug);
    if (before !== null && before.sequence >= change.sequence) return NOTHING;
    this.#heard(change);
    if (article === null) return this.#withdraw(slug, now);
    // Restored: the front takes back what it told of the withdrawal.
    const isRestored = before?.state === "withdrawn" && before.page !== null;
    if (article.language === language) {
      const effect = this.store(slug, ownRendition(article), now);
      return isRestored ? { ...effect, front: true } : effect;
    }
    this.#sql.exec("INSERT OR REPLACE INTO sources (slug, article) VALUES (?, ?)", slug, JSON.stringify(article));
    if (before?.rendition) return this.#markStale(slug, JSON.parse(before.rendition) as Rendition, now);
    this.#sql.exec("UPDATE renditions SET state = 'pending' WHERE slug = ?", slug);
    // A tombstone, or text that is withdrawn, must not outlive the new publication in KV.
    return (before?.version ?? 0) > 0 ? { ...this.#bump(slug, now), front: isRestored } : NOTHING;
  }

  /** Makes a rendition the one that is served, and gives it its place in the timeline the first time. */
  store(slug: string, rendition: Rendition, now: number, state: "ready" | "stale" = "ready"): Effect {
    const text = JSON.stringify(rendition);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > MOST_BYTES) return this.hold(slug);
    const row = this.find(slug) as RenditionRow;
    const isPlaced = row.entry !== null && row.page !== null;
    const { entry, page } = isPlaced ? (row as { entry: number; page: number }) : this.#timeline.place(bytes);
    this.#sql.exec(
      "UPDATE renditions SET state = ?, rendition = ?, entry = ?, page = ? WHERE slug = ?",
      state,
      text,
      entry,
      page,
      slug,
    );
    return { ...this.#bump(slug, now), front: this.#timeline.touch(page, now), page };
  }

  /** A translation that only a person can bring on now. What was served before stays. */
  hold(slug: string): Effect {
    this.#sql.exec("UPDATE renditions SET state = 'held' WHERE slug = ?", slug);
    return NOTHING;
  }

  /** Lets a held translation be tried again. */
  unhold(slug: string): Effect {
    this.#sql.exec(
      `UPDATE renditions SET state = CASE WHEN rendition IS NULL THEN 'pending' ELSE 'stale' END
       WHERE slug = ? AND state = 'held'`,
      slug,
    );
    return NOTHING;
  }

  /** Of the newest articles those that lack their translation, oldest first. */
  wanted(): string[] {
    const rows = this.#sql.exec<{ slug: string }>(
      `SELECT slug FROM (SELECT slug, state, published_at FROM renditions WHERE state <> 'withdrawn'
       ORDER BY published_at DESC LIMIT ${WINDOW}) WHERE state IN ('pending', 'stale') ORDER BY published_at`,
    );
    return rows.toArray().map((row) => row.slug);
  }

  /** The front's renditions as stored, newest entry first. */
  front(): string[] {
    return this.#stored("page >= ?", this.#timeline.frontPage());
  }

  /** One timeline page's renditions as stored, newest entry first. */
  page(page: number): string[] {
    return this.#stored("page = ?", page);
  }

  /** The oldest are left out where they are too much for KV. */
  #stored(where: string, page: number): string[] {
    const rows = this.#sql.exec<{ rendition: string; bytes: number }>(
      `SELECT rendition, octet_length(rendition) AS bytes FROM renditions
       WHERE ${where} AND rendition IS NOT NULL ORDER BY page DESC, entry DESC`,
      page,
    );
    const stored: string[] = [];
    let total = 0;
    for (const { rendition, bytes } of rows) {
      total += bytes;
      if (total > MOST_VALUE_BYTES) break;
      stored.push(rendition);
    }
    return stored;
  }

  /** What was visible here and was withdrawn at or after `since`, newest first. */
  withdrawn(since: number): { slug: string; at: string }[] {
    const rows = this.#sql.exec<{ slug: string; changed_at: number }>(
      `SELECT slug, changed_at FROM renditions WHERE state = 'withdrawn' AND entry IS NOT NULL AND changed_at >= ?
       ORDER BY changed_at DESC, slug LIMIT ${MOST_WITHDRAWN}`,
      since,
    );
    return rows.toArray().map((row) => ({ slug: row.slug, at: new Date(row.changed_at).toISOString() }));
  }

  #heard({ slug, id, language, sequence, published_at }: Change): void {
    this.#sql.exec(
      `INSERT INTO renditions (slug, article_id, source_language, sequence, state, published_at)
       VALUES (?, ?, ?, ?, 'pending', ?)
       ON CONFLICT (slug) DO UPDATE SET sequence = excluded.sequence, published_at = excluded.published_at`,
      slug,
      id,
      language,
      sequence,
      Date.parse(published_at),
    );
  }

  #withdraw(slug: string, now: number): Effect {
    const { page } = this.find(slug) as RenditionRow;
    this.#sql.exec("DELETE FROM sources WHERE slug = ?", slug);
    this.#sql.exec("UPDATE renditions SET state = 'withdrawn', rendition = NULL WHERE slug = ?", slug);
    if (page !== null) this.#timeline.touch(page, now);
    // The front tells of every withdrawal, whatever page the entry stood on.
    return { ...this.#bump(slug, now), front: page !== null, page, urgent: true };
  }

  /** Readers keep the last translation while the new revision has none, and are told. */
  #markStale(slug: string, rendition: Rendition, now: number): Effect {
    const translation = rendition.translation && { ...rendition.translation, stale: true };
    return this.store(slug, { ...rendition, translation }, now, "stale");
  }

  /** KV has to hear of the row as it is now. */
  #bump(slug: string, now: number): Effect {
    const { changed_at } = this.find(slug) as RenditionRow;
    this.#sql.exec(
      "UPDATE renditions SET version = version + 1, changed_at = ? WHERE slug = ?",
      laterThan(changed_at, now),
      slug,
    );
    return { ...NOTHING, rendition: true };
  }
}
