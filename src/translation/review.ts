import { createHash } from "node:crypto";
import type { Rendition } from "../articles/article.ts";
import { encodeMarkup } from "./markup.ts";
import type { PlannedUnit } from "./plan.ts";
import { unitsOf } from "./units.ts";

/** What a person has approved. */
export interface Review {
  /** The article's revision at the approval. */
  revision: number;
  reviewer: string;
  /** Milliseconds since the epoch. */
  reviewed_at: number;
  /** Digests of the paragraphs as they were approved. */
  approved: ReadonlySet<string>;
}

/** A paragraph as it is translated now. */
export interface ReviewedText {
  key: string;
  /** Canonical inline HTML. */
  html: string;
  byPerson: boolean;
}

/**
 * Whether a review still holds: for the revision that was approved, as long as nobody but a person
 * has changed a paragraph since (a later revision, or a machine's new text, makes it fall).
 */
export function isReviewed(review: Review | null, revision: number, texts: ReviewedText[]): review is Review {
  if (review === null || review.revision !== revision) return false;
  return texts.every(({ key, html, byPerson }) => byPerson || review.approved.has(textDigest(key, html)));
}

/** What an approval remembers of a paragraph: 96 bits of SHA-256 of its key and its text, however its quotes are spelt. */
export function textDigest(key: string, html: string): string {
  return createHash("sha256")
    .update(`${key}\n${encodeMarkup(html).text}`)
    .digest("base64url")
    .slice(0, 16);
}

/** The paragraphs of a rendition, as an approval remembers them. */
export function digestsOf(rendition: Rendition, units: PlannedUnit[]): string[] {
  const served = new Map(unitsOf(rendition).map(({ place, html }) => [place, html]));
  return units.flatMap(({ place, key }) => {
    const html = served.get(place);
    return key === null || html === undefined ? [] : [textDigest(key, html)];
  });
}
