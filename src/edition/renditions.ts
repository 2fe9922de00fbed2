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
  article: string | null;
  rendition: string | null;
  entry: number | null;
  page: number | null;
  version: number;
  changed_at: number;
};

/** What a change of rows has to bring to KV. */
export interface Effect {
  rendition: boolean;
  front: boolean;
  urgent: boolean;
}

/** How far back a feed looks for articles that still have to be translated. */
const WINDOW = 30;

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

  /** Applies one change of the Newsroom's log; an older one than already applied changes nothing. */
  apply(change: Change, language: string, now: number): Effect {
    const row = this.find(change.slug);
    if (row !== null && row.sequence >= change.sequence) return { rendition: false, front: false, urgent: false };
    this.#heard(change);
    if (change.article === null) return this.#withdraw(change.slug, now);
    if (change.article.language === language) return this.store(change.slug, ownRendition(change.article), now);
    if (row?.rendition) return this.#markStale(change.slug, JSON.parse(row.rendition) as Rendition, now);
    this.#sql.exec("UPDATE renditions SET state = 'pending' WHERE slug = ?", change.slug);
    return { rendition: false, front: true, urgent: false };
  }

  /** Makes a rendition the one that is served, and gives it its place in the timeline the first time. */
  store(slug: string, rendition: Rendition, now: number, state: "ready" | "stale" = "ready"): Effect {
    const row = this.find(slug) as RenditionRow;
    const text = JSON.stringify(rendition);
    const { entry, page } =
      row.entry !== null && row.page !== null
        ? { entry: row.entry, page: row.page }
        : this.#timeline.place(text.length);
    this.#sql.exec(
      `UPDATE renditions SET state = ?, rendition = ?, entry = ?, page = ?, version = version + 1, changed_at = ?
       WHERE slug = ?`,
      state,
      text,
      entry,
      page,
      laterThan(row.changed_at, now),
      slug,
    );
    return { rendition: true, front: this.#timeline.touch(page, now), urgent: false };
  }

  /** A translation that only a person can bring on now. What was served before stays. */
  hold(slug: string): Effect {
    this.#sql.exec("UPDATE renditions SET state = 'held' WHERE slug = ?", slug);
    return { rendition: false, front: true, urgent: false };
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
    const rows = this.#sql.exec<{ rendition: string }>(
      "SELECT rendition FROM renditions WHERE page >= ? AND rendition IS NOT NULL ORDER BY page DESC, entry DESC",
      this.#timeline.frontPage(),
    );
    return rows.toArray().map((row) => row.rendition);
  }

  #heard({ slug, id, language, sequence, published_at, article }: Change): void {
    this.#sql.exec(
      `INSERT INTO renditions (slug, article_id, source_language, sequence, state, published_at, article)
       VALUES (?, ?, ?, ?, 'pending', ?, ?)
       ON CONFLICT (slug) DO UPDATE SET source_language = excluded.source_language, sequence = excluded.sequence,
         published_at = excluded.published_at, article = excluded.article`,
      slug,
      id,
      language,
      sequence,
      Date.parse(published_at),
      article && JSON.stringify(article satisfies Article),
    );
  }

  #withdraw(slug: string, now: number): Effect {
    const row = this.find(slug) as RenditionRow;
    this.#sql.exec(
      `UPDATE renditions SET state = 'withdrawn', article = NULL, rendition = NULL, version = version + 1,
         changed_at = ? WHERE slug = ?`,
      laterThan(row.changed_at, now),
      slug,
    );
    const front = row.page !== null && this.#timeline.touch(row.page, now);
    return { rendition: true, front: front || row.state === "pending", urgent: true };
  }

  /** Readers keep the last translation while the new revision has none, and are told. */
  #markStale(slug: string, rendition: Rendition, now: number): Effect {
    const translation = rendition.translation && { ...rendition.translation, stale: true };
    return this.store(slug, { ...rendition, translation }, now, "stale");
  }
}
