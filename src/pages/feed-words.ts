import type { Rendition } from "../articles/article.ts";
import type { Publication } from "../articles/publication.ts";
import { feedCorrection, feedNotice } from "./disclosure.ts";
import { messagesFor } from "./messages.ts";

/** What an edition's feeds say in its own language. */
export function feedWords(language: string, publication: Publication) {
  const m = messagesFor(language);
  return {
    title: `${publication.title} – ${m.ownName}`,
    description: m.feedDescription(publication.title),
    before: (rendition: Rendition) => feedCorrection(rendition, m),
    after: (rendition: Rendition) => feedNotice(rendition, publication.origin, m),
  };
}
