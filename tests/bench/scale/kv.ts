import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Entry } from "./replica.ts";

/** What KV was asked for. */
export interface KvCounts {
  reads: number;
  lists: number;
  /** By the first part of the key: `rendition`, `front`, `page`… */
  writes: Record<string, number>;
}

/**
 * KV on loopback, in the bench's own process, so that what it costs is not counted as the Worker's.
 * Answers what a runtime's KV binding asks. Values lie deflated in a file: a hundred thousand articles
 * are more than memory should hold.
 */
export class Kv {
  readonly #db: DatabaseSync;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #counts: KvCounts = { reads: 0, lists: 0, writes: {} };
  #putAt = 0;
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
    this.#db.exec("CREATE TABLE kv (key TEXT PRIMARY KEY, metadata TEXT, bytes INTEGER, value BLOB)");
  }

  async start(): Promise<string> {
    // A connection that is closed while the Worker takes it up again is a put that failed.
    this.#server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#db.close();
  }

  /** Lays down keys before anybody asks. */
  fill(entries: Iterable<Entry>): void {
    this.#db.exec("BEGIN");
    for (const { key, value, metadata } of entries) this.#put(key, JSON.stringify(metadata), Buffer.from(value));
    this.#db.exec("COMMIT");
  }

  /** Counts since the last time. */
  counted(): KvCounts {
    const counts = this.#counts;
    this.#counts = { reads: 0, lists: 0, writes: {} };
    return counts;
  }

  size(): { keys: number; bytes: number } {
    return this.#db.prepare("SELECT count(*) AS keys, sum(bytes) AS bytes FROM kv").get() as {
      keys: number;
      bytes: number;
    };
  }

  /** Resolves with the next put of a key. */
  put(key: string): Promise<void> {
    return new Promise((resolve) => this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), resolve]));
  }

  /** Resolves when nothing was put for some milliseconds. */
  async silent(ms: number): Promise<void> {
    for (let wait = ms; wait > 0; wait = this.#putAt + ms - Date.now()) {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  #put(key: string, metadata: string | null, value: Buffer): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO kv (key, metadata, bytes, value) VALUES (?, ?, ?, ?)")
      .run(key, metadata, value.byteLength, deflateRawSync(value, { level: 1 }));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://kv");
    const key = decodeURIComponent(pathname.slice(1));
    if (request.method === "PUT") {
      const kind = key.split("/", 1)[0] as string;
      this.#counts.writes[kind] = (this.#counts.writes[kind] ?? 0) + 1;
      this.#put(key, (request.headers["cf-kv-metadata"] as string | undefined) ?? null, await bodyOf(request));
      this.#putAt = Date.now();
      for (const resolve of this.#waiting.get(key) ?? []) resolve();
      this.#waiting.delete(key);
      return void response.end();
    }
    if (request.method === "POST") return this.#bulk(JSON.parse(String(await bodyOf(request))), response);
    if (key === "") return this.#list(searchParams, response);
    this.#counts.reads++;
    const row = this.#find(key);
    if (row === null) return void response.writeHead(404).end();
    response.writeHead(200, row.metadata === null ? {} : { "cf-kv-metadata": row.metadata }).end(row.value);
  }

  #find(key: string): { metadata: string | null; value: Buffer } | null {
    const row = this.#db.prepare("SELECT metadata, value FROM kv WHERE key = ?").get(key);
    if (row === undefined) return null;
    return { metadata: row["metadata"] as string | null, value: inflateRawSync(row["value"] as Uint8Array) };
  }

  #bulk(
    { keys, type, withMetadata }: { keys: string[]; type?: string; withMetadata?: boolean },
    response: ServerResponse,
  ): void {
    this.#counts.reads += keys.length;
    const found = keys.map((key): [string, unknown] => {
      const row = this.#find(key);
      const text = row && String(row.value);
      const value = text !== null && type === "json" ? JSON.parse(text) : text;
      if (!withMetadata) return [key, value];
      return [key, row && { value, metadata: row.metadata && JSON.parse(row.metadata) }];
    });
    response.end(JSON.stringify(Object.fromEntries(found)));
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    this.#counts.lists++;
    const prefix = query.get("prefix") ?? "";
    const limit = Number(query.get("key_count_limit") ?? 1_000);
    const after = query.get("cursor") ?? prefix;
    const rows = this.#db
      .prepare("SELECT key, metadata FROM kv WHERE key > ? AND key < ? ORDER BY key LIMIT ?")
      .all(after, `${prefix}\u{7f}`, limit + 1) as { key: string; metadata: string | null }[];
    // The cursor is exclusive; the prefix itself is a key of its own: `front/en`.
    if (!query.has("cursor")) {
      const own = this.#db.prepare("SELECT key, metadata FROM kv WHERE key = ?").get(prefix);
      if (own !== undefined) rows.unshift(own as (typeof rows)[number]);
    }
    const page = rows.slice(0, limit);
    const keys = page.map(({ key, metadata }) => ({ name: key, ...(metadata !== null && { metadata }) }));
    const rest = rows.length > limit ? { list_complete: false, cursor: page.at(-1)?.key } : { list_complete: true };
    response.end(JSON.stringify({ keys, ...rest, cacheStatus: null }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
