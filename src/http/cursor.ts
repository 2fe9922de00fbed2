/** A place in a listing as an opaque word (base64url of JSON); whoever reads it back checks what it says. */
export function cursorOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** What a cursor says, or undefined where it is none. */
export function placeOf(cursor: string): unknown {
  if (!/^[\w-]{1,400}$/.test(cursor)) return undefined;
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}
