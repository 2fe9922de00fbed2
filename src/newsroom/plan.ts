import type { Schedule } from "../objects/schedule.ts";
import type { ArticleRow } from "./articles.ts";

/**
 * Schedules what an article will do by itself. A plan that a later revision made void looks at the
 * row when it is due, and finds nothing to do.
 */
export function plan(schedule: Schedule, row: ArticleRow | null): void {
  if (row?.state === "scheduled") schedule.postpone("appear", row.slug, row.published_at);
  if (row?.expires_at) schedule.postpone("expire", row.slug, row.expires_at);
}
