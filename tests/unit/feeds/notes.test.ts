import { describe, expect, it } from "vitest";
import { parseBody } from "../../../src/articles/body.ts";
import { FEED_FORMATS } from "../../../src/articles/publication.ts";
import { composeArchive, composeFeed } from "../../../src/feeds/compose.ts";
import { renderFeed } from "../../../src/feeds/render.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { publication } from "../pages/samples.ts";
import { article } from "../translation/sample.ts";

const WORDS = { title: "T", description: "D", before: () => "", after: () => "" };

function rendition(slug: string) {
  const body = parseBody({ format: "markdown", source: "Un mot[^1].\n\n[^1]: Ici." });
  if (body === null) throw new Error("the body was refused");
  return ownRendition(article({ slug, summary: null, body }));
}
const front = {
  renditions: [rendition("un"), rendition("deux")],
  withdrawn: [],
  archive: null,
  tag: null,
  changed_at: "2025-11-24T12:00:00.000Z",
};

describe("footnotes in a feed", () => {
  const feed = composeFeed("fr", front, publication, WORDS);

  it("lead to the article's own page, by whatever page they are read", () => {
    expect(feed.entries.map(({ html }) => html)).toEqual(
      ["un", "deux"].map(
        (slug) =>
          `<p>Un mot<sup><a href="https://news.example/fr/articles/${slug}#fn-1" role="doc-noteref">1</a></sup>.</p>\n<hr>\n` +
          `<ol><li>Ici. <a href="https://news.example/fr/articles/${slug}#fnref-1" role="doc-backlink">↩\uFE0E</a></li></ol>`,
      ),
    );
    expect(composeArchive("fr", 1, front, publication, WORDS).entries).toEqual(feed.entries);
  });

  it.each(FEED_FORMATS)("leave no id and no link within the page in %s", (format) => {
    const written = renderFeed(format, feed);
    expect(written).toContain("https://news.example/fr/articles/deux#fn-1");
    expect(written).not.toMatch(/href=\\?"#|id=\\?"fn/);
  });

  it("are no part of an excerpt's sentences", () => {
    expect(renderFeed("rss", feed)).toContain("<description>Un mot. Ici.</description>");
  });
});
