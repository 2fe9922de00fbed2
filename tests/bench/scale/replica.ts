import { digestOf } from "../../../src/newsroom/revisions.ts";
import { keys } from "../../../src/replica/keys.ts";
import {
  MEMORY_PART,
  type MemoryValueEntry,
  type PlaceValue,
  type Replica,
  type ReplicaMetadata,
  replica,
  SITEMAP_PART,
  type SitemapEntry,
} from "../../../src/replica/values.ts";
import { type Corpus, EDITIONS, SOURCE, TAGS } from "./corpus.ts";

/** A timeline page closes at so many entries. */
const PAGE = 30;

export type Entry = Replica & { key: string };

/**
 * Everything that KV holds of a publication of `n` articles in three editions, key by key: what the
 * objects themselves would have put there. They take it back, compare it with their rows by its
 * digests, and report what differs, so the bench sees whether this is true.
 */
export function* replicaOf(corpus: Corpus, n: number): Generator<Entry> {
  for (let i = 0; i < n; i++) yield backupOf(corpus, i);
  for (const language of EDITIONS) yield* editionOf(corpus, n, language);
}

function backupOf(corpus: Corpus, i: number): Entry {
  const draft = corpus.draft(i);
  const [slug, at, sequence] = [corpus.slug(i), corpus.publishedAt(i), i + 1];
  const tags = JSON.stringify(draft.tags);
  const article = {
    ...{ id: i + 1, slug, state: "published", revision: 1, version: 1, language: SOURCE, title: draft.title },
    ...{ published_at: at, updated_at: at, expires_at: null, sequence, appeared: 1, tags, aliases: "[]" },
  };
  const text = JSON.stringify(draft);
  const revision = { slug, revision: 1, draft: text, digest: digestOf(draft, at), author: "bench", at };
  const entry = { sequence, slug, kind: "publish", revision: 1, author: "bench", reason: null, at };
  return entryOf(keys.article(slug), JSON.stringify({ article, revision, entry }), {
    version: 1 + sequence,
    changedAt: at,
  });
}

function* editionOf(corpus: Corpus, n: number, language: string): Generator<Entry> {
  const lines = ["", ...TAGS].map((tag, at) => new Line(language, tag, at + 1));
  let sitemap: SitemapEntry[] = [];
  for (let i = 0; i < n; i++) {
    const [slug, at] = [corpus.slug(i), corpus.publishedAt(i)];
    const rendition = corpus.rendition(i, language);
    const { id, title, published_at, updated_at, expires_at } = JSON.parse(rendition) as Record<string, string>;
    const places: PlaceValue[] = [];
    for (const line of lines) {
      if (line.tag !== "" && !corpus.tags(i).includes(line.tag)) continue;
      places.push(line.place());
      yield* line.add(rendition, at);
    }
    const value = `{"state":"ready","places":${JSON.stringify(places)},"rendition":${rendition}}`;
    yield entryOf(keys.rendition(language, slug), value, { version: 1, changedAt: at, id: id as string });
    const unreviewed = language !== SOURCE && { unreviewed: true };
    sitemap.push({ slug, title, published_at, updated_at, expires_at, ...unreviewed } as SitemapEntry);
    if (sitemap.length < SITEMAP_PART && i + 1 < n) continue;
    const part = Math.floor(i / SITEMAP_PART);
    yield entryOf(keys.sitemap(language, part), JSON.stringify({ entries: sitemap }), { version: 1, changedAt: at });
    sitemap = [];
  }
  for (const line of lines) yield line.front(corpus.publishedAt(n - 1));
  if (language !== SOURCE) yield* memoryOf(corpus, n, language);
}

function* memoryOf(corpus: Corpus, n: number, language: string): Generator<Entry> {
  let entries: MemoryValueEntry[] = [];
  let id = 0;
  for (let i = -1; i < n; i++) {
    const created_at = corpus.publishedAt(Math.max(0, i));
    for (const text of i < 0 ? corpus.labelMemory(language) : corpus.memory(i, language)) {
      const { key, source, target } = text;
      // In the order of the table's columns, as the object writes it: values are compared by digest.
      entries.push({
        id: ++id,
        key,
        origin: "machine",
        source_language: SOURCE,
        source,
        target,
        engine: "deepl",
        created_at,
        reviewer: null,
        outdated: 0,
      });
      if (entries.length < MEMORY_PART) continue;
      yield memoryPart(language, id, entries);
      entries = [];
    }
  }
  if (entries.length > 0) yield memoryPart(language, id, entries);
}

function memoryPart(language: string, lastId: number, entries: MemoryValueEntry[]): Entry {
  const changedAt = entries.at(-1)?.created_at ?? 0;
  const key = keys.memory(language, Math.floor((lastId - 1) / MEMORY_PART));
  return entryOf(key, JSON.stringify({ entries }), { version: 1, changedAt });
}

/** A timeline as its pages fill: keeps no more than its front shows. */
class Line {
  readonly tag: string;
  readonly #language: string;
  readonly #number: number;
  #entries = 0;
  #full: string[] = [];
  #open: string[] = [];

  constructor(language: string, tag: string, number: number) {
    this.tag = tag;
    this.#language = language;
    this.#number = number;
  }

  /** Where the next entry stands. */
  place(): PlaceValue {
    return [this.tag, this.#entries + 1, Math.floor(this.#entries / PAGE) + 1, 1];
  }

  /** Adds a rendition; a page that it fills is one more key. */
  *add(rendition: string, at: number): Generator<Entry> {
    this.#entries++;
    this.#open.push(rendition);
    if (this.#open.length < PAGE) return;
    [this.#full, this.#open] = [this.#open, []];
    const page = this.#entries / PAGE;
    const text = `{"tag":${this.#told(this.#full)},"page":${page},"changed_at":"${new Date(at).toISOString()}","renditions":[${this.#full.toReversed().join(",")}]}`;
    yield entryOf(keys.page(this.#language, page, this.tag), text, { version: PAGE, changedAt: at, ...this.#id() });
  }

  front(at: number): Entry {
    const shown = [...this.#full, ...this.#open];
    const archive = Math.floor(this.#entries / PAGE) - 1;
    const text = `{"tag":${this.#told(shown)},"changed_at":"${new Date(at).toISOString()}","withdrawn":[],"archive":${archive > 0 ? archive : null},"renditions":[${shown.toReversed().join(",")}]}`;
    const entries = this.tag === "" && { entries: this.#entries };
    const metadata = { version: this.#entries, changedAt: at, pending: 0, ...this.#id(), ...entries };
    return entryOf(keys.front(this.#language, this.tag), text, metadata);
  }

  /** The tag and its label as the newest of some entries has it. */
  #told(renditions: string[]): string {
    if (this.tag === "") return "null";
    const newest = JSON.parse(renditions.at(-1) as string) as { tag_labels: Record<string, string> };
    return JSON.stringify({ tag: this.tag, label: newest.tag_labels[this.tag] });
  }

  #id() {
    return this.tag === "" ? {} : { id: `t${this.#number}` };
  }
}

function entryOf(key: string, value: string, metadata: Omit<ReplicaMetadata, "digest" | "state">): Entry {
  return { key, ...replica(value, { ...metadata, state: "ready" }) };
}
