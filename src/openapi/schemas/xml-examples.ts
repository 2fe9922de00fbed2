import type { Provenance, Rendition } from "../../articles/article.ts";
import type { FeedFormat, Publication } from "../../articles/publication.ts";
import { composeFeed } from "../../feeds/compose.ts";
import { newsSitemap } from "../../feeds/news-sitemap.ts";
import { renderFeed } from "../../feeds/render.ts";
import { urlset } from "../../feeds/sitemap.ts";
import { feedWords } from "../../pages/feed-words.ts";
import { TMX_END, tmxHead, tmxUnit } from "../../translation/tmx/tmx-writer.ts";
import { ARTICLE_EXAMPLE } from "./examples.ts";

/** Examples of XML, written by what writes it: the article of the other examples, in a publication of two editions. */
const publication: Publication = {
  title: "The News",
  origin: "https://news.example",
  idAuthority: "news.example,2025",
  editions: ["fr", "en"],
  sourceLanguage: "fr",
};

const { slug, title, published_at, updated_at, body_html: html } = ARTICLE_EXAMPLE;

const rendition: Rendition = {
  ...ARTICLE_EXAMPLE,
  id: "a1",
  body: { frame: ["<p>", "</p>"], paragraphs: [{ type: "paragraph", tag: "p", html: html.slice(3, -4), engine: "deepl" }] },
  translation: ARTICLE_EXAMPLE.translation as Provenance,
}; // biome-ignore format: an example

const withdrawn = [{ slug: "une-rumeur", at: updated_at }];
const front = { tag: null, renditions: [rendition], withdrawn, archive: 12, changed_at: updated_at };
const sections = [{ language: "en", entries: [{ slug, title, published_at, updated_at }] }];
const pair = { source: "fr", target: "en" };

export const feedExample = (format: FeedFormat): string =>
  renderFeed(format, composeFeed("en", front, publication, feedWords("en", publication)));

export const SITEMAP_EXAMPLE = [...urlset(sections, publication)].join("");
export const NEWS_SITEMAP_EXAMPLE = newsSitemap(sections, publication);

export const TMX_EXAMPLE =
  tmxHead(pair) +
  tmxUnit(
    {
      key: "4Xk2nQ",
      source: "Trois villages ont été évacués.",
      target: "Three villages were evacuated.",
      origin: "machine",
      engine: "deepl",
      reviewer: null,
      outdated: false,
      uses: 1,
      created_at: Date.parse(updated_at),
    },
    pair,
  ) +
  TMX_END;
