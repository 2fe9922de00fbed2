/** An article and what becomes of it, for examples: each is what the schema beside it takes, and a test holds it to that. */
const url = (language: string) => `https://news.example/${language}/articles/la-mer-monte`;
const at = "2025-11-24T10:00:00.000Z";

const provenance = {
  source_language: "fr",
  source_revision: 1,
  engines: ["deepl"],
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: null,
  stale: false,
  digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
};

export const ARTICLE_EXAMPLE = {
  slug: "la-mer-monte",
  language: "en",
  revision: 1,
  title: "The sea is rising",
  summary: "Three villages were evacuated overnight.",
  body: [{ type: "paragraph", html: "<p>Three villages were evacuated.</p>", text: "Three villages were evacuated.", engine: "deepl" }],
  body_html: "<p>Three villages were evacuated.</p>",
  authors: [{ name: "Amina Benali" }],
  tags: ["climat"],
  tag_labels: { climat: "Climate" },
  image: null,
  rights: null,
  correction_note: null,
  canonical_url: null,
  published_at: at,
  updated_at: at,
  expires_at: null,
  url: url("en"),
  original: { language: "fr", url: url("fr") },
  alternates: [{ language: "fr", url: url("fr") }, { language: "en", url: url("en") }],
  translation: { ...provenance, from_memory: 0 },
}; // biome-ignore format: an example

export const JSON_FEED_EXAMPLE = {
  version: "https://jsonfeed.org/version/1.1",
  title: "The News – English",
  home_page_url: "https://news.example/en/",
  feed_url: "https://news.example/en/feed.json",
  next_url: "https://news.example/en/archive/12/feed.json",
  description: "All articles of The News in English, full text.",
  language: "en",
  items: [
    {
      id: "tag:news.example,2025:en/la-mer-monte",
      url: url("en"),
      title: "The sea is rising",
      content_html: "<p>Three villages were evacuated.</p>",
      date_published: at,
      date_modified: at,
      authors: [{ name: "Amina Benali" }],
      tags: ["Climate"],
      language: "en",
      _dragoman: { ...provenance, original_url: url("fr") },
    },
  ],
};

export const WITHDRAWN_EXAMPLE = {
  language: "en",
  updated_at: at,
  withdrawn: [{ id: "tag:news.example,2025:en/la-mer-monte", slug: "la-mer-monte", url: url("en"), withdrawn_at: at }],
};

export const TRANSLATION_EXAMPLE = {
  slug: "la-mer-monte",
  language: "en",
  state: "ready",
  source_language: "fr",
  source_revision: 1,
  reviewed: null,
  paragraphs: [
    {
      id: "p-4Xk2nQ",
      type: "paragraph",
      source: "Trois villages ont été évacués.",
      target: "Three villages were evacuated.",
      origin: "machine",
      engine: "deepl",
      reviewer: null,
      updated_at: at,
      outdated: false,
      refused: false,
      checks: [],
    },
  ],
};
