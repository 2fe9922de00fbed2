import type { Image } from "../articles/article.ts";
import { cleanText } from "../articles/text.ts";
import type { Feed, FeedEntry } from "./feed.ts";
import { enclosureOf } from "./media.ts";

/**
 * The feed as JSON Feed 1.1 (https://jsonfeed.org/version/1.1). What it has no word for goes
 * under `_dragoman`, one extension object an item.
 */
export function jsonFeed(feed: Feed): string {
  const document = documentOf(feed);
  const json = JSON.stringify(document);
  // Control characters and lone surrogates are the only ones that JSON.stringify writes as \u
  // (ECMA-262 §25.5.2.3), so its output says for nothing whether there is anything to clean.
  return json.includes("\\u") ? JSON.stringify(document, cleanValue) : json;
}

function cleanValue(_key: string, value: unknown): unknown {
  return typeof value === "string" ? cleanText(value) : value;
}

function documentOf(feed: Feed) {
  return {
    version: "https://jsonfeed.org/version/1.1", // "should appear at the very top"
    title: feed.title,
    home_page_url: feed.homeUrl,
    feed_url: feed.urls.json,
    next_url: feed.history.previous?.json,
    description: feed.description,
    language: feed.language,
    hubs: listed(feed.hubs.map((url) => ({ type: "WebSub", url }))),
    items: feed.entries.map((entry) => itemOf(entry, feed.language)),
  };
}

/** Members that are undefined are left out of the JSON. */
function itemOf(entry: FeedEntry, language: string) {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary ?? undefined,
    content_html: entry.html,
    image: entry.image?.url,
    date_published: entry.publishedAt,
    date_modified: entry.updatedAt,
    authors: listed(entry.authors.map(({ name }) => ({ name }))),
    tags: listed(entry.tags.map(({ label }) => label)),
    language,
    attachments: attachmentsOf(entry),
    _dragoman: extensionOf(entry),
  };
}

/** The image once more, as a file with a type and a size; the format has no other place for them. */
function attachmentsOf({ image }: FeedEntry) {
  const enclosure = enclosureOf(image);
  if (enclosure === null) return undefined;
  const { url, type, bytes } = enclosure;
  return [
    { url, mime_type: type, title: image?.caption ?? image?.alt ?? undefined, size_in_bytes: bytes ?? undefined },
  ];
}

/** What partners ask for beyond the format ("Extensions": an underscore, and no dots in keys). */
function extensionOf({ translation, correctionNote, rights, expiresAt, image }: FeedEntry) {
  const picture = image && pictureOf(image);
  if (!translation && correctionNote === null && rights === null && expiresAt === null && !picture) return undefined;
  return {
    ...(translation && { ...translation.provenance, original_url: translation.originalUrl }),
    correction_note: correctionNote ?? undefined,
    rights: rights ?? undefined,
    expires_at: expiresAt ?? undefined,
    image: picture ?? undefined,
  };
}

/** What the editor said of the image, in the words of the article's own JSON; null where nothing. */
function pictureOf({ width, height, alt, caption, credit }: Image) {
  const given = Object.entries({ width, height, alt, caption, credit }).filter(([, value]) => value !== null);
  return given.length === 0 ? null : Object.fromEntries(given);
}

function listed<T>(values: T[]): T[] | undefined {
  return values.length > 0 ? values : undefined;
}
