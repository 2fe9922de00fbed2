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
 * Answers what a runtime's KV binding asks. Values lie in a file, those that were there from the
 * beginning deflated: a hundred thousand articles are more than memory should hold.
 */
export class Kv {
  readonly #db: DatabaseSync;
  readonly #server = createServer((request, response) => {
    // Who goes away in the middle of a request gets no answer.
    this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  #counts: KvCounts = { reads: 0, lists: 0, writes: {} };
  #putAt = 0;
  readonly #waiting = new Map<string, (() => void)[]>();

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
    this.#db.exec("CREATE TABLE kv (key TEXT PRIMARY KEY, metadata TEXT, bytes INTEGER, deflated INTEGER, value BLOB)");
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
    for (const { key, value, metadata } of entries) {
      const bytes = Buffer.from(value);
      this.#put(key, JSON.stringify(metadata), bytes, deflateRawSync(bytes, { level: 1 }));
    }
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

  /** A value as it lies there, for who fills objects. */
  text(key: string): string | null {
    const row = this.#find(key);
    return row && String(row.value);
  }

  /** As much of the runtime's binding as a walk needs. */
  namespace(): KVNamespace {
    const list = async ({ prefix, cursor, limit }: { prefix: string; cursor: string | null; limit: number }) => {
      const { keys, ...rest } = this.#page(prefix, cursor, limit);
      return {
        keys: keys.map(({ key, metadata }) => ({ name: key, metadata: JSON.parse(metadata ?? "null") })),
        ...rest,
      };
    };
    return { list, get: async (key: string) => this.text(key) } as unknown as KVNamespace;
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

  #put(key: string, metadata: string | null, value: Buffer, deflated: Buffer | null = null): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO kv (key, metadata, bytes, deflated, value) VALUES (?, ?, ?, ?, ?)")
      .run(key, metadata, value.byteLength, deflated === null ? 0 : 1, deflated ?? value);
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
    const row = this.#db.prepare("SELECT metadata, deflated, value FROM kv WHERE key = ?").get(key);
    if (row === undefined) return null;
    const value = row["value"] as Uint8Array;
    const metadata = row["metadata"] as string | null;
    return { metadata, value: row["deflated"] === 1 ? inflateRawSync(value) : Buffer.from(value) };
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
    const limit = Number(query.get("key_count_limit") ?? 1_000);
    const { keys, ...rest } = this.#page(query.get("prefix") ?? "", query.get("cursor"), limit);
    const named = keys.map(({ key, metadata }) => ({ name: key, ...(metadata !== null && { metadata }) }));
    response.end(JSON.stringify({ keys: named, ...rest, cacheStatus: null }));
  }

  #page(prefix: string, cursor: string | null, limit: number) {
    const rows = this.#db
      .prepare(
        `SELECT key, metadata FROM kv WHERE key ${cursor === null ? ">=" : ">"} ? AND key < ? ORDER BY key LIMIT ?`,
      )
      .all(cursor ?? prefix, `${prefix}\u{7f}`, limit + 1) as { key: string; metadata: string | null }[];
    const keys = rows.slice(0, limit);
    if (rows.length <= limit) return { keys, list_complete: true };
    return { keys, list_complete: false, cursor: keys.at(-1)?.key };
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
