import Service, { Edition as ServiceEdition, Newsroom as ServiceNewsroom } from "../../../src/index.ts";

/** What one statement has cost. */
export interface StatementCount {
  sql: string;
  calls: number;
  read: number;
  written: number;
}

/** What `GET /bench` answers: bytes of each object's database, and every statement's cost since the last time. */
export interface Measured {
  sizes: Record<string, number>;
  statements: StatementCount[];
}

type Cursor = SqlStorageCursor<Record<string, SqlStorageValue>>;

const counts = new Map<string, StatementCount>();
/** By object: a cursor may be looked at only by its own. The newest may not be read to their end yet. */
const cursors = new WeakMap<SqlStorage, { sql: string; cursor: Cursor }[]>();
const KEPT_CURSORS = 100;
const ALARM = "setAlarm";

/** The service with its objects as they are, and a count beside every statement that they run. */
export class Newsroom extends ServiceNewsroom {
  constructor(ctx: DurableObjectState, env: Env) {
    count(ctx.storage);
    super(ctx, env);
  }

  /** Bytes of the database; what was run is counted to its end. */
  measured(): number {
    fold(this.ctx.storage.sql, 0);
    return this.ctx.storage.sql.databaseSize;
  }
}

export class Edition extends ServiceEdition {
  constructor(ctx: DurableObjectState, env: Env) {
    count(ctx.storage);
    super(ctx, env);
  }

  measured(): number {
    fold(this.ctx.storage.sql, 0);
    return this.ctx.storage.sql.databaseSize;
  }
}

/** Plain workerd has no rate limits. */
const UNLIMITED: RateLimit = { limit: async () => ({ success: true }) };

export default class extends Service {
  constructor(ctx: ExecutionContext, env: Env) {
    super(ctx, { ...env, MISS_LIMIT: UNLIMITED, AUTH_LIMIT: UNLIMITED });
  }

  override async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname === "/bench") return Response.json(await this.#measured());
    return super.fetch(request);
  }

  async #measured(): Promise<Measured> {
    const newsroom = this.env.NEWSROOM.getByName("newsroom") as unknown as DurableObjectStub<Newsroom>;
    const sizes: Record<string, number> = { newsroom: await newsroom.measured() };
    for (const language of this.env.EDITIONS.split(",")) {
      const edition = this.env.EDITION.getByName(language) as unknown as DurableObjectStub<Edition>;
      sizes[language] = await edition.measured();
    }
    const statements = [...counts.values()];
    counts.clear();
    return { sizes, statements };
  }
}

let isWrapped = false;

/** All objects live in this isolate, so the storage's own methods are wrapped once, for all of them. */
function count(storage: DurableObjectStorage): void {
  if (isWrapped) return;
  isWrapped = true;
  const sql = Object.getPrototypeOf(storage.sql) as SqlStorage;
  const { exec } = sql;
  sql.exec = function (this: SqlStorage, query: string, ...bindings: unknown[]) {
    const cursor = exec.call(this, query, ...bindings);
    const own = cursors.get(this) ?? [];
    cursors.set(this, own);
    own.push({ sql: query, cursor });
    if (own.length >= 2 * KEPT_CURSORS) fold(this, KEPT_CURSORS);
    return cursor;
  } as typeof exec;
  const own = Object.getPrototypeOf(storage) as DurableObjectStorage;
  const { setAlarm } = own;
  own.setAlarm = function (this: DurableObjectStorage, ...time: Parameters<typeof setAlarm>) {
    // Setting an alarm is billed as a row written.
    add(ALARM, 0, 1);
    return setAlarm.apply(this, time);
  };
}

/** Counts an object's cursors but the newest. */
function fold(storage: SqlStorage, kept: number): void {
  const own = cursors.get(storage) ?? [];
  for (const { sql, cursor } of own.splice(0, own.length - kept)) add(sql, cursor.rowsRead, cursor.rowsWritten);
}

function add(sql: string, read: number, written: number): void {
  const found = counts.get(sql) ?? { sql, calls: 0, read: 0, written: 0 };
  counts.set(sql, found);
  found.calls++;
  found.read += read;
  found.written += written;
}
