import { createHash } from "node:crypto";

/**
 * The key of an Idempotency-Key field: a structured field's string (RFC 8941 §3.3.3), or the same
 * text bare, as many clients send it. Null for what is neither, or not 1 to 255 printable ASCII characters.
 */
export function idempotencyKey(field: string): string | null {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(field)?.[1]?.replace(/\\(["\\])/g, "$1");
  const key = field.startsWith('"') ? quoted : field;
  return key !== undefined && /^[\x20-\x7e]{1,255}$/.test(key) ? key : null;
}

/** Equal for the same request sent again: method, path, preconditions and body. */
export function fingerprintOf(request: Request, body: Uint8Array): string {
  const { pathname } = new URL(request.url);
  const told = [request.method, pathname, request.headers.get("if-match"), request.headers.get("if-none-match")];
  return createHash("sha256")
    .update(`${JSON.stringify(told)}\n`)
    .update(body)
    .digest("base64url");
}
