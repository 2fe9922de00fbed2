import { createHash } from "node:crypto";
import type { Article, Rendition } from "../articles/article.ts";
import { escapeText } from "../articles/text.ts";
import { encodeMarkup } from "./markup.ts";
import type { PlannedUnit } from "./plan.ts";

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
  return units.flatMap(({ place, key }) => {
    const html = key === null ? null : textAt(rendition, place);
    return html === null ? [] : [textDigest(key as string, html)];
  });
}

function textAt(rendition: Rendition | Article, place: string): string | null {
  const [field = "", rest = ""] = [place.slice(0, dot(place)), place.slice(dot(place) + 1)];
  if (field === "body") return rendition.body.paragraphs[Number(rest)]?.html ?? null;
  const text =
    field === "tag"
      ? rendition.tag_labels[rest]
      : field === "image"
        ? rendition.image?.[rest as "alt" | "caption"]
        : rendition[field as "title" | "summary" | "correction_note"];
  return text == null ? null : escapeText(text);
}

function dot(place: string): number {
  return place.includes(".") ? place.indexOf(".") : place.length;
}
