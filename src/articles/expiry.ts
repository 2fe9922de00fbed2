/** What is left of a list at some instant. Times are milliseconds since the epoch. */
export interface Unexpired<T> {
  items: T[];
  /** How many have ended. The same list and the same number mean the same items. */
  gone: number;
  /** When the last of those that are gone ended; null while none is. */
  lastEnd: number | null;
  /** When the next of those that are left ends; null where none does. */
  nextEnd: number | null;
}

/** The items that have not ended at `now`, in their order. @param endOf null for what never ends */
export function unexpired<T>(items: readonly T[], endOf: (item: T) => number | null, now: number): Unexpired<T> {
  const left: T[] = [];
  let lastEnd: number | null = null;
  let nextEnd: number | null = null;
  for (const item of items) {
    const end = endOf(item);
    if (end !== null && end <= now) {
      lastEnd = Math.max(lastEnd ?? end, end);
      continue;
    }
    left.push(item);
    if (end !== null) nextEnd = Math.min(nextEnd ?? end, end);
  }
  return { items: left, gone: items.length - left.length, lastEnd, nextEnd };
}

/** What is wrong with an article's end, in milliseconds since the epoch like the others; null where nothing is. */
export function expiryFault(expiresAt: number | null, publishedAt: number, now: number): string | null {
  if (expiresAt === null) return null;
  if (expiresAt <= now) return "must be later than now";
  return expiresAt <= publishedAt ? "must be later than published_at" : null;
}

/** When something expires; null for never. Values written before there was an expiry have no such member. */
export function expiryOf({ expires_at }: { expires_at?: string | null | undefined }): number | null {
  return expires_at ? Date.parse(expires_at) : null;
}
