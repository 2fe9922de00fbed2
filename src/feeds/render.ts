import type { FeedFormat } from "../articles/publication.ts";
import { atom } from "./atom.ts";
import type { Feed } from "./feed.ts";
import { jsonFeed } from "./json-feed.ts";
import { rss } from "./rss.ts";

export const FEED_TYPES: Record<FeedFormat, string> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

const RENDERERS: Record<FeedFormat, (feed: Feed) => string> = { rss, atom, json: jsonFeed };

export function renderFeed(format: FeedFormat, feed: Feed): string {
  return RENDERERS[format](feed);
}
