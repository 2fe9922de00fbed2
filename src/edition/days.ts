export const DAY_MS = 86_400_000;

/** The UTC day, `2026-11-23`. */
export function dayOf(now: number): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The next midnight UTC, milliseconds since the epoch. */
export function nextDay(now: number): number {
  return Date.parse(`${dayOf(now)}T00:00:00Z`) + DAY_MS;
}

/** The first and the last day that a month of the UTC calendar can have: `2026-11-01`, `2026-11-31`. */
export function monthOf(now: number): { first: string; last: string } {
  const month = dayOf(now).slice(0, 7);
  return { first: `${month}-01`, last: `${month}-31` };
}

/** When the next month begins (UTC), milliseconds since the epoch. */
export function nextMonth(now: number): number {
  const at = new Date(now);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
}
