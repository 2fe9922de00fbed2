import type { Rendition } from "../articles/article.ts";
import { editionKey } from "../replica/keys.ts";
import {
  type GlossaryValue,
  MEMORY_PART,
  type MemoryValue,
  type PlaceValue,
  packedProvenance,
  type Replica,
  type ReplicaMetadata,
  replica,
  SITEMAP_PART,
  type TagValue,
} from "../replica/values.ts";
import type { Aliases } from "./aliases.ts";
import type { Contents } from "./contents.ts";
import { DAY_MS } from "./days.ts";
import type { Glossary } from "./glossary.ts";
import type { Memory } from "./memory.ts";
import type { PartKind, Parts } from "./parts.ts";
import type { RenditionRow, Renditions } from "./renditions.ts";
import type { Line, Timeline } from "./timeline.ts";

/** How long a withdrawal is told to those who poll. */
export const WITHDRAWN_FOR_MS = 30 * DAY_MS;

export interface ReplicaPorts {
  language: () => string;
  renditions: Renditions;
  timeline: Timeline;
  contents: Contents;
  aliases: Aliases;
  memory: Memory;
  parts: Parts;
  glossary: Glossary;
}

/** What KV should hold of an edition: each key's value, built from the rows as they are now. */
export class Replicas {
  readonly #ports: ReplicaPorts;

  constructor(ports: ReplicaPorts) {
    this.#ports = ports;
  }

  /** A key's value for KV; null for what KV need not know. */
  build(key: string): Replica | null {
    const named = editionKey(this.#ports.language(), key);
    switch (named?.kind) {
      case "rendition":
        return this.#rendition(named.slug);
      case "front":
        return this.front(named.tag);
      case "page":
        return this.page(named.tag, named.page);
      case "sitemap":
      case "memory":
        return this.#part(named.kind, named.part);
      case "glossary":
        return this.#glossary(named.source);
      default:
        return null;
    }
  }

  /** An article's value if there is something to answer with: a rendition, an alias, or that it was withdrawn. */
  rendition(slug: string): Replica | null {
    const found = this.#rendition(slug);
    return found?.metadata.state === "pending" ? null : found;
  }

  /** The cache tags that a key's change makes stale: internal ids, never slugs or tags. */
  tagsOf(key: string): string[] {
    const language = this.#ports.language();
    const named = editionKey(language, key);
    switch (named?.kind) {
      case "rendition": {
        const id = this.#articleOf(named.slug);
        return id === null ? [] : [`${language}-${id}`];
      }
      case "front":
        return [`f-${language}${suffix(this.#ports.timeline.find(named.tag))}`];
      case "page":
        return [`${language}${suffix(this.#ports.timeline.find(named.tag))}-p${named.page}`];
      case "sitemap":
        return [`s-${language}`];
      default:
        return [];
    }
  }

  /** A line's front; null for a tag that no article has had here. */
  front(tag: string): Replica | null {
    const { contents, timeline } = this.#ports;
    const line = timeline.find(tag);
    if (line === null) return null;
    const { renditions, expiresAt } = contents.front(line);
    // Counted from the last change, not from the clock: the same rows give the same bytes.
    const withdrawn = JSON.stringify(contents.withdrawn(line, line.changed_at - WITHDRAWN_FOR_MS));
    const archive = timeline.frontPage(line.line) - 1 || null;
    const changedAt = new Date(line.changed_at).toISOString();
    const value = `{"tag":${this.#tag(line, timeline.frontPage(line.line), true)},"changed_at":"${changedAt}","withdrawn":${withdrawn},"archive":${archive},"renditions":[${renditions.join(",")}]}`;
    return replica(value, {
      version: line.version,
      changedAt: line.changed_at,
      state: "ready",
      pending: contents.wanted(line).length,
      ...identity(line),
      ...(tag === "" && { entries: timeline.lastEntry(line.line) }),
      ...expiry(expiresAt),
    });
  }

  /** A full timeline page; null for the open one and for those to come. */
  page(tag: string, page: number): Replica | null {
    const { contents, timeline } = this.#ports;
    const line = timeline.find(tag);
    const full = line && timeline.full({ line: line.line, page });
    if (line === null || full === null) return null;
    const { renditions, expiresAt } = contents.page({ line: line.line, page });
    const changedAt = new Date(full.changedAt).toISOString();
    const value = `{"tag":${this.#tag(line, page, false)},"page":${page},"changed_at":"${changedAt}","renditions":[${renditions.join(",")}]}`;
    return replica(value, { ...full, state: "ready", ...identity(line), ...expiry(expiresAt) });
  }

  #rendition(slug: string): Replica | null {
    const row = this.#ports.renditions.find(slug);
    if (row !== null) return this.#ofRow(row);
    const alias = this.#ports.aliases.find(slug);
    if (alias === null) return null;
    const metadata = { version: alias.version, changedAt: alias.changed_at };
    // A name that leads nowhere any more has no article's id: by that a refill knows it.
    if (alias.gone)
      return replica(JSON.stringify({ state: "pending", slug, places: [] }), { ...metadata, state: "pending" });
    const id = this.#articleOf(slug);
    const value = JSON.stringify({ state: "moved", slug, to: alias.slug });
    return replica(value, { ...metadata, ...(id !== null && { id }), state: "moved" });
  }

