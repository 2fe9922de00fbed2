import type { Article, Rendition } from "../articles/article.ts";
import type { Change } from "../newsroom/answers.ts";
import { ownRendition } from "../translation/join.ts";
import type { Aliases } from "./aliases.ts";
import { type Effect, NOTHING } from "./effect.ts";
import type { Sources } from "./sources.ts";
import { type LinePage, laterThan, type Timeline } from "./timeline.ts";

/** What a rendition may be in its edition. */
export const RENDITION_STATES = ["ready", "pending", "stale", "held", "withdrawn"] as const;

/** A row of `renditions`. */
export type RenditionRow = {
  slug: string;
  article_id: string;
  source_language: string;
  /** Log sequence of the last change applied; 0 while the Newsroom's log has to be read again. */
  sequence: number;
  state: (typeof RENDITION_STATES)[number];
  published_at: number;
  expires_at: number | null;
  /** Of the key in KV; 0 while KV has never been told of it. */
  version: number;
  changed_at: number;
  title: string | null;
  updated_at: number | null;
  rendition: string | null;
};

/** Largest rendition kept; a row holds 2 MB. */
const MOST_BYTES = 1_900_000;

/** The renditions of one edition. Callers wrap each write in the transaction that carries its outbox rows. */
export class Renditions {
  readonly #sql: SqlStorage;
  readonly #timeline: Timeline;
  readonly #sources: Sources;
  readonly #aliases: Aliases;
  readonly #foundAgain: (article: Article, rendition: Rendition) => void;

  /** @param foundAgain told of an article whose translation was there before the article, after a loss or a restore */
  constructor(
    sql: SqlStorage,
    timeline: Timeline,
    sources: Sources,
    aliases: Aliases,
    foundAgain: (article: Article, rendition: Rendition) => void,
  ) {
    this.#sql = sql;
    this.#timeline = timeline;
    this.#sources = sources;
    this.#aliases = aliases;
    this.#foundAgain = foundAgain;
  }

  find(slug: string): RenditionRow | null {
    return this.#sql.exec<RenditionRow>("SELECT * FROM renditions WHERE slug = ?", slug).toArray()[0] ?? null;
  }

