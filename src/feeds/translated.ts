import { provenanceField } from "../articles/provenance-field.ts";
import type { FeedEntry } from "./feed.ts";
import { element, emptyElement } from "./xml.ts";

export const DC_TERMS = "http://purl.org/dc/terms/";

type Translation = NonNullable<FeedEntry["translation"]>;

/** The way to the original. `related` alone harms no parser: several take another language's `alternate` for the entry's. */
export function originalLink(name: "link" | "atom:link", { originalUrl, provenance }: Translation): string {
  return emptyElement(name, {
    rel: "related",
    type: "text/html",
    hreflang: provenance.source_language,
    href: originalUrl,
  });
}

/**
 * Where a translation comes from, as Dublin Core's statement of provenance: the value of the header
 * `Dragoman-Translation`. Parsers hand the element on, and the W3C validator knows it, unlike a namespace of ours.
 */
export function provenance({ provenance: stated }: Translation): string {
  return element("dcterms:provenance", provenanceField(stated));
}
