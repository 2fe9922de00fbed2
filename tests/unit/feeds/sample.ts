import type { Feed, FeedEntry } from "../../../src/feeds/feed.ts";

const ORIGIN = "https://news.example";

const TEXTS = {
  fr: {
    title: "Dragoman",
    description: "L’actualité, dans votre langue",
    headline: "Marrakech : l’assemblée générale d’INTERPOL s’ouvre aujourd’hui",
    summary: "Plus de 800 délégués sont attendus du 24 au 27 novembre.",
    html: "<p>Les délégués de 196 pays sont réunis à Marrakech.</p>\n<p>À l’ordre du jour : R&#x26;D, coopération.</p>",
    label: "Coopération policière",
  },
  en: {
    title: "Dragoman",
    description: "The news, in your language",
    headline: "Marrakech: INTERPOL’s General Assembly opens today",
    summary: "More than 800 delegates are expected from 24 to 27 November.",
    html: "<p>Delegates from 196 countries have met in Marrakech.</p>\n<p>On the agenda: R&#x26;D, cooperation.</p>",
    label: "Police cooperation",
  },
  ar: {
    title: "دراغومان",
    description: "الأخبار بلغتك",
    headline: "مراكش: افتتاح الجمعية العامة للإنتربول اليوم",
    summary: "من المتوقع حضور أكثر من 800 مندوب من 24 إلى 27 نوفمبر.",
    html: '<div lang="ar" dir="rtl"><p>اجتمع مندوبون من 196 دولة في مراكش.</p>\n<p>على جدول الأعمال: التعاون.</p></div>',
    label: "التعاون الشرطي",
  },
} as const;

export type SampleLanguage = keyof typeof TEXTS;
export const SAMPLE_LANGUAGES = Object.keys(TEXTS) as SampleLanguage[];

/** An edition's feed of two entries: one with all that an entry may have, one with the least. */
export function sampleFeed(language: SampleLanguage = "en"): Feed {
  const { title, description } = TEXTS[language];
  return {
    id: `tag:news.example,2025:${language}`,
    language,
    title,
    description,
    homeUrl: `${ORIGIN}/${language}/`,
    urls: urlsOf(language),
    alternates: SAMPLE_LANGUAGES.filter((other) => other !== language).map((other) => ({
      language: other,
      urls: urlsOf(other),
    })),
    updatedAt: "2025-11-25T08:30:00.000Z",
    entries: [fullEntry(language), sparseEntry(language)],
    hubs: [],
    history: { isArchive: false, current: urlsOf(language), previous: null, next: null },
    withdrawn: [],
  };
}

export function fullEntry(language: SampleLanguage = "en"): FeedEntry {
  const { headline, summary, html, label } = TEXTS[language];
  return {
    id: `tag:news.example,2025:${language}/interpol-marrakech-2025`,
    url: `${ORIGIN}/${language}/articles/interpol-marrakech-2025`,
    title: headline,
    summary,
    html,
    publishedAt: "2025-11-24T09:05:00.000Z",
    updatedAt: "2025-11-25T08:30:00.000Z",
    expiresAt: "2026-11-25T00:00:00.000Z",
    authors: [{ name: "Amina Benali" }, { name: "Luc Ferré" }],
    tags: [
      { tag: "police", label },
      { tag: "maroc", label: "Maroc" },
    ],
    image: {
      url: "https://cdn.example/marrakech.jpg?w=1200&h=630",
      alt: "Le palais",
      caption: "Le palais des congrès",
      credit: "AFP / L. Ferré",
      width: 1200,
      height: 630,
      bytes: 184_320,
      type: "image/jpeg",
    },
    rights: "© 2025 Dragoman",
    correctionNote: "196, not 195.",
    translation:
      language === "fr"
        ? null
        : {
            originalUrl: `${ORIGIN}/fr/articles/interpol-marrakech-2025`,
            provenance: {
              source_language: "fr",
              source_revision: 2,
              engines: ["deepl"],
              translated_at: "2025-11-25T08:29:58.000Z",
              reviewed: null,
              stale: false,
              digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            },
          },
  };
}

export function sparseEntry(language: SampleLanguage = "en"): FeedEntry {
  return {
    id: `tag:news.example,2025:${language}/brief`,
    url: `${ORIGIN}/${language}/articles/brief`,
    title: TEXTS[language].summary,
    summary: null,
    html: TEXTS[language].html,
    publishedAt: "2025-11-23T18:00:00.000Z",
    updatedAt: "2025-11-23T18:00:00.000Z",
    expiresAt: null,
    authors: [],
    tags: [],
    image: null,
    rights: null,
    correctionNote: null,
    translation: null,
  };
}

function urlsOf(language: string): Feed["urls"] {
  const path = `${ORIGIN}/${language}`;
  return { rss: `${path}/rss.xml`, atom: `${path}/atom.xml`, json: `${path}/feed.json` };
}
