import { dayOf, monthOf, nextDay, nextMonth } from "../../../src/edition/days.ts";

const DAY_MS = 86_400_000;

/**
 * A noon that is still to come, the next midnight, and the next first of a month: an object whose
 * clock is behind the platform's would have its alarms ring without end. The day after is of the same month.
 */
export const NOON = noon();
export const MIDNIGHT = nextDay(NOON);
export const NEXT_MONTH = nextMonth(NOON);
export const [TODAY, TOMORROW] = [dayOf(NOON), dayOf(MIDNIGHT)];

function noon(): number {
  const next = nextDay(Date.now()) + DAY_MS / 2;
  return monthOf(next).first === monthOf(next + DAY_MS).first ? next : next + DAY_MS;
}
