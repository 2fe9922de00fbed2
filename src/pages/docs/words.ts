import type { Markup } from "../markup.ts";
import { messagesFor, type UiLanguage } from "../messages.ts";
import { ar } from "./words/ar.ts";
import { en } from "./words/en.ts";
import { fr } from "./words/fr.ts";

/** URLs and their links, which stand in the text in whatever order a language has. */
export interface Places {
  opml: Markup;
  withdrawn: Markup;
  sitemap: Markup;
  tagFeed: Markup;
  archive: Markup;
  article: Markup;
  reference: Markup;
  openapi: Markup;
}

/** A part of the page: its heading, and its paragraphs. */
export interface Section {
  heading: string;
  text: (at: Places) => Markup[];
}

export const PROVENANCE_FIELDS = [
  "source_language",
  "source_revision",
  "engines",
  "translated_at",
  "reviewed",
  "stale",
  "digital_source_type",
] as const;

/** What the guide for partners says. */
export interface DocsWords {
  title: string;
  lede: (publication: string) => string;
  contents: string;
  feeds: Section;
  polling: Section;
  entries: Section;
  provenance: Section & {
    field: string;
    meaning: string;
    fields: Record<(typeof PROVENANCE_FIELDS)[number], string>;
  };
  corrections: Section;
  limits: Section;
  errors: Section;
  samples: Section;
  reference: Section;
}

/** A language has all of it, or it does not compile. */
const words: Record<UiLanguage, DocsWords> = { fr, en, ar };

/** For readers of an edition: in its language, or else in English. */
export const docsWords = (language: string): DocsWords => words[messagesFor(language).language];
