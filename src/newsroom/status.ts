import type { Standing } from "../objects/schedule.ts";
import type { DriftReport } from "../replica/drift.ts";
import type { NewsroomStatus } from "./answers.ts";
import { headOf } from "./changes.ts";

export interface Seen {
  isRecovering: boolean;
  outbox: Standing[];
  drift: DriftReport;
}

/** How the newsroom is, for operators. */
export function statusOf(sql: SqlStorage, { isRecovering, outbox, drift }: Seen): NewsroomStatus {
  const states = sql.exec<{ state: string; n: number }>("SELECT state, count(*) AS n FROM articles GROUP BY state");
  const heard = sql.exec<{ language: string; acknowledged: number }>("SELECT * FROM editions");
  return {
    state: isRecovering ? "recovering" : "ok",
    articles: Object.fromEntries(states.toArray().map(({ state, n }) => [state, n])),
    head: headOf(sql),
    editions: Object.fromEntries(heard.toArray().map(({ language, acknowledged }) => [language, acknowledged])),
    outbox: outbox.map(({ kind, count, dueAt, attempts }) => ({
      kind,
      count,
      due_at: new Date(dueAt).toISOString(),
      attempts,
    })),
    drift,
  };
}
