import { createHash } from "node:crypto";
import type { Publication } from "../src/articles/publication.ts";

/**
 * Raise it with every change of what a renderer writes: it is part of each ETag, so that nobody is
 * told 304 for bytes that would now differ. A test compares renderers and version.
 */
export const RENDERER_VERSION = 10;

const known = new WeakMap<Publication, string>();

/** What of an ETag is the renderer's: its version, and the configuration that it writes into the text. */
function rendererTag(publication: Publication): string {
  let tag = known.get(publication);
  if (tag === undefined) {
    const hash = createHash("sha256").update(JSON.stringify([RENDERER_VERSION, publication]));
    tag = hash.digest("base64url").slice(0, 8);
    known.set(publication, tag);
  }
  return tag;
}

/** Weak: two encodings of the same text are not the same bytes (RFC 9110 §8.8.1). */
export function entityTag(digest: string, publication: Publication): string {
  return `W/"${digest}.${rendererTag(publication)}"`;
}
