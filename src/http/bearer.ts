import { createHash, timingSafeEqual } from "node:crypto";

/** The token of an `Authorization: Bearer` field (RFC 6750 §2.1), or null. */
export function bearerToken(field: string | null): string | null {
  return /^Bearer +([\w\-.~+/]+=*)$/i.exec(field ?? "")?.[1] ?? null;
}

/** Compares secrets in constant time: hashed first, since `timingSafeEqual` throws on unequal lengths. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(value: string): Buffer {
  return createHash("sha256").update(value).digest();
}
