import { parseFeed } from "feedsmith";
import { fromHtml } from "hast-util-from-html";
import { describe, expect, it } from "vitest";
import type { Provenance, Rendition } from "../../../src/articles/article.ts";
import { contentOf, DraftSchema } from "../../../src/articles/draft.ts";
import { composeFeed } from "../../../src/feeds/compose.ts";
import { renderFeed } from "../../../src/feeds/render.ts";
import { articleJson } from "../../../src/formats/json.ts";
import { articlePage } from "../../../src/pages/article-page.ts";
import { comparePage } from "../../../src/pages/compare-page.ts";
import { feedWords } from "../../../src/pages/feed-words.ts";
import { archivePage, frontPage } from "../../../src/pages/front-page.ts";
import { style } from "../../../src/pages/style.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { forbidden, forbiddenIn, type Surroundings } from "../articles/forbidden.ts";
import { all, linkedData, one, parsed, text } from "../pages/parsed.ts";
import { english, publication } from "../pages/samples.ts";
import { OWASP_VECTORS } from "./owasp-vectors.ts";

const UPDATED = "2025-11-24T10:00:00.000Z";

/** What a page of ours has around an article; its script is data, its style one of ours, and both are looked at. */
const PAGE: Surroundings = {
  elements: new Set(
    "html head meta title link script style body header main nav article aside div footer h1".split(" "),
  ),
  attributes: new Set(
    (
      "charSet name content rel hrefLang type title property className ariaLabel ariaLabelledBy ariaCurrent role id " +
      "tabIndex loading"
    ).split(" "),
  ),
  path: /^\/(?!\/)|^#main$/,
};
/** What a feed has around it: the direction of the text, the way to the original. */
const FEED: Surroundings = { elements: new Set(["div"]), attributes: new Set(["hrefLang"]), path: null };

/** An article whose editor wrote the attack wherever something can be written. */
function draftOf(vector: string) {
  return {
    language: "fr",
    title: vector,
    summary: vector,
    authors: [{ name: vector.slice(0, 200) }],
    tags: ["a"],
    tag_labels: { a: vector.slice(0, 100) },
    image: { url: "https://img.example/i.png", alt: vector, caption: vector, credit: vector.slice(0, 300) },
    rights: vector,
    correction_note: vector,
    canonical_url: "https://first.example/a/b",
  };
}

/** As it reaches readers: the article itself, and a right-to-left translation that somebody of that name reviewed. */
function published(vector: string, body: { body_html: string } | { body_markdown: string }): [Rendition, Rendition] {
  const content = contentOf(DraftSchema.parse({ ...draftOf(vector), ...body }));
  if (!content.ok) throw new Error(content.error);
  const identity = { id: "a1", slug: "attaque", revision: 1, published_at: UPDATED, updated_at: UPDATED };
  const own = ownRendition({ ...identity, ...content.value });
  const reviewed = { by: vector, at: UPDATED };
  const translation = { ...(english.translation as Provenance), reviewed };
  return [own, { ...own, language: "ar", translation }];
}

function expectInertPage(page: string) {
  const tree = parsed(page);
  const [doctype, ...rest] = tree.children;
  expect(doctype?.type).toBe("doctype");
  expect(forbiddenIn({ ...tree, children: rest }, PAGE)).toEqual([]);
  expect(all(tree, "style").map(text)).toEqual([style]);
  expect(all(tree, "script").filter(({ properties }) => properties["type"] !== "application/ld+json")).toEqual([]);
  expect(all(tree, "meta").filter(({ properties }) => "httpEquiv" in properties)).toEqual([]);
  expect(all(tree, "link").flatMap(({ properties }) => properties["rel"])).not.toContain("stylesheet");
}

function feedsOf(rendition: Rendition) {
  const { language } = rendition;
  const front = { tag: null, renditions: [rendition], withdrawn: [], archive: null, changed_at: UPDATED };
  const feed = composeFeed(language, front, publication, feedWords(language, publication));
  return { rss: renderFeed("rss", feed), atom: renderFeed("atom", feed), json: JSON.parse(renderFeed("json", feed)) };
}

describe.each(OWASP_VECTORS)("%s", (_, vector) => {
  const renditions = [
    ...published(vector, { body_html: `<p>Avant.</p>${vector}<p>Après.</p>` }),
    ...published(vector, { body_markdown: `Avant.\n\n${vector}\n\n[x](<${vector.replace(/[<>\n]/g, "")}>) ${vector}` }),
  ];

  it("is inert on the article's page, beside its original and on fronts", () => {
    for (const rendition of renditions) {
      const { language } = rendition;
      const page = articlePage(rendition, publication);
      expectInertPage(page);
      expect(text(one(parsed(page), "h1"))).toBe(rendition.title);
      expect(linkedData(parsed(page))["headline"]).toBe(rendition.title);
      expectInertPage(comparePage(rendition, rendition, publication));
      const tag = { tag: "a", label: rendition.tag_labels["a"] ?? "" };
      const front = { language, tag, entries: [rendition], publication };
      expectInertPage(frontPage({ ...front, updatedAt: UPDATED, archive: 2 }));
      expectInertPage(archivePage({ ...front, page: 2 }));
    }
  });

  it("is inert in JSON, as a whole and by paragraph", () => {
    for (const rendition of renditions) {
      const { body_html, body } = JSON.parse(articleJson(rendition, publication));
      expect(forbidden(body_html)).toEqual([]);
      for (const { html } of body) expect(forbidden(html)).toEqual([]);
    }
  });

  it("is inert in RSS, Atom and JSON Feed, once their readers have decoded them", () => {
    for (const rendition of renditions) {
      const { rss, atom, json } = feedsOf(rendition);
      const inRss = parseFeed(rss);
      const inAtom = parseFeed(atom);
      if (inRss.format !== "rss" || inAtom.format !== "atom") throw new Error("the feed is of another format");
      const [item] = inRss.feed.items ?? [];
      const [entry] = inAtom.feed.entries ?? [];
      const [object] = json.items;
      const html = [item?.content?.encoded, entry?.content?.value, object.content_html];
      expect(new Set(html).size).toBe(1);
      expect(forbidden(object.content_html, FEED)).toEqual([]);
      // An item's description is HTML, and the summary that it is made of is text.
      expect(text(fromHtml(item?.description ?? "", { fragment: true }))).toBe(rendition.summary);
      expect([item?.title, entry?.title?.value, object.title]).toEqual(Array(3).fill(rendition.title));
    }
  });
});

it.each([
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  " &#14;  javascript:alert('XSS');",
  "vbscript:msgbox(1)",
  "livescript:[code]",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "data:image/svg+xml,<svg onload=alert(1)>",
  "blob:https://a.example/1",
  "file:///etc/passwd",
  "//evil.example/x.png",
])("no draft is taken whose image or canonical address is %j", (url) => {
  const draft = { ...draftOf("a"), body_text: "a" };
  const faults = (changed: object) => DraftSchema.safeParse({ ...draft, ...changed }).error?.issues.map((i) => i.path);
  expect(faults({ image: { url } })).toEqual([["image", "url"]]);
  expect(faults({ canonical_url: url })).toEqual([["canonical_url"]]);
  expect(faults({})).toBeUndefined();
});
