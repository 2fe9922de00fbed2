import type { Rendition } from "../../../src/articles/article.ts";
import type { Publication } from "../../../src/articles/publication.ts";

export const publication: Publication = {
  title: "Dragoman",
  origin: "https://news.example",
  idAuthority: "news.example,2025",
  editions: ["fr", "en", "ar"],
  sourceLanguage: "fr",
};

export const original: Rendition = {
  id: "a1",
  slug: "interpol-marrakech-2025",
  language: "fr",
  revision: 1,
  title: "Interpol Marrakech 2025 : le Maroc au centre",
  summary: "Ouverte ce lundi à Marrakech, l’Assemblée rassemble 196 pays.",
  body: {
    frame: ["<p>", "</p>\n<h2>", "</h2>"],
    paragraphs: [
      { type: "paragraph", tag: "p", html: "La <strong>93ᵉ</strong> Assemblée s’est ouverte.", engine: null },
      { type: "heading", tag: "h2", html: "À l’ordre du jour", engine: null },
    ],
  },
  authors: [{ name: "La rédaction" }, { name: "A. Benali" }],
  tags: ["interpol", "maroc"],
  tag_labels: { interpol: "Interpol", maroc: "Maroc" },
  image: {
    url: "https://img.example/salle.jpg?w=1200&h=630",
    alt: "La salle",
    caption: "La séance inaugurale",
    credit: "Agence X",
    width: 1200,
    height: 630,
  },
  rights: "© 2025 Dragoman",
  correction_note: null,
  canonical_url: null,
  expires_at: null,
  published_at: "2025-11-24T10:00:00.000Z",
  updated_at: "2025-11-24T10:00:00.000Z",
  original: { language: "fr" },
  translation: null,
};

export const english: Rendition = {
  ...original,
  language: "en",
  title: "Interpol Marrakech 2025: Morocco at the centre",
  summary: "The Assembly, which opened in Marrakech on Monday, brings together 196 countries.",
  body: {
    frame: original.body.frame,
    paragraphs: [
      { type: "paragraph", tag: "p", html: "The <strong>93rd</strong> Assembly has opened.", engine: "deepl" },
      { type: "heading", tag: "h2", html: "On the agenda", engine: "deepl" },
    ],
  },
  tag_labels: { interpol: "Interpol", maroc: "Morocco" },
  translation: {
    source_language: "fr",
    source_revision: 1,
    engines: ["deepl"],
    from_memory: 0,
    translated_at: "2025-11-24T10:05:00.000Z",
    reviewed: null,
    stale: false,
  },
};

export const arabic: Rendition = {
  ...english,
  language: "ar",
  title: "الإنتربول في مراكش 2025: المغرب في قلب التعاون",
  summary: "افتُتحت يوم الاثنين في مراكش الدورة الـ93 للجمعية العامة.",
  body: {
    frame: original.body.frame,
    paragraphs: [
      { type: "paragraph", tag: "p", html: "افتُتحت الدورة <strong>الـ93</strong>.", engine: "seed" },
      { type: "heading", tag: "h2", html: "جدول الأعمال", engine: "seed" },
    ],
  },
  tag_labels: { interpol: "الإنتربول", maroc: "المغرب" },
  translation: {
    source_language: "fr",
    source_revision: 1,
    engines: ["seed"],
    from_memory: 2,
    translated_at: "2025-11-24T10:05:00.000Z",
    reviewed: null,
    stale: false,
  },
};
