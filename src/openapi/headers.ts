import type { ZodOpenApiComponentsObject } from "zod-openapi";

const text = (description: string, example: string) => ({ description, schema: { type: "string" as const }, example });

/** Headers of answers, by the names under which responses refer to them. */
export const HEADERS = {
  ETag: text("Entity tag of the answer: send it back as `If-None-Match`, or as `If-Match` where the desk is asked to write.", 'W/"1v9xS2.Qm3kT1aB"'),
  "Last-Modified": text("When it last changed.", "Mon, 24 Nov 2025 10:00:00 GMT"),
  "Cache-Control": text("How long it may be kept: a minute, or less where something is about to change.", "public, max-age=60"),
  "Content-Language": text("The text's language.", "en"),
  Link: text(
    "Related URLs (RFC 8288): `alternate` with `hreflang` for each edition, `via` for a translation's original, `canonical`, `self`; `next` in an export.",
    '<https://news.example/fr/articles/mer.json>; rel="alternate"; hreflang="fr"',
  ),
  "Dragoman-Translation": text(
    "On translations: their provenance as a dictionary (RFC 9651). What is not so is left out.",
    'engines=(deepl), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, source_revision=1',
  ),
  "X-Robots-Tag": text("`noindex` on a machine's translation that nobody has reviewed, where the edition is set so.", "noindex"),
  Location: text("Where it is.", "https://news.example/api/articles/mer"),
  Vary: text("What the answer depends on besides its URL.", "Accept, Accept-Language"),
  Allow: text("The methods that this URL takes.", "GET, HEAD, OPTIONS"),
  "Retry-After": text("Seconds until another try makes sense.", "60"),
  "WWW-Authenticate": text("What is wanted of the token (RFC 6750): which scope it lacks.", 'Bearer error="insufficient_scope", scope="write"'),
  "Idempotency-Replayed": text("`true` where this is the first answer to the same `Idempotency-Key`.", "true"),
} satisfies NonNullable<ZodOpenApiComponentsObject["headers"]>; // biome-ignore format: a table

export type HeaderName = keyof typeof HEADERS;

/** References to some of them. */
export function headers(...names: HeaderName[]): Record<string, { $ref: `#/components/headers/${string}` }> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` as const }]));
}
