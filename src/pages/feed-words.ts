import type { Rendition } from "../articles/article.ts";
import type { Tag } from "../articles/labels.ts";
import type { Publication } from "../articles/publication.ts";
import { feedCorrection, feedNotice } from "./disclosure.ts";
import { messagesFor } from "./messages.ts";

/** What the feeds of an edition, or of one of its tags, say in its own language. */
export function feedWords(language: string, publication: Publication, tag: Tag | null = null) {
  const m = messagesFor(language);
  const { title } = publication;
  return {
    title: tag ? `${title} – ${tag.label} – ${m.ownName}` : `${title} – ${m.ownName}`,
    description: tag ? m.tagFeedDescription(title, tag.label) : m.feedDescription(title),
    before: (rendition: Rendition) => feedCorrection(rendition, m),
    after: (rendition: Rendition) => feedNotice(rendition, publication.origin, m),
  };
}
