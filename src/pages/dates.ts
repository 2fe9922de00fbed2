import { html, type Markup } from "./markup.ts";
import type { Messages } from "./messages.ts";

const DAY = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" } as const;
const MINUTE = { ...DAY, hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } as const;

/** An RFC 3339 instant as `<time>`, in words to the day. */
export function day(instant: string, m: Messages): Markup {
  return html`<time datetime="${instant}">${format(instant, m.locale, "day")}</time>`;
}

/** An RFC 3339 instant as `<time>`, in words to the minute, in UTC and saying so. */
export function moment(instant: string, m: Messages): Markup {
  return html`<time datetime="${instant}">${format(instant, m.locale, "minute")}</time>`;
}

/** Whether two instants read the same to the minute. */
export function sameMinute(a: string, b: string): boolean {
  return Math.floor(Date.parse(a) / 60_000) === Math.floor(Date.parse(b) / 60_000);
}

const STEPS = [
  ["second", 1, 120],
  ["minute", 60, 120 * 60],
  ["hour", 3_600, 48 * 3_600],
  ["day", 86_400, Number.POSITIVE_INFINITY],
] as const;

/** Seconds in words, rounded up: nobody is told to come back too early. */
export function duration(seconds: number, m: Messages): string {
  const [unit, size] = STEPS.find(([, , below]) => seconds < below) ?? STEPS[0];
  const words = new Intl.NumberFormat(m.locale, { style: "unit", unit, unitDisplay: "long" });
  return words.format(Math.ceil(seconds / size));
}

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(instant: string, locale: string, precision: "day" | "minute"): string {
  const key = `${locale} ${precision}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat(locale, precision === "day" ? DAY : MINUTE);
    formatters.set(key, formatter);
  }
  return formatter.format(new Date(instant));
}
