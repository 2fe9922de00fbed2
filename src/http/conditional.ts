/** What a representation is compared by. */
export interface Validators {
  /** An entity tag as sent, `W/"…"`. */
  etag: string;
  /** Last change, milliseconds since the epoch; null where nobody knows it. */
  modifiedAt: number | null;
}

/**
 * Whether a GET or HEAD may be answered 304. If-None-Match decides alone where it is present
 * (RFC 9110 §13.2.2); it compares weakly (§13.1.2), and `*` matches whatever exists.
 */
export function isNotModified(request: Headers, { etag, modifiedAt }: Validators): boolean {
  const noneMatch = request.get("if-none-match");
  if (noneMatch !== null) return matchesWeakly(noneMatch, etag);
  const since = request.get("if-modified-since");
  if (since === null || modifiedAt === null) return false;
  const date = httpDate(since);
  // What is no date is ignored (§13.1.3). HTTP dates have whole seconds.
  return date !== null && Math.floor(modifiedAt / 1000) <= Math.floor(date / 1000);
}

/** The three spellings of an HTTP date (RFC 9110 §5.6.7); `Date.parse` alone would take a bare "9999" for one. */
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/** An HTTP date in milliseconds since the epoch, or null. */
function httpDate(field: string): number | null {
  if (!HTTP_DATES.some((spelling) => spelling.test(field))) return null;
  // The third says no zone, and means UTC.
  const time = Date.parse(field.endsWith("GMT") ? field : `${field} GMT`);
  return Number.isNaN(time) ? null : time;
}

/** Whether a field value of If-None-Match names `etag`, by weak comparison (RFC 9110 §8.8.3.2). */
export function matchesWeakly(field: string, etag: string): boolean {
  if (field.trim() === "*") return true;
  const opaque = etag.replace(/^W\//, "");
  return entityTags(field).some((tag) => tag.replace(/^W\//, "") === opaque);
}

/** Whether a field value of If-Match names `etag`, by strong comparison (RFC 9110 §8.8.3.2). */
export function matchesStrongly(field: string, etag: string): boolean {
  if (field.trim() === "*") return true;
  return entityTags(field).includes(etag) && !etag.startsWith("W/");
}

/** The entity tags of a list, commas inside quotes respected (RFC 9110 §8.8.3). */
function entityTags(field: string): string[] {
  return field.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
