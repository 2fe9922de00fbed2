import type { Rendition } from "../articles/article.ts";
import type { Tag } from "../articles/labels.ts";
import type { Publication } from "../articles/publication.ts";
import { plainNotice } from "./disclosure.ts";
import { feedWords } from "./feed-words.ts";
import { messagesFor } from "./messages.ts";

/** What ninjs says in an edition's own words. */
export function ninjsWords(language: string, publication: Publication, tag: Tag | null = null) {
  const m = messagesFor(language);
  const { title, description } = feedWords(language, publication, tag);
  return {
    title,
    description,
    engines: m.engines,
    notice: (rendition: Rendition) => plainNotice(rendition, publication.origin, m),
  };
}
