import type { Settings } from "../objects/settings.ts";
import { keys } from "../replica/keys.ts";
import { type Replica, replica } from "../replica/values.ts";
import type { RenditionRow, Renditions } from "./renditions.ts";
import type { Timeline } from "./timeline.ts";

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

  /** A key's value; null where there is nothing to serve. */
  build(key: string): Replica | null {
    if (key === keys.front(this.#language())) return this.front();
    const row = this.#rowOf(key);
    return row && renditionReplica(row);
  }

  /** The cache tags that a key's change makes stale: internal ids, never slugs. */
  tagsOf(key: string): string[] {
    if (key === keys.front(this.#language())) return [`f-${this.#language()}`];
    const row = this.#rowOf(key);
    return row === null ? [] : [`${this.#language()}-${row.article_id}`];
  }

  front(): Replica {
    const changedAt = this.#timeline.frontChangedAt();
    const renditions = this.#renditions.front().join(",");
    const value = `{"changed_at":"${new Date(changedAt).toISOString()}","renditions":[${renditions}]}`;
    const version = Number(this.#settings.get("front-version") ?? 0);
    return replica(value, { version, changedAt, state: "ready", pending: this.#renditions.wanted().length });
  }

  /** Notes that the front's value or metadata changed. */
  frontChanged(): void {
    this.#settings.set("front-version", String(Number(this.#settings.get("front-version") ?? 0) + 1));
  }

  /** Whether the front was ever owed to KV. */
  hasFront(): boolean {
    return this.#settings.get("front-version") !== null;
  }

  #rowOf(key: string): RenditionRow | null {
    return this.#renditions.find(key.slice(keys.rendition(this.#language(), "").length));
  }
}

function renditionReplica(row: RenditionRow): Replica | null {
  const { version, changed_at: changedAt, article_id: id, slug } = row;
  if (row.state === "withdrawn") {
    return replica(JSON.stringify({ state: "withdrawn", slug }), { version, changedAt, id, state: "withdrawn" });
  }
  if (row.rendition === null) return null;
  const state = row.state === "ready" ? "ready" : "stale";
  return replica(`{"state":"ready","rendition":${row.rendition}}`, { version, changedAt, id, state });
}
