import type { Rendition } from "../articles/article.ts";
import type { Settings } from "../objects/settings.ts";
import { editionKey, keys } from "../replica/keys.ts";
import type { GlossaryValue, MemoryValue, RenditionValue, ReplicaMetadata } from "../replica/values.ts";
import type { Listed, ListedPage, Walk } from "../replica/walk.ts";
import type { Glossary } from "./glossary.ts";
import type { Memory } from "./memory.ts";
import { CLOSED_BYTES, type Timeline } from "./timeline.ts";

/** Keys taken in one go: few enough for the platform's limit of operations per invocation. */
const STEP = 200;
/** Values read at once: each may have 2 MB, and an object has 128. */
const READERS = 6;

/** In this order: fronts name the lines, pages what is full, and renditions find both there. */
const PHASES = ["front", "page", "rendition", "sitemap", "memory", "glossary"] as const;

interface Position {
  phase: (typeof PHASES)[number];
  cursor: string | null;
}

export interface RefillPorts {
  language: () => string;
  sql: SqlStorage;
  settings: Settings;
  timeline: Timeline;
  memory: Memory;
  glossary: Glossary;
  walk: Walk;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
}

/** An edition that lost its storage takes renditions, timeline and memory back from KV, step by step. */
export class Refill {
  readonly #ports: RefillPorts;

  constructor(ports: RefillPorts) {
    this.#ports = ports;
  }

  /** Whether a refill is under way. */
  isOn(): boolean {
    return this.#ports.settings.get("refill") !== null;
  }

  /** Whether KV holds an edition: one that has nothing has then lost its storage. */
  async isNeeded(): Promise<boolean> {
    const { walk, language } = this.#ports;
    const { keys: found } = await walk.list(keys.front(language()), null, 10);
    return found.some(({ key }) => key === keys.front(language()));
  }

  begin(): void {
    this.#ports.settings.set("refill", JSON.stringify({ phase: "front", cursor: null } satisfies Position));
  }

  /** The next some keys. Returns whether that was all. What is taken twice is there once. */
  async step(): Promise<boolean> {
    const { settings, walk, commit } = this.#ports;
    const stored = settings.get("refill");
    if (stored === null) return true;
    const { phase, cursor } = JSON.parse(stored) as Position;
    const page = await this.#list(phase, cursor);
    for (let i = 0; i < page.keys.length; i += READERS) {
      const some = page.keys.slice(i, i + READERS);
      const values = await Promise.all(some.map(({ key }) => (hasText(phase) ? walk.read(key) : null)));
      for (const [j, listed] of some.entries()) this.#takeIfReadable(listed, values[j] ?? null);
    }
    const next = page.cursor !== null ? phase : PHASES[PHASES.indexOf(phase) + 1];
    if (next !== undefined) {
      settings.set("refill", JSON.stringify({ phase: next, cursor: page.cursor } satisfies Position));
      return false;
    }
    commit(() => {
      this.#countPages();
      settings.delete("refill");
    });
    return true;
  }

  /** Takes back a key that the rows know nothing of; pages that it stands on reach to it, and are told anew. */
  async adopt(listed: Listed, now: number): Promise<void> {
    const { walk, commit, timeline, language } = this.#ports;
    const text = await walk.read(listed.key);
    commit(() => {
      this.#take(listed, text);
      const named = editionKey(language(), listed.key);
      if (named?.kind !== "rendition") return;
      for (const place of timeline.places(named.slug)) {
        timeline.widen(place, place.entry);
        timeline.touch(place, now);
      }
    });
  }

