import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { RENDERER_VERSION } from "../../routes/renderer.ts";
import type { Article, Rendition } from "../../src/articles/article.ts";
import { parseBody } from "../../src/articles/body.ts";
import { FEED_FORMATS, type Publication } from "../../src/articles/publication.ts";
import { composeArchive, composeFeed } from "../../src/feeds/compose.ts";
import { newsSitemap } from "../../src/feeds/news-sitemap.ts";
import { opml } from "../../src/feeds/opml.ts";
import { renderFeed } from "../../src/feeds/render.ts";
import { sitemapIndex, urlset } from "../../src/feeds/sitemap.ts";
import { articleJson } from "../../src/formats/json.ts";
import { articleMarkdown } from "../../src/formats/markdown.ts";
import { articleNinjs } from "../../src/formats/ninjs.ts";
import { archiveNinjs, frontNinjs } from "../../src/formats/ninjs-package.ts";
import { articleText } from "../../src/formats/plain-text.ts";
import { withdrawnJson } from "../../src/formats/withdrawn.ts";
import { articlePage } from "../../src/pages/article-page.ts";
import { comparePage } from "../../src/pages/compare-page.ts";
import { feedNotice, plainNotice } from "../../src/pages/disclosure.ts";
import { docsPage } from "../../src/pages/docs-page.ts";
import { feedWords } from "../../src/pages/feed-words.ts";
import { archivePage, frontPage } from "../../src/pages/front-page.ts";
import { messagesFor } from "../../src/pages/messages.ts";
import { ninjsWords } from "../../src/pages/ninjs-words.ts";
import { referencePage } from "../../src/pages/reference-page.ts";
import { ownRendition } from "../../src/translation/join.ts";

/** What every renderer wrote for the fixture below, at which version. */
const RECORDED = { version: 10, digest: "9454294f0e3e6d9b34cac9e388c74a79cf5c27744725426b7e88d4f0eb229d13" };

const publication: Publication = {
  title: "Dragoman",
  origin: "https://news.example",
  idAuthority: "news.example,2025",
  editions: ["fr", "en", "ar"],
  sourceLanguage: "fr",
};

const body = parseBody({
  format: "markdown",
  source: `Un **accord** & un [lien](https://a.example/?a=1&b=2), « dit-elle »[^1].

[^1]: Le *Monde*, 24 novembre.

## Suite

- Un
- Deux

> Une citation.

| Ville | Date |
|-------|------|
| Lyon  | 24   |

![Une carte](https://a.example/carte.png)

\`\`\`
npm start
\`\`\``,
});
if (body === null) throw new Error("the fixture's body was refused");

const article: Article = {
  id: "a1",
  slug: "sommet-2025",
  language: "fr",
  revision: 2,
  title: "Sommet : trois jours & <deux> nuits",
  summary: "Le résumé du sommet.",
  body,
  authors: [{ name: "Amina Benali" }, { name: "Luc Ferré" }],
  tags: ["maroc", "interpol"],
  tag_labels: { maroc: "Maroc" },
  image: {
    url: "https://a.example/salle.jpg?w=1200&h=630",
    alt: "La salle",
    caption: "La séance inaugurale",
    credit: "Agence X",
    width: 1200,
    height: 630,
    bytes: 184_320,
  },
  rights: "© 2025 Dragoman",
  correction_note: "Une date a été corrigée.",
  canonical_url: "https://ailleurs.example/sommet",
  published_at: "2025-11-24T10:00:00.000Z",
  updated_at: "2025-11-24T12:30:00.000Z",
  expires_at: "2026-11-24T10:00:00.000Z",
};

const original = ownRendition(article);
const arabic: Rendition = {
  ...original,
  language: "ar",
  title: "القمة: ثلاثة أيام",
  summary: "ملخص القمة.",
  body: {
    frame: ["<p>", "</p>\n<ul><li>", "</li></ul>"],
    paragraphs: [
      { type: "paragraph", tag: "p", html: "اتفاق <strong>جديد</strong>.", engine: "deepl" },
      { type: "list-item", tag: "li", html: "واحد", engine: "person" },
    ],
  },
  tag_labels: { maroc: "المغرب" },
  correction_note: "صُحّح تاريخ.",
  translation: {
    source_language: "fr",
    source_revision: 1,
    engines: ["deepl", "person"],
    from_memory: 1,
    translated_at: "2025-11-24T12:00:00.000Z",
    reviewed: { by: "L. Ferré", at: "2025-11-24T12:10:00.000Z" },
    stale: true,
  },
};

function everythingRendered(rendition: Rendition): string[] {
  const { language } = rendition;
  const m = messagesFor(language);
  const withdrawn = [{ slug: "retire", at: "2025-11-24T12:00:00.000Z" }];
  const front = { tag: null, renditions: [rendition], withdrawn, archive: 2, changed_at: rendition.updated_at };
  const words = feedWords(language, publication);
  const feed = composeFeed(language, front, publication, words);
  const tag = { tag: "maroc", label: rendition.tag_labels["maroc"] ?? "maroc" };
  const tagged = { ...front, tag };
  const tagWords = feedWords(language, publication, tag);
  const sections = [{ language, entries: [rendition] }];
  return [
    articlePage(rendition, publication),
    comparePage(original, rendition, publication),
    articleJson(rendition, publication),
    articleText(rendition, publication, plainNotice(rendition, publication.origin, m)),
    articleMarkdown(rendition, publication, feedNotice(rendition, publication.origin, m)),
    frontPage({ tag: null, language, entries: [rendition], publication, updatedAt: rendition.updated_at, archive: 2 }),
    withdrawnJson(language, front, publication),
    opml(publication, (edition) => feedWords(edition, publication).title),
    archivePage({ tag: null, language, page: 2, entries: [rendition], publication }),
    docsPage(language, publication),
    referencePage(publication),
    ...FEED_FORMATS.map((format) => renderFeed(format, composeArchive(language, 2, front, publication, words))),
    ...FEED_FORMATS.map((format) => renderFeed(format, feed)),
    ...urlset(sections, publication),
    sitemapIndex([{ language, file: 1 }], publication),
    newsSitemap(sections, publication),
    frontPage({ language, tag, entries: [rendition], publication, updatedAt: rendition.updated_at, archive: 2 }),
    archivePage({ language, tag, page: 2, entries: [rendition], publication }),
    articleNinjs(rendition, publication, ninjsWords(language, publication)),
    frontNinjs(language, front, publication, ninjsWords(language, publication)),
    archiveNinjs(language, 2, tagged, publication, ninjsWords(language, publication, tag)),
    ...FEED_FORMATS.map((format) => renderFeed(format, composeFeed(language, tagged, publication, tagWords))),
    ...FEED_FORMATS.map((format) => renderFeed(format, composeArchive(language, 2, tagged, publication, tagWords))),
  ];
}

it("what renderers write changes with RENDERER_VERSION only, so that no ETag stands for two texts", () => {
  const texts = [original, arabic].flatMap(everythingRendered);
  const digest = createHash("sha256").update(JSON.stringify(texts)).digest("hex");
  expect(
    { version: RENDERER_VERSION, digest },
    "the output changed: raise RENDERER_VERSION in routes/renderer.ts, and record it here with the new digest",
  ).toEqual(RECORDED);
});

it("renderers write the same bytes for the same content", () => {
  expect(everythingRendered(structuredClone(arabic))).toEqual(everythingRendered(arabic));
});
