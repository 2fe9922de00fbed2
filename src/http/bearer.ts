import { createHash, timingSafeEqual } from "node:crypto";

/** The token of an `Authorization: Bearer` field (RFC 6750 §2.1), or null. */
export function bearerToken(field: string | null): string | null {
  return /^Bearer +([\w\-.~+/]+=*)$/i.exec(field ?? "")?.[1] ?? null;
}

/** Compares secrets in constant time: hashed first, since `timingSafeEqual` throws on unequal lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** What may be stored of a random secret: its SHA-256, base64url. */
export function digestOfSecret(secret: string): string {
  return digest(secret).toString("base64url");
}

/** Compares a secret with a stored digest in constant time. */
export function hasDigest(given: string, stored: string): boolean {
  const expected = Buffer.from(stored, "base64url");
  const actual = digest(given);
  return actual.byteLength === expected.byteLength && timingSafeEqual(actual, expected);
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
