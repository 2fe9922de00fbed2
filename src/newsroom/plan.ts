import type { Schedule } from "../objects/schedule.ts";
import type { ArticleRow } from "./articles.ts";

/** No alarm is set further ahead than this, milliseconds: the platform refuses dates after 2189. */
const FARTHEST_MS = 3_650 * 86_400_000;

/**
 * Schedules what an article will do by itself. A plan that a later revision changed looks at the
 * row when it is due, and finds nothing to do, or that it is too early.
 */
export function plan(schedule: Schedule, row: ArticleRow | null, now: number): void {
  if (row?.state === "scheduled") schedule.add("appear", row.slug, lookAt(row.published_at, now));
  if (row?.expires_at) schedule.add("expire", row.slug, lookAt(row.expires_at, now));
}

/** When to look at what is to happen at a time: then, or on the way there. */
export function lookAt(time: number, now: number): number {
  return Math.min(time, now + FARTHEST_MS);
}