  /** A key that makes no sense is left where it is: the others are not lost with it. */
  #takeIfReadable(listed: Listed, text: string | null): void {
    try {
      this.#ports.commit(() => this.#take(listed, text));
    } catch (error) {
      console.error(JSON.stringify({ event: "refill-refused", key: listed.key, error: String(error) }));
    }
  }

  /** Takes one key, where the rows have nothing of it. */
  #take({ key, metadata }: Listed, text: string | null): void {
    const named = editionKey(this.#ports.language(), key);
    if (named === null || metadata === null) return;
    if (named.kind === "front") this.#takeLine(named.tag, metadata);
    else if (named.kind === "page") this.#takePage(named.tag, named.page, metadata);
    else if (named.kind === "rendition") this.#takeRendition(named.slug, metadata, text);
    else if (named.kind === "glossary") {
      if (text === null) return;
      const { version, changedAt } = metadata;
      this.#ports.glossary.restore(named.source, JSON.parse(text) as GlossaryValue, version, changedAt);
    } else {
      this.#takePart(named.kind, named.part, metadata);
      if (named.kind === "sitemap" || text === null) return;
      for (const entry of (JSON.parse(text) as MemoryValue).entries) this.#ports.memory.restore(entry);
    }
  }

  /** A cursor that KV takes no more is no loss: what is there already is skipped. */
  async #list(phase: Position["phase"], cursor: string | null): Promise<ListedPage> {
    const { walk, settings } = this.#ports;
    try {
      return await walk.list(this.#prefix(phase), cursor, STEP);
    } catch (error) {
      settings.set("refill", JSON.stringify({ phase, cursor: null } satisfies Position));
      throw error;
    }
  }

  #prefix(phase: Position["phase"]): string {
    const language = this.#ports.language();
    // A tag's fronts stand under the edition's own.
    return phase === "front" ? keys.front(language) : `${phase}/${language}/`;
  }

  #takeLine(tag: string, { version, changedAt, pending = 0, id }: ReplicaMetadata): void {
    const line = tag === "" ? 1 : Number(id?.slice(1));
    this.#ports.sql.exec(
      `INSERT INTO lines (line, tag, changed_at, version, pending) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (tag) DO UPDATE SET changed_at = excluded.changed_at, version = excluded.version, pending = excluded.pending`,
      Number.isInteger(line) ? line : null,
      tag,
      changedAt,
      version,
      pending,
    );
  }

  #takePage(tag: string, page: number, { version, changedAt }: ReplicaMetadata): void {
    this.#ports.sql.exec(
      "INSERT OR IGNORE INTO pages (line, page, first, entries, bytes, changed_at, version) VALUES (?, ?, 1, 0, ?, ?, ?)",
      this.#ports.timeline.open(tag).line,
      page,
      // Only full pages have a key, whatever is left on them.
      CLOSED_BYTES,
      changedAt,
      version,
    );
  }

  #takeRendition(slug: string, { version, changedAt, id = "", state }: ReplicaMetadata, text: string | null): void {
    if (text === null) return;
    const { sql, timeline } = this.#ports;
    const value = JSON.parse(text) as RenditionValue;
    // What is pending and no article's was an alias, and leads nowhere any more.
    const isGone = value.state === "pending" && id === "";
    if (value.state === "moved" || isGone) {
      sql.exec(
        "INSERT OR IGNORE INTO aliases (alias, slug, gone, version, changed_at) VALUES (?, ?, ?, ?, ?)",
        slug,
        value.state === "moved" ? value.to : slug,
        isGone ? 1 : 0,
        version,
        changedAt,
      );
      return;
    }
    const rendition = value.state === "ready" ? value.rendition : null;
    sql.exec(
      `INSERT OR IGNORE INTO renditions (slug, article_id, source_language, sequence, state, published_at, expires_at,
         version, changed_at, title, updated_at, rendition) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
      slug,
      id,
      rendition?.original.language ?? "",
      rendition && state === "stale" ? "stale" : value.state,
      time(rendition?.published_at) ?? 0,
      time(rendition?.expires_at),
      version,
      changedAt,
      rendition?.title ?? null,
      time(rendition?.updated_at),
      rendition && JSON.stringify(rendition),
    );
    for (const [tag, entry, page, shown] of value.places) {
      sql.exec(
        "INSERT OR IGNORE INTO entries (line, entry, slug, page, shown) VALUES (?, ?, ?, ?, ?)",
        timeline.open(tag).line,
        entry,
        slug,
        page,
        shown,
      );
    }
  }

  #takePart(kind: "memory" | "sitemap", part: number, { version, changedAt }: ReplicaMetadata): void {
    this.#ports.sql.exec(
      "INSERT OR IGNORE INTO parts (kind, part, version, changed_at) VALUES (?, ?, ?, ?)",
      kind,
      part,
      version,
      changedAt,
    );
  }

  /** Pages as their entries tell; one without a key of its own is the open one. */
  #countPages(): void {
    this.#ports.sql.exec(
      `INSERT INTO pages (line, page, first, entries, bytes, changed_at, version)
       SELECT line, page, min(entry), max(entry) - min(entry) + 1, sum(coalesce(octet_length(rendition), 0)),
         max(changed_at), 0 FROM entries CROSS JOIN renditions USING (slug) WHERE true GROUP BY line, page
       ON CONFLICT (line, page) DO UPDATE SET first = excluded.first, entries = excluded.entries`,
    );
  }
}

const hasText = (phase: Position["phase"]) => ["rendition", "memory", "glossary"].includes(phase);

function time(date: Rendition["expires_at"] | undefined): number | null {
  return date ? Date.parse(date) : null;
}