  /** The id of the article that a slug or an alias stands for, or last stood for. */
  #articleOf(name: string): string | null {
    const { renditions, aliases } = this.#ports;
    const row = renditions.find(name) ?? renditions.find(aliases.find(name)?.slug ?? "");
    return row?.article_id ?? null;
  }

  #ofRow(row: RenditionRow): Replica | null {
    const { version, changed_at: changedAt, article_id: id, slug } = row;
    if (version === 0 && row.rendition === null) return null;
    const places = JSON.stringify(this.#places(slug));
    if (row.rendition !== null) {
      const state = row.state === "ready" ? "ready" : "stale";
      const value = `{"state":"ready","places":${places},"rendition":${row.rendition}}`;
      return replica(value, {
        version,
        changedAt,
        id,
        state,
        ...expiry(row.expires_at),
        ...this.#provenance(row, row.rendition),
      });
    }
    const state = row.state === "withdrawn" ? "withdrawn" : "pending";
    return replica(`{"state":"${state}","places":${places},"slug":"${slug}"}`, { version, changedAt, id, state });
  }

  /** An original is not even read for it. */
  #provenance({ source_language }: RenditionRow, rendition: string): Pick<ReplicaMetadata, "translation"> {
    if (source_language === this.#ports.language()) return {};
    const { translation } = JSON.parse(rendition) as Rendition;
    return translation === null ? {} : { translation: packedProvenance(translation) };
  }

  #places(slug: string): PlaceValue[] {
    const places = this.#ports.timeline.places(slug);
    return places.map(({ tag, entry, page, shown }) => [tag, entry, page, shown === 1 ? 1 : 0]);
  }

  #part(kind: PartKind, part: number): Replica | null {
    const row = this.#ports.parts.find(kind, part);
    const { timeline, contents, memory, language } = this.#ports;
    const line = timeline.find("");
    if (row === null || line === null) return null;
    const value =
      kind === "memory"
        ? ({ entries: memory.range(part * MEMORY_PART + 1, (part + 1) * MEMORY_PART) } satisfies MemoryValue)
        : { entries: contents.sitemap(line.line, part * SITEMAP_PART + 1, (part + 1) * SITEMAP_PART, language()) };
    return replica(JSON.stringify(value), { version: row.version, changedAt: row.changed_at, state: "ready" });
  }

  #glossary(source: string): Replica | null {
    const row = this.#ports.glossary.find(source);
    if (row === null) return null;
    const value = { edited: row.edited, terms: [...this.#ports.glossary.terms(source)] } satisfies GlossaryValue;
    return replica(JSON.stringify(value), { version: row.version, changedAt: row.changed_at, state: "ready" });
  }

  #tag(line: Line, page: number, andLater: boolean): string {
    if (line.tag === "") return "null";
    const label = this.#ports.contents.label(line, { line: line.line, page }, andLater);
    return JSON.stringify({ tag: line.tag, label } satisfies TagValue);
  }
}

/** Tags have internal ids; the edition's own line needs none. */
function identity(line: Line): Pick<ReplicaMetadata, "id"> {
  return line.tag === "" ? {} : { id: `t${line.line}` };
}

function suffix(line: Line | null): string {
  return line === null || line.tag === "" ? "" : `-t${line.line}`;
}

function expiry(expiresAt: number | null): Pick<ReplicaMetadata, "expiresAt"> {
  return expiresAt === null ? {} : { expiresAt };
}

/** The key of an article's place in the sitemap. */
export function sitemapPart(entry: number): number {
  return Math.floor((entry - 1) / SITEMAP_PART);
}
