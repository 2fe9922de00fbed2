import type { Position } from "../newsroom/answers.ts";
import type { RenditionRow } from "./renditions.ts";

type State = RenditionRow["state"];

/** The states of those of these articles that the edition has heard of. */
export function statesOf(sql: SqlStorage, slugs: string[]): Record<string, State> {
  const rows = sql.exec<{ slug: string; state: State }>(
    "SELECT slug, state FROM renditions WHERE slug IN (SELECT value FROM json_each(?))",
    JSON.stringify(slugs),
  );
  return Object.fromEntries(rows.toArray().map(({ slug, state }) => [slug, state]));
}

/** Articles in a state, newest first, after a place in that order; one index has all that it reads. */
export function listByState(sql: SqlStorage, state: State, after: Position | null, limit: number): Position[] {
  const rows = sql.exec<{ published_at: number; slug: string }>(
    `SELECT published_at, slug FROM renditions WHERE state = ? AND (published_at, slug) < (?, ?)
     ORDER BY published_at DESC, slug DESC LIMIT ?`,
    state,
    after?.published_at ?? Number.MAX_SAFE_INTEGER,
    after?.slug ?? "",
    limit,
  );
  return rows.toArray();
}
