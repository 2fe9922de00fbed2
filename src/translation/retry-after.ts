/** Longest pause that an engine's word, or a hub's, is taken for, milliseconds. */
const MOST_MS = 86_400_000;

/**
 * Retry-After in either form, as milliseconds from `now` (RFC 9110 §10.2.3); null where there is
 * none, or nothing that can be read.
 */
export function retryAfterMs(field: string | null, now: number): number | null {
  const value = field?.trim() ?? "";
  if (!/^(\d+$|[A-Z][a-z]{2})/.test(value)) return null;
  const wait = /^\d/.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.min(MOST_MS, Math.max(0, wait));
}
