import type { Rendition } from "../articles/article.ts";
import { labelled, type Tag } from "../articles/labels.ts";
import { direction } from "../articles/language.ts";
import { withNotesAt } from "../articles/note-marks.ts";
import { statedProvenance } from "../articles/provenance.ts";
import { type FeedFormat, type Publication, paths, tagUri } from "../articles/publication.ts";
import { bodyHtml } from "../articles/render.ts";
import type { Feed, FeedEntry } from "./feed.ts";

/** What a feed says in the edition's own words. */
export interface FeedWords {
  title: string;
  description: string;
  /** Markup before and after an entry's text: the correction's note, the translation's notice. */
  before(rendition: Rendition): string;
  after(rendition: Rendition): string;
}

/** What the front of an edition, or of one of its tags, holds. */
interface Front {
  tag: Tag | null;
  renditions: Rendition[];
  withdrawn: { slug: string; at: string }[];
  archive: number | null;
  changed_at: string;
}

/** The feed of an edition, or of one of its tags, from its front, newest entry first. */
export function composeFeed(language: string, front: Front, publication: Publication, words: FeedWords): Feed {
  const { renditions, withdrawn, archive, changed_at } = front;
  const tag = front.tag?.tag ?? null;
  const current = urlsOf(publication, language, tag);
  const previous = archiveUrls(publication, language, tag, archive);
  return {
    ...subscription(language, tag, publication, words),
    urls: current,
    alternates: publication.editions
      .filter((edition) => edition !== language)
      .map((edition) => ({ language: edition, urls: urlsOf(publication, edition, tag) })),
    updatedAt: changed_at,
    entries: renditions.map((rendition) => entryOf(rendition, publication, words)),
    hubs: publication.hubs ?? [],
    history: { isArchive: false, current, previous, next: null },
    withdrawn: withdrawn.map(({ slug, at }) => ({ id: tagUri(publication, language, slug), at })),
  };
}

/**
 * A full timeline page as an archive of the feed: the same id (RFC 5005 §4), links that hold for
 * ever. The page after it is full too, or is filling; then its URL leads on to the feed.
 */
export function composeArchive(
  language: string,
  page: number,
  { renditions, changed_at, ...front }: Pick<Front, "tag" | "renditions" | "changed_at">,
  publication: Publication,
  words: FeedWords,
): Feed {
  const tag = front.tag?.tag ?? null;
  return {
    ...subscription(language, tag, publication, words),
    urls: archiveUrls(publication, language, tag, page) as Feed["urls"],
    alternates: [],
    updatedAt: changed_at,
    entries: renditions.map((rendition) => entryOf(rendition, publication, words)),
    hubs: [],
    history: {
      isArchive: true,
      current: urlsOf(publication, language, tag),
      previous: archiveUrls(publication, language, tag, page - 1 || null),
      next: archiveUrls(publication, language, tag, page + 1),
    },
    withdrawn: [],
  };
}

function subscription(
  language: string,
  tag: string | null,
  publication: Publication,
  { title, description }: FeedWords,
) {
  const id = tagUri(publication, language, tag === null ? "" : `tags/${tag}`);
  return { id, language, title, description, homeUrl: publication.origin + paths.home(language, tag) };
}

function entryOf(rendition: Rendition, publication: Publication, words: FeedWords): FeedEntry {
  const { language, slug, translation } = rendition;
  const url = publication.origin + paths.article(language, slug);
  const whole = words.before(rendition) + withNotesAt(url, bodyHtml(rendition.body)) + words.after(rendition);
  return {
    id: tagUri(publication, language, slug),
    url,
    title: rendition.title,
    summary: rendition.summary,
    // Feed readers ignore the feed's language, so the text says itself that it runs right to left.
    html: direction(language) === "rtl" ? `<div lang="${language}" dir="rtl">${whole}</div>` : whole,
    publishedAt: rendition.published_at,
    updatedAt: rendition.updated_at,
    expiresAt: rendition.expires_at ?? null,
    authors: rendition.authors,
    tags: labelled(rendition),
    image: rendition.image,
    rights: rendition.rights,
    correctionNote: rendition.correction_note,
    translation: translation && {
      originalUrl: publication.origin + paths.article(translation.source_language, slug),
      provenance: statedProvenance(translation),
    },
  };
}

function urlsOf({ origin }: Publication, language: string, tag: string | null): Feed["urls"] {
  const url = (format: FeedFormat) => origin + paths.feed(language, format, tag);
  return { rss: url("rss"), atom: url("atom"), json: url("json") };
}

function archiveUrls(
  { origin }: Publication,
  language: string,
  tag: string | null,
  page: number | null,
): Feed["urls"] | null {
  if (page === null) return null;
  const url = (format: FeedFormat) => origin + paths.archive(language, page, format, tag);
  return { rss: url("rss"), atom: url("atom"), json: url("json") };
}
