import type { AuditEntry } from "./answers.ts";

/** One row of the log, which is what editions follow and the audit at once. */
export interface Entry {
  /** `publish`, `correct`, `restore`, `withdraw`, `schedule`, `appear`, `expire`, `token-created`… */
  kind: string;
  /** The name of a token, `seed`, or `schedule` for what nobody asked for at that moment. */
  author: string;
  slug?: string | null;
  revision?: number | null;
  reason?: string | null;
}

/** Writes a row of the log in the caller's transaction. Returns its sequence. */
export function recordAudit(sql: SqlStorage, entry: Entry, now: number): number {
  return sql
    .exec<{ sequence: number }>(
      "INSERT INTO log (slug, kind, revision, author, reason, at) VALUES (?, ?, ?, ?, ?, ?) RETURNING sequence",
      entry.slug ?? null,
      entry.kind,
      entry.revision ?? null,
      entry.author,
      entry.reason ?? null,
      now,
    )
    .one().sequence;
}

type Row = Required<Entry> & { sequence: number; at: number };

/** The log before a sequence (null: from its end), newest first. */
export function auditBefore(sql: SqlStorage, sequence: number | null, limit: number): AuditEntry[] {
  const rows = sql.exec<Row & Record<string, SqlStorageValue>>(
    "SELECT * FROM log WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
    sequence ?? Number.MAX_SAFE_INTEGER,
    limit,
  );
  return rows.toArray().map(auditEntry);
}

/** One row of the log, or null. */
export function auditAt(sql: SqlStorage, sequence: number): AuditEntry | null {
  const row = sql
    .exec<Row & Record<string, SqlStorageValue>>("SELECT * FROM log WHERE sequence = ?", sequence)
    .toArray()[0];
  return row === undefined ? null : auditEntry(row);
}

function auditEntry({ sequence, at, author, kind, slug, revision, reason }: Row): AuditEntry {
  return { sequence, at: new Date(at).toISOString(), by: author, action: kind, slug, revision, reason };
}

/** The log's newest sequence; 0 while it is empty. */
export function lastSequence(sql: SqlStorage): number {
  return sql.exec<{ last: number | null }>("SELECT max(sequence) AS last FROM log").one().last ?? 0;
}

/** The articles that the log names after a sequence. */
export function slugsSince(sql: SqlStorage, sequence: number): string[] {
  const rows = sql.exec<{ slug: string }>(
    "SELECT DISTINCT slug FROM log WHERE sequence > ? AND slug IS NOT NULL",
    sequence,
  );
  return rows.toArray().map(({ slug }) => slug);
}
