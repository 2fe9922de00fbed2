import type { Engine } from "../articles/article.ts";
import type { Markup } from "./markup.ts";
import { ar } from "./messages/ar.ts";
import { en } from "./messages/en.ts";
import { fr } from "./messages/fr.ts";

/** Languages whose words the pages know. An edition in another language is framed in English. */
export const UI_LANGUAGES = ["fr", "en", "ar"] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** Why a reader gets no article, as a page tells it. */
export const PROBLEM_KINDS = [
  "being-translated",
  "translation-unavailable",
  "translation-budget-spent",
  "translation-held",
  "translation-awaits-review",
  "withdrawn",
  "not-found",
  "rate-limited",
  "method-not-allowed",
  "server-error",
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** All that a page says in its own voice. `source` is a language's name as `languageNames` gives it. */
export interface Messages {
  language: UiLanguage;
  /** For Intl. Digits are stated, so that every runtime writes the same ones. */
  locale: string;
  /** `language_TERRITORY`, as Open Graph wants it. */
  openGraphLocale: string;
  /** What the language calls itself. */
  ownName: string;
  languageNames: Record<UiLanguage, string>;
  skipToContent: string;
  languages: string;
  original: string;
  frontPage: string;
  by: string;
  published: string;
  updated: string;
  tags: string;
  feeds: string;
  /** The way to the guide for partners. */
  partners: string;
  correction: string;
  noArticles: string;
  olderArticles: string;
  newerArticles: string;
  /** The way to older and newer pages. */
  pages: string;
  archivePage: (page: number) => string;
  /** One word: what can be scrolled sideways needs a name. */
  table: string;
  feedDescription: (publication: string) => string;
  tagFeedDescription: (publication: string, label: string) => string;

  machineTranslation: string;
  /** Of another edition's version: its own page may say otherwise. */
  presumedMachine: string;
  engines: Record<Engine, string>;
  translatedByMachine: (source: string, engines: Markup) => Markup;
  translatedByPerson: (source: string) => string;
  partlyReworded: string;
  notReviewed: string;
  reviewedBy: (person: Markup, at: Markup) => Markup;
  /** Of a translation; `revision` is the original's. */
  madeFrom: (at: Markup, revision: number) => Markup;
  stale: string;
  readOriginal: (source: string) => string;
  reviewedTranslation: string;
  humanTranslation: string;
  /** The way to the page that has the original beside the translation, and that page's own name. */
  compare: string;
  comparison: string;
  /** On that page: the revision of the original that it shows, and the one that was translated. */
  otherRevision: (original: number, translation: number) => string;
  /** Why paragraphs there stand alone, and what holds where nothing is known of which belong together. */
  onlyUnchanged: string;
  unmatched: string;

  retryIn: (duration: string) => string;
  reload: string;
  problems: Record<ProblemKind, { title: string; text: string }>;
}

/** A language has all its messages, or it does not compile. */
export const messages: Record<UiLanguage, Messages> = { fr, en, ar };

/** The words for an edition's pages: its language's, whatever the region, or else English. */
export function messagesFor(language: string): Messages {
  const primary = language.split("-")[0] ?? "";
  return isUiLanguage(primary) ? messages[primary] : messages.en;
}

export function isUiLanguage(language: string): language is UiLanguage {
  return (UI_LANGUAGES as readonly string[]).includes(language);
}
