import { html } from "../markup.ts";
import type { Messages } from "../messages.ts";

export const en: Messages = {
  language: "en",
  locale: "en-GB",
  openGraphLocale: "en_GB",
  ownName: "English",
  languageNames: { fr: "French", en: "English", ar: "Arabic" },
  languages: "Languages",
  original: "original",
  comma: ", ",
  frontPage: "Go to the front page",
  by: "By",
  published: "Published",
  updated: "Updated",
  tags: "Tags",
  feeds: "Feeds",
  correction: "Correction",
  noArticles: "No articles yet.",
  olderArticles: "Older articles",
  newerArticles: "Newer articles",
  archivePage: (page) => `Archive, page ${page}`,
  feedDescription: (publication) => `All articles of ${publication} in English, full text.`,
  tagFeedDescription: (publication, label) => `Articles of ${publication} in English tagged “${label}”, full text.`,

  machineTranslation: "Machine translation",
  engines: {
    deepl: "DeepL",
    "workers-ai": "Workers AI",
    person: "a person",
    seed: "translation supplied with the article",
  },
  translatedByMachine: (source, engines) => html`Machine translation from ${source} (${engines}).`,
  translatedByPerson: (source) => `Translated from ${source} by a person.`,
  partlyReworded: "An editor has reworded parts of it.",
  notReviewed: "It has not been reviewed and may contain mistakes.",
  reviewedBy: (person, at) => html`Reviewed by ${person} on ${at}.`,
  madeFrom: (at, revision) => html`Made on ${at} from revision ${revision} of the original.`,
  stale: "The original has been corrected since; this translation is of an earlier revision.",
  readOriginal: (source) => `Read the original (${source})`,

  retryIn: (duration) => `Try again in ${duration}.`,
  reload: "Reload the page",
  problems: {
    "being-translated": {
      title: "Being translated",
      text: "This article is being translated. The page reloads by itself until it is ready.",
    },
    "translation-unavailable": {
      title: "Translation unavailable",
      text: "This article could not be translated for now. It will be as soon as possible.",
    },
    "translation-budget-spent": {
      title: "Translation postponed",
      text: "The translation budget is spent for now. The article will be translated once it is renewed.",
    },
    "translation-held": {
      title: "Translation held back",
      text: "The translation of this article did not pass our checks. An editor has to look at it.",
    },
    withdrawn: { title: "Article withdrawn", text: "The newsroom has withdrawn this article." },
    "not-found": { title: "Page not found", text: "There is nothing at this address." },
    "rate-limited": {
      title: "Too many requests",
      text: "Too many pages were asked for in a short time. Please wait a moment.",
    },
    "server-error": { title: "Something went wrong", text: "The fault is ours. Please try again in a moment." },
  },
};
