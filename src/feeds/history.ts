import type { FeedFormat } from "../articles/publication.ts";
import type { Feed } from "./feed.ts";
import { emptyElement } from "./xml.ts";

/** Feed paging and archiving (RFC 5005), the namespace of `fh:archive`. */
const NAMESPACE = "http://purl.org/syndication/history/1.0";

/** `fh:archive` on an archive page (RFC 5005 §4), with its namespace: nothing else uses it. */
export function archiveMark({ history }: Feed): string {
  return history.isArchive ? emptyElement("fh:archive", { "xmlns:fh": NAMESPACE }) : "";
}

/** Links to the pages around a feed; `link` is the element's name in the format. */
export function historyLinks({ history }: Feed, link: string, format: FeedFormat, type: string): string {
  const { isArchive, current, previous, next } = history;
  const to = (rel: string, urls: Feed["urls"] | null) =>
    urls ? emptyElement(link, { rel, type, href: urls[format] }) : "";
  return (isArchive ? to("current", current) : "") + to("prev-archive", previous) + to("next-archive", next);
}
