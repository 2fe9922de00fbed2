import { FEED_FORMATS, type FeedFormat, type Publication, paths } from "../articles/publication.ts";
import { element, emptyElement, openTag, XML_DECLARATION } from "./xml.ts";

/** OPML has one word for every feed that a reader subscribes to (OPML 2.0, "Subscription lists"). */
const VERSIONS: Record<FeedFormat, string> = { rss: "RSS2", atom: "ATOM", json: "JSON" };

/** Every feed of the publication as a subscription list (OPML 2.0), grouped by edition. */
export function opml(publication: Publication, editionTitle: (language: string) => string): string {
  const { origin, editions, title } = publication;
  const outlines = editions.map((language) => {
    const text = editionTitle(language);
    const feeds = FEED_FORMATS.map((format) =>
      emptyElement("outline", {
        type: "rss",
        version: VERSIONS[format],
        text,
        title: text,
        language,
        xmlUrl: origin + paths.feed(language, format),
        htmlUrl: origin + paths.home(language),
      }),
    );
    return `${openTag("outline", { text })}\n${feeds.join("")}</outline>\n`;
  });
  const head = `<head>\n${element("title", title)}</head>\n`;
  return `${XML_DECLARATION}${openTag("opml", { version: "2.0" })}\n${head}<body>\n${outlines.join("")}</body>\n</opml>\n`;
}
