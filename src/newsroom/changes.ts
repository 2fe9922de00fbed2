import type { Article } from "../articles/article.ts";
import type { Content } from "../articles/draft.ts";
import type { Change, Changes } from "./answers.ts";
import type { ArticleRow } from "./articles.ts";

const MOST_CHANGES = 100;
/** About so many characters of content at once. */
const MOST_CHARACTERS = 4_000_000;

/** The newest sequence that editions must hear of; 0 while there is none. */
export function headOf(sql: SqlStorage): number {
  const found = sql.exec<{ head: number | null }>("SELECT max(sequence) AS head FROM articles WHERE appeared = 1");
  return found.one().head ?? 0;
}

/**
 * Articles changed after a cursor, oldest change first. A cursor names a row of the log, its time and
 * the log's epoch: where they do not meet, the log is not the one that the cursor was taken from.
 */
export function changesSince(sql: SqlStorage, cursor: string | null): Changes {
  const head = headOf(sql);
  const epoch = epochOf(sql);
  const since = sequenceOf(sql, cursor, epoch);
  if (since === null) return { changes: [], head, restarted: true };
  const changes: Change[] = [];
  let characters = 0;
  const rows = sql.exec<ChangeRow>(
    `SELECT articles.*, log.at FROM articles CROSS JOIN log ON log.sequence = articles.sequence
     WHERE appeared = 1 AND articles.sequence > ? ORDER BY articles.sequence LIMIT ${MOST_CHANGES}`,
    since,
  );
  for (const row of rows) {
    changes.push(change(row, epoch));
    characters += row.content.length;
    if (characters > MOST_CHARACTERS) break;
  }
  return { changes, head, restarted: false };
}

/** The latest withdrawals after a sequence, oldest first: an edition need not wait for what the log has before them. */
export function withdrawnSince(sql: SqlStorage, sequence: number): Change[] {
  const rows = sql.exec<ChangeRow>(
    `SELECT articles.*, log.at FROM articles CROSS JOIN log ON log.sequence = articles.sequence
     WHERE appeared = 1 AND state = 'withdrawn' AND articles.sequence > ? ORDER BY articles.sequence DESC LIMIT ${MOST_CHANGES}`,
    sequence,
  );
  const epoch = epochOf(sql);
  // One by one: none of their contents is kept.
  return Array.from(rows, (row) => change(row, epoch)).reverse();
}

type ChangeRow = ArticleRow & { content: string; at: number };

/** How often rows came into the log behind its head, as a restored export's do. */
function epochOf(sql: SqlStorage): number {
  const rows = sql.exec<{ value: string }>("SELECT value FROM state WHERE name = 'log-epoch'").toArray();
  return Number(rows[0]?.value ?? 0);
}

/** Rows came into the log behind its head: whoever follows it has to begin anew. */
export function beginEpoch(sql: SqlStorage): void {
  sql.exec("INSERT OR REPLACE INTO state (name, value) VALUES ('log-epoch', ?)", String(epochOf(sql) + 1));
}

function sequenceOf(sql: SqlStorage, cursor: string | null, epoch: number): number | null {
  if (cursor === null) return 0;
  const [sequence, at, its = 0] = cursor.split(".").map(Number);
  if (sequence === undefined || at === undefined || Number.isNaN(sequence) || Number.isNaN(at)) return null;
  if (its !== epoch) return null;
  const found = sql.exec("SELECT 1 FROM log WHERE sequence = ? AND at = ?", sequence, at);
  return found.toArray().length > 0 ? sequence : null;
}

function change(row: ChangeRow, epoch: number): Change {
  const { slug, language, sequence, revision } = row;
  const id = `a${row.id}`;
  const published_at = new Date(row.published_at).toISOString();
  return {
    cursor: `${sequence}.${row.at}${epoch === 0 ? "" : `.${epoch}`}`,
    sequence,
    slug,
    id,
    language,
    published_at,
    aliases: JSON.parse(row.aliases) as string[],
    article: row.state === "published" ? article() : null,
  };

  function article(): Article {
    const updated_at = new Date(row.updated_at).toISOString();
    const content = JSON.parse(row.content) as Content;
    // Content that was kept before articles could expire does not say that they never do.
    return { id, slug, revision, ...content, expires_at: content.expires_at ?? null, published_at, updated_at };
  }
}
