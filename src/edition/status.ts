import type { EditionStatus } from "./answers.ts";
import { dayOf } from "./spending.ts";
import type { Workings } from "./workings.ts";

export interface Seen {
  language: string;
  heard: number;
  /** Milliseconds since the epoch. */
  now: number;
  /** The engine's name; null where none is configured. */
  engine: string | null;
}

/** How an edition is, for operators. Counts read an index, and nobody asks every second. */
export function statusOf(of: Workings, { language, heard, now, engine }: Seen): EditionStatus {
  const states = of.sql.exec<{ state: string; n: number }>(
    "SELECT state, count(*) AS n FROM renditions GROUP BY state",
  );
  const count = (table: "lines" | "memory") => of.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
  const allowance = of.spending.allowance(false);
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
    engine: engineOf(of, engine, now),
    spending: { day: dayOf(now), ...of.spending.today(now), daily_characters: allowance },
    drift: of.drift.report(),
  };
}

function engineOf(of: Workings, name: string | null, now: number): EditionStatus["engine"] {
  if (name === null) return { name, state: "off", until: null };
  if (of.settings.get("spending-unconfirmed") !== null) return { name, state: "awaits-confirmation", until: null };
  const held = of.holdOff.active(now);
  if (held === null) return { name, state: "ready", until: null };
  return { name, state: "paused", until: new Date(held.until).toISOString() };
}
