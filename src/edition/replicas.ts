import type { Settings } from "../objects/settings.ts";
import { keys } from "../replica/keys.ts";
import { type Replica, replica } from "../replica/values.ts";
import type { RenditionRow, Renditions } from "./renditions.ts";
import { laterThan, type Timeline } from "./timeline.ts";

/** How long a withdrawal is told to those who poll. */
export const WITHDRAWN_FOR_MS = 30 * 86_400_000;

/** What KV should hold of an edition: each key's value, built from the rows as they are now. */
export class Replicas {
  readonly #renditions: Renditions;
  readonly #timeline: Timeline;
  readonly #settings: Settings;
  readonly #language: () => string;

  constructor(renditions: Renditions, timeline: Timeline, settings: Settings, language: () => string) {
    this.#renditions = renditions;
    this.#timeline = timeline;
    this.#settings = settings;
    this.#language = language;
  }

  /** A key's value for KV; null for what KV need not know. */
  build(key: string): Replica | null {
    if (key === keys.front(this.#language())) return this.front();
    const page = this.#pageOf(key);
    if (page !== null) return this.page(page);
    const row = this.#rowOf(key);
    return row && renditionReplica(row);
  }

  /** An article's value if there is something to answer with: a rendition, or that it was withdrawn. */
  rendition(slug: string): Replica | null {
    const found = this.build(keys.rendition(this.#language(), slug));
    return found?.metadata.state === "pending" ? null : found;
  }

  /** The cache tags that a key's change makes stale: internal ids, never slugs. */
  tagsOf(key: string): string[] {
    if (key === keys.front(this.#language())) return [`f-${this.#language()}`];
    const page = this.#pageOf(key);
    if (page !== null) return [`${this.#language()}-p${page}`];
    const row = this.#rowOf(key);
    return row === null ? [] : [`${this.#language()}-${row.article_id}`];
  }

  front(): Replica {
    const changedAt = this.#number("front-changed-at");
    const renditions = this.#renditions.front().join(",");
    // Counted from the last change, not from the clock: the same rows give the same bytes.
    const withdrawn = JSON.stringify(this.#renditions.withdrawn(changedAt - WITHDRAWN_FOR_MS));
    const value = `{"changed_at":"${new Date(changedAt).toISOString()}","withdrawn":${withdrawn},"archive":${this.#archive()},"renditions":[${renditions}]}`;
    const version = this.#number("front-version");
    return replica(value, { version, changedAt, state: "ready", pending: this.#renditions.wanted().length });
  }

  /** A full timeline page; null for the open one and for those to come. */
  page(page: number): Replica | null {
    const full = this.#timeline.full(page);
    if (full === null) return null;
    const renditions = this.#renditions.page(page).join(",");
    const value = `{"page":${page},"changed_at":"${new Date(full.changedAt).toISOString()}","renditions":[${renditions}]}`;
    return replica(value, { ...full, state: "ready" });
  }

  #archive(): number | null {
    return this.#timeline.frontPage() - 1 || null;
  }

  /**
   * Notes what a write did to the front. Returns whether KV has to hear of it: its content changed,
   * or how many of the newest articles it lacks, or KV never had one.
   */
  frontChanged(content: boolean, now: number): boolean {
    const wanted = String(this.#renditions.wanted().length);
    const isNew = this.#settings.get("front-version") === null;
    if (!content && !isNew && wanted === this.#settings.get("front-pending")) return false;
    if (content || isNew) {
      this.#settings.set("front-changed-at", String(laterThan(this.#number("front-changed-at"), now)));
    }
    this.#settings.set("front-pending", wanted);
    this.#settings.set("front-version", String(this.#number("front-version") + 1));
    return true;
  }

  #number(name: string): number {
    return Number(this.#settings.get(name) ?? 0);
  }

  #pageOf(key: string): number | null {
    const prefix = keys.page(this.#language(), 0).slice(0, -1);
    return key.startsWith(prefix) ? Number(key.slice(prefix.length)) : null;
  }

  #rowOf(key: string): RenditionRow | null {
    return this.#renditions.find(key.slice(keys.rendition(this.#language(), "").length));
  }
}

function renditionReplica(row: RenditionRow): Replica | null {
  const { version, changed_at: changedAt, article_id: id, slug } = row;
  if (row.rendition !== null) {
    const state = row.state === "ready" ? "ready" : "stale";
    return replica(`{"state":"ready","rendition":${row.rendition}}`, { version, changedAt, id, state });
  }
  if (version === 0) return null;
  const state = row.state === "withdrawn" ? "withdrawn" : "pending";
  return replica(JSON.stringify({ state, slug }), { version, changedAt, id, state });
}