  /** Applies one change of the Newsroom's log; an older one than already applied changes nothing. */
  apply(change: Change, language: string, now: number): Effect {
    const { slug, article } = change;
    const before = this.find(slug);
    if (before !== null && before.sequence >= change.sequence) return this.#heardBefore(change, language);
    this.#heard(change);
    const aliases = this.#aliases.set(slug, change.aliases, now);
    if (article === null) return { ...(before?.state === "withdrawn" ? NOTHING : this.#withdraw(slug, now)), aliases };
    // The log is read again from the start after a loss: what is here already stays as it is.
    if (before !== null && this.#isKnown(before, article, language)) return { ...NOTHING, aliases };
    // Restored: fronts take back what they told of the withdrawal.
    const told = before?.state === "withdrawn" ? this.#timeline.places(slug).map(({ line }) => line) : [];
    if (article.language === language) {
      const effect = this.store(slug, ownRendition(article), now);
      return { ...effect, told, aliases };
    }
    // A tag that it loses waits for one article less.
    const tags = new Set([...(this.#sources.find(slug)?.tags ?? []), ...article.tags]);
    this.#sources.keep(article);
    const waiting = this.#linesOf([...tags]);
    if (before?.rendition) {
      // Its text waits for a translation; its end does not.
      const last = { ...(JSON.parse(before.rendition) as Rendition), expires_at: article.expires_at };
      // It waits already: a log that is read again is no news.
      const isKnown = before.state === "stale" && last.translation?.stale && JSON.stringify(last) === before.rendition;
      return { ...(isKnown ? NOTHING : this.storeStale(slug, last, now)), waiting, aliases };
    }
    this.#sql.exec("UPDATE renditions SET state = 'pending' WHERE slug = ?", slug);
    // A tombstone, or text that is withdrawn, must not outlive the new publication in KV.
    const effect = (before?.version ?? 0) > 0 ? this.#bump(slug, now) : NOTHING;
    return { ...effect, told, waiting, aliases };
  }

  /** Makes a rendition the one that is served, and gives it its place in each line the first time. */
  store(slug: string, rendition: Rendition, now: number, state: "ready" | "stale" = "ready"): Effect {
    const text = JSON.stringify(rendition);
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > MOST_BYTES) return this.hold(slug);
    this.#sql.exec(
      "UPDATE renditions SET state = ?, title = ?, updated_at = ?, expires_at = ?, rendition = ? WHERE slug = ?",
      state,
      rendition.title,
      Date.parse(rendition.updated_at),
      rendition.expires_at === null ? null : Date.parse(rendition.expires_at),
      text,
      slug,
    );
    const pages = this.#place(slug, rendition.tags, bytes);
    for (const page of pages) this.#timeline.touch(page, now);
    return { ...this.#bump(slug, now), pages, waiting: pages.map(({ line }) => line) };
  }

  /** Readers keep a translation while there is no newer one, and are told. */
  storeStale(slug: string, rendition: Rendition, now: number): Effect {
    const translation = rendition.translation && { ...rendition.translation, stale: true };
    return this.store(slug, { ...rendition, translation }, now, "stale");
  }

  /** A translation that only a person can bring on now. What was served before stays. */
  hold(slug: string): Effect {
    this.#sql.exec("UPDATE renditions SET state = 'held' WHERE slug = ?", slug);
    return this.#waitingFor(slug);
  }

  /** Lets a held translation be tried again. */
  unhold(slug: string): Effect {
    this.#sql.exec(
      `UPDATE renditions SET state = CASE WHEN rendition IS NULL THEN 'pending' ELSE 'stale' END
       WHERE slug = ? AND state = 'held'`,
      slug,
    );
    return this.#waitingFor(slug);
  }

  /** A translation some of which is to be bought anew: served as it is until then. */
  outdate(slug: string, now: number): Effect {
    const { rowsWritten } = this.#sql.exec(
      "UPDATE renditions SET state = 'stale' WHERE slug = ? AND state = 'ready'",
      slug,
    );
    return rowsWritten === 0 ? NOTHING : { ...this.#bump(slug, now), waiting: this.#waitingFor(slug).waiting };
  }

  /** Every change is to be heard again: the Newsroom's log is another one. */
  forgetSequences(): void {
    this.#sql.exec("UPDATE renditions SET sequence = 0 WHERE sequence > 0");
  }

  /** A change that was heard before. After a loss or a restore the source may still be missing. */
  #heardBefore({ slug, article }: Change, language: string): Effect {
    if (article !== null && article.language !== language && this.#sources.text(slug) === null) {
      this.#sources.keep(article);
      const text = this.find(slug)?.rendition ?? null;
      if (text !== null) this.#foundAgain(article, JSON.parse(text) as Rendition);
    }
    return NOTHING;
  }

  /** Whether a row carries just this article already. */
  #isKnown(row: RenditionRow, article: Article, language: string): boolean {
    if (row.state === "withdrawn" || row.rendition === null) return false;
    if (article.language === language) return row.rendition === JSON.stringify(ownRendition(article));
    const source = this.#sources.text(article.slug);
    if (source !== null) return source === JSON.stringify(article);
    const rendition = JSON.parse(row.rendition) as Rendition;
    const { translation, revision } = rendition;
    if (translation === null || revision !== article.revision || translation.stale) return false;
    this.#sources.keep(article);
    this.#foundAgain(article, rendition);
    return true;
  }

  #heard({ slug, id, language, sequence, published_at }: Change): void {
    this.#sql.exec(
      `INSERT INTO renditions (slug, article_id, source_language, sequence, state, published_at, version)
       VALUES (?, ?, ?, ?, 'pending', ?, ?)
       ON CONFLICT (slug) DO UPDATE SET article_id = excluded.article_id, source_language = excluded.source_language,
         sequence = excluded.sequence, published_at = excluded.published_at`,
      slug,
      id,
      language,
      sequence,
      Date.parse(published_at),
      this.find(slug) === null ? this.#aliases.take(slug) : 0,
    );
  }

  #withdraw(slug: string, now: number): Effect {
    const places = this.#timeline.places(slug);
    const tags = this.#sources.find(slug)?.tags ?? [];
    this.#sources.drop(slug);
    this.#sql.exec(
      "UPDATE renditions SET state = 'withdrawn', rendition = NULL, title = NULL, updated_at = NULL, expires_at = NULL WHERE slug = ?",
      slug,
    );
    for (const place of places) this.#timeline.touch(place, now);
    // Every front tells of the withdrawal, whatever page the entry stood on.
    const told = places.map(({ line }) => line);
    return { ...this.#bump(slug, now), pages: places, told, waiting: this.#linesOf(tags), urgent: true };
  }

  /** A place in the edition's line and in each tag's; lines whose tag is gone keep the number and hide the entry. */
  #place(slug: string, tags: string[], bytes: number): LinePage[] {
    const before = this.#timeline.places(slug);
    const touched: LinePage[] = [];
    for (const tag of ["", ...tags]) {
      const place = before.find((p) => p.tag === tag);
      if (place === undefined) touched.push(this.#timeline.place(this.#timeline.open(tag).line, slug, bytes));
      else touched.push(place);
      if (place?.shown === 0) this.#timeline.show(place.line, slug, true);
    }
    for (const place of before) {
      if (place.tag === "" || tags.includes(place.tag) || place.shown === 0) continue;
      this.#timeline.show(place.line, slug, false);
      touched.push(place);
    }
    return touched;
  }

  #waitingFor(slug: string): Effect {
    return { ...NOTHING, waiting: this.#linesOf(this.#sources.find(slug)?.tags ?? []) };
  }

  #linesOf(tags: string[]): number[] {
    return ["", ...tags].map((tag) => this.#timeline.open(tag).line);
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
