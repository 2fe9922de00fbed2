import type { EditionStatus, EngineStatus } from "./answers.ts";
import { dayOf } from "./days.ts";
import type { Workings } from "./workings.ts";

export interface Seen {
  language: string;
  heard: number;
  /** Milliseconds since the epoch. */
  now: number;
  /** The engines' names, in order. */
  engines: string[];
}

/** How an edition is, for operators. Counts read an index, and nobody asks every second. */
export function statusOf(of: Workings, { language, heard, now, engines }: Seen): EditionStatus {
  const states = of.sql.exec<{ state: string; n: number }>(
    "SELECT state, count(*) AS n FROM renditions GROUP BY state",
  );
  const count = (table: "lines" | "memory") => of.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
  const month = of.ledger.thisMonth(now);
  return {
    language,
    state: of.refill.isOn() ? "recovering" : "ok",
    heard,
    renditions: Object.fromEntries(states.toArray().map(({ state, n }) => [state, n])),
    tags: Math.max(0, count("lines") - 1),
    memory: count("memory"),
    outbox: of.schedule.standing().map(({ kind, count, dueAt, attempts }) => ({
      kind,
      count,
      due_at: new Date(dueAt).toISOString(),
      attempts,
    })),
    engines: engines.map((name) => engineOf(of, name, now)),
    spending: {
      day: dayOf(now),
      ...of.ledger.today(now),
      ...of.ceilings.budget(),
      this_month: month.reserved + month.settled,
      unsettled: of.unsettled.open(),
    },
    drift: of.drift.report(),
  };
}

function engineOf(of: Workings, name: string, now: number): EngineStatus {
  const pause = of.breakers.pause(name);
  const { failures, kind: failure } = pause ?? { failures: 0, kind: null };
  const told = { name, until: null, failures, failure };
  if (of.settings.get("spending-unconfirmed") !== null) return { ...told, state: "awaits-confirmation" };
  if (pause === null) return { ...told, state: "ready" };
  if (pause.until <= now) return { ...told, state: "failing" };
  return { ...told, state: "paused", until: new Date(pause.until).toISOString() };
}
