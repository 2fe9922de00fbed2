import { digestOfSecret, hasDigest } from "../http/bearer.ts";
import { type Author, SCOPES, type Scope } from "./author.ts";
import { mintToken, type RandomBytes, tokenId } from "./token-text.ts";

/** Of the Newsroom's database. The token itself is kept nowhere: 256 random bits need no salt and no slow hash. */
export const TOKENS_TABLE = `CREATE TABLE tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, last_used_at INTEGER) WITHOUT ROWID`;

const MOST_TOKENS = 100;
/** A use is noted at most once in this time, milliseconds, so that reading does not write. */
const NOTED_EVERY_MS = 3_600_000;
/** Names that the records give to somebody else: EDITOR_TOKEN's holder, shipped seeds, the clock. */
const RESERVED_NAMES = ["editor", "seed", "schedule"];

/** A token as a listing shows it: nothing of its secret. */
export interface ListedToken {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  created_by: string;
  /** To the hour; null before its first use. */
  last_used_at: string | null;
}

/** What `createToken` takes. */
export interface NewToken {
  name: string;
  scopes: readonly Scope[];
  /** Who creates it. */
  by: string;
}

export type CreateTokenAnswer =
  | { outcome: "created"; created: { id: string; name: string; scopes: Scope[]; created_at: string; token: string } }
  | { outcome: "name-taken" }
  | { outcome: "too-many"; most: number }
  /** The newsroom lost its storage and is taking it back. */
  | { outcome: "recovering" };

/** Creates a token. Its text is in this answer and never seen again. */
export function createToken(
  sql: SqlStorage,
  { name, scopes: asked, by }: NewToken,
  now: number,
  random: RandomBytes,
): CreateTokenAnswer {
  const tokens = listTokens(sql);
  if (RESERVED_NAMES.includes(name.toLowerCase()) || tokens.some((token) => token.name === name)) {
    return { outcome: "name-taken" };
  }
  if (tokens.length >= MOST_TOKENS) return { outcome: "too-many", most: MOST_TOKENS };
  const { id, token } = mintToken(random);
  const scopes = SCOPES.filter((scope) => asked.includes(scope));
  sql.exec(
    "INSERT INTO tokens (id, name, digest, scopes, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)",
    id,
    name,
    digestOfSecret(token),
    JSON.stringify(scopes),
    now,
    by,
  );
  return { outcome: "created", created: { id, name, scopes, created_at: new Date(now).toISOString(), token } };
}

/** Every token, oldest first. */
export function listTokens(sql: SqlStorage): ListedToken[] {
  return sql.exec<Row>("SELECT * FROM tokens ORDER BY created_at, name").toArray().map(listed);
}

/** Ends a token at once. Returns its name, or null where there is none. */
export function deleteToken(sql: SqlStorage, id: string): string | null {
  const rows = sql.exec<{ name: string }>("DELETE FROM tokens WHERE id = ? RETURNING name", id).toArray();
  return rows[0]?.name ?? null;
}

/** Whose token this is, or null. The id only finds the row, so only the digest has to be compared in constant time. */
export function authenticate(sql: SqlStorage, token: string, now: number): Author | null {
  const id = tokenId(token);
  if (id === null) return null;
  const row = sql.exec<Row>("SELECT * FROM tokens WHERE id = ?", id).toArray()[0];
  if (row === undefined || !hasDigest(token, row.digest)) return null;
  if (row.last_used_at === null || now - row.last_used_at >= NOTED_EVERY_MS) {
    sql.exec("UPDATE tokens SET last_used_at = ? WHERE id = ?", now, id);
  }
  return { name: row.name, scopes: JSON.parse(row.scopes) as Scope[] };
}

type Row = {
  id: string;
  name: string;
  digest: string;
  scopes: string;
  created_at: number;
  created_by: string;
  last_used_at: number | null;
};

function listed({ id, name, scopes, created_at, created_by, last_used_at }: Row): ListedToken {
  return {
    id,
    name,
    scopes: JSON.parse(scopes) as Scope[],
    created_at: new Date(created_at).toISOString(),
    created_by,
    last_used_at: last_used_at === null ? null : new Date(last_used_at).toISOString(),
  };
}
