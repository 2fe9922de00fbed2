import type { Rendition } from "../articles/article.ts";
import { labels } from "../articles/labels.ts";
import { direction } from "../articles/language.ts";
import { withNotesAt } from "../articles/note-marks.ts";
import { type Publication, paths, tagUri } from "../articles/publication.ts";
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

/** What an edition's front holds. */
interface Front {
  renditions: Rendition[];
  withdrawn: { slug: string; at: string }[];
  archive: number | null;
  changed_at: string;
}

/** An edition's feed from its front, newest entry first. */
export function composeFeed(language: string, front: Front, publication: Publication, words: FeedWords): Feed {
  const { renditions, withdrawn, archive, changed_at } = front;
  const current = urlsOf(publication, language);
  return {
    ...subscription(language, publication, words),
    urls: current,
    alternates: publication.editions
      .filter((edition) => edition !== language)
      .map((edition) => ({ language: edition, urls: urlsOf(publication, edition) })),
    updatedAt: changed_at,
    entries: renditions.map((rendition) => entryOf(rendition, publication, words)),
    history: { isArchive: false, current, previous: archiveUrls(publication, language, archive), next: null },
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
  { renditions, changed_at }: Pick<Front, "renditions" | "changed_at">,
  publication: Publication,
  words: FeedWords,
): Feed {
  return {
    ...subscription(language, publication, words),
    urls: archiveUrls(publication, language, page) as Feed["urls"],
    alternates: [],
    updatedAt: changed_at,
    entries: renditions.map((rendition) => entryOf(rendition, publication, words)),
    history: {
      isArchive: true,
      current: urlsOf(publication, language),
      previous: archiveUrls(publication, language, page - 1 || null),
      next: archiveUrls(publication, language, page + 1),
    },
    withdrawn: [],
  };
}

function subscription(language: string, publication: Publication, { title, description }: FeedWords) {
  const homeUrl = publication.origin + paths.home(language);
  return { id: tagUri(publication, language), language, title, description, homeUrl };
}

function entryOf(rendition: Rendition, publication: Publication, words: FeedWords): FeedEntry {
  const { language, slug, translation, tags } = rendition;
  const names = labels(rendition);
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
    authors: rendition.authors,
    tags: tags.map((tag, i) => ({ tag, label: names[i] ?? tag })),
    image: rendition.image,
    rights: rendition.rights,
    correctionNote: rendition.correction_note,
    translation: translation && {
      original: {
        language: translation.source_language,
        url: publication.origin + paths.article(translation.source_language, slug),
      },
      engines: translation.engines,
      sourceRevision: translation.source_revision,
      translatedAt: translation.translated_at,
      reviewed: translation.reviewed,
      stale: translation.stale,
    },
  };
}

function urlsOf({ origin }: Publication, language: string): Feed["urls"] {
  const url = (format: "rss" | "atom" | "json") => origin + paths.feed(language, format);
  return { rss: url("rss"), atom: url("atom"), json: url("json") };
}

function archiveUrls({ origin }: Publication, language: string, page: number | null): Feed["urls"] | null {
  if (page === null) return null;
  const url = (format: "rss" | "atom" | "json") => origin + paths.archive(language, page, format);
  return { rss: url("rss"), atom: url("atom"), json: url("json") };
}
