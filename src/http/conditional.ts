/** What a representation is compared by. */
export interface Validators {
  /** An entity tag as sent, `W/"…"`. */
  etag: string;
  /** Last change, milliseconds since the epoch. */
  modifiedAt: number;
}

/**
 * Whether a GET or HEAD may be answered 304. If-None-Match decides alone where it is present
 * (RFC 9110 §13.2.2); it compares weakly (§13.1.2), and `*` matches whatever exists.
 */
export function isNotModified(request: Headers, { etag, modifiedAt }: Validators): boolean {
  const noneMatch = request.get("if-none-match");
  if (noneMatch !== null) return matchesWeakly(noneMatch, etag);
  const since = request.get("if-modified-since");
  if (since === null) return false;
  const date = Date.parse(since);
  // A date that cannot be read is ignored (§13.1.3). HTTP dates have whole seconds.
  return !Number.isNaN(date) && Math.floor(modifiedAt / 1000) <= Math.floor(date / 1000);
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
