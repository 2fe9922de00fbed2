import { describe, expect, it } from "vitest";
import { FEED_FORMATS, paths } from "../../../src/articles/publication.ts";
import { SAMPLES } from "../../../src/pages/docs/samples.ts";
import { docsPage } from "../../../src/pages/docs-page.ts";
import { all, elements, one, parsed, text } from "./parsed.ts";
import { publication } from "./samples.ts";

const { editions, origin } = publication;

describe.each(editions)("the guide for partners in %s", (language) => {
  const page = docsPage(language, publication);
  const root = parsed(page);

  it("is set in its language and direction, with the way to the others", () => {
    expect(one(root, "html").properties).toMatchObject({ lang: language, dir: language === "ar" ? "rtl" : "ltr" });
    const alternates = all(root, "link", { rel: ["alternate"] }).flatMap(({ properties }) =>
      properties["hrefLang"] ? [[properties["hrefLang"], properties["href"]]] : [],
    );
    expect(alternates).toEqual([
      ...editions.map((edition) => [edition, `${origin}/${edition}/docs`]),
      ["x-default", `${origin}/docs`],
    ]);
  });

  it("has every feed's URL whole, to be copied", () => {
    const codes = all(root, "code").map(text);
    for (const edition of editions) {
      for (const format of FEED_FORMATS) expect(codes).toContain(origin + paths.feed(edition, format));
    }
    for (const path of ["/feeds.opml", "/openapi.json", "/docs/api", "/sitemap.xml", paths.withdrawn(language)])
      expect(codes).toContain(origin + path);
  });

  it("has the samples for its own edition, whole", () => {
    const at = { feed: origin + paths.feed(language, "json"), withdrawn: origin + paths.withdrawn(language) };
    expect(all(root, "pre").map(text)).toEqual(SAMPLES.map(({ code }) => code(at)));
  });

  it("leads to each of its parts, and has headings in order", () => {
    const ids = elements(root).map(({ properties }) => properties["id"]);
    const links = all(root, "a").map(({ properties }) => String(properties["href"]));
    for (const link of links.filter((href) => href.startsWith("#"))) expect(ids).toContain(link.slice(1));
    const levels = elements(root).flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });

  it("weighs 30 KB at most", () => {
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(30 * 1024);
  });
});

it("speaks English in an edition whose language the pages do not know", () => {
  const page = docsPage("de", { ...publication, editions: ["fr", "de"] });
  expect(one(parsed(page), "html").properties).toMatchObject({ lang: "en", dir: "ltr" });
  expect(page).toContain(`${origin}/de/feed.json`);
});

it("escapes the publication's title", () => {
  const page = docsPage("en", { ...publication, title: '<b>"A & B"' });
  expect(page).not.toContain("<b>");
});
