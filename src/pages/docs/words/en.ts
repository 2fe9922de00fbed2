import { html } from "../../markup.ts";
import { code } from "../code.ts";
import type { DocsWords } from "../words.ts";

export const en: DocsWords = {
  title: "For partners",
  lede: (publication) =>
    `All that ${publication} publishes, in every edition’s language, as feeds with full text and as an API. No key, no cookie, no script: any client may read it.`,
  contents: "On this page",
  feeds: {
    heading: "Feeds",
    text: ({ opml, tagFeed, archive }) => [
      html`Each feed is in one language. A subscription list of them all: ${opml}.`,
      html`A tag has feeds of its own, under the same names: ${tagFeed}.`,
      html`A feed holds the 30 to 59 articles that its edition came to show last, newest arrival first. The date of publication does not count: a backdated article comes first, and a late translation is a new entry of its edition.`,
      html`Older ones stand in archive pages of 30, which do not change unless an article on them does: ${archive}. ${code('rel="prev-archive"')} in RSS and Atom, and ${code("next_url")} in JSON Feed, lead back (RFC\u00a05005); whoever follows them meets every article once.`,
    ],
  },
  polling: {
    heading: "Polling",
    text: () => [
      html`Ask every five minutes, or as often as you like: answers are kept for a minute, so more often than that brings nothing new.`,
      html`Send the ${code("ETag")} of the last answer as ${code("If-None-Match")}. While nothing has changed you get ${code("304")} with no body. The same content has the same bytes and the same entity tag. ${code("Last-Modified")} with ${code("If-Modified-Since")} works too.`,
      html`Where an answer has ${code("Retry-After")}, wait that many seconds. URLs take no query: with one, you are sent to the URL without it (308). Scripts in a browser may read everything from any origin.`,
    ],
  },
  entries: {
    heading: "What an entry has",
    text: ({ article }) => [
      html`An id (${code("guid")}, ${code("atom:id")}, ${code("id")}) that no correction ever changes. It is an identifier, not an address; the address is in ${code("link")} or ${code("url")}.`,
      html`The full text as clean HTML: no script, no style, no class, absolute links only. Arabic stands in ${code('<div lang="ar" dir="rtl">')}, so that it reads right to left in whatever shows it. Times are in UTC.`,
      html`An article by itself, as JSON, plain text or Markdown: ${article}.`,
    ],
  },
  provenance: {
    heading: "Where a translation comes from",
    text: () => [
      html`A translation says so in its text. Machines read the same in ${code("_dragoman")} (JSON Feed), ${code("dcterms:provenance")} (RSS, Atom), ${code("translation")} (an article’s JSON), and the header ${code("Dragoman-Translation")} (RFC\u00a09651). Originals have none of it. Please tell your readers too when a machine made what they read.`,
    ],
    field: "Field",
    meaning: "What it says",
    fields: {
      source_language: "The language that it is translated from.",
      source_revision: "The revision of the original that it is a translation of.",
      engines: "Who made it: deepl, workers-ai, person, or seed for what came with the article.",
      translated_at: "When.",
      reviewed: "Who approved it, and when; null while nobody has.",
      stale: "True while the original has been corrected and the translation has not.",
      digital_source_type: "IPTC’s code for a machine’s text as a URI; null where persons translated all of it.",
    },
  },
  corrections: {
    heading: "Corrections and withdrawals",
    text: ({ withdrawn, sitemap }) => [
      html`A correction keeps the id and moves ${code("updated")} or ${code("date_modified")}; replace what you have. In RSS, compare ${code("atom:updated")}. Where the newsroom says what was corrected, ${code("correction_note")} has it.`,
      html`A withdrawn article leaves the feeds, and its page answers ${code("410")}. For 30 days Atom has its tombstone (${code("at:deleted-entry")}, RFC\u00a06721), and for readers of RSS and JSON Feed it stands here: ${withdrawn}. Poll that as often as the feed, and take down what it names. What leaves the list before its 30 days are over was restored, and stands where it stood: take it back from its URL.`,
      html`An entry keeps its page, so an older article’s correction or restoration shows in no feed, but on its archive page. These pages change only when one of their articles is corrected, withdrawn or restored: ask for each of them again, say once a day, with its entity tag in ${code("If-None-Match")}. That is a ${code("304")} for all that have not changed. Every article that can be read also stands, with its last change (${code("lastmod")}), in ${sitemap}.`,
      html`${code("expires_at")} says when an article will be withdrawn by itself.`,
    ],
  },
  limits: {
    heading: "Limits",
    text: () => [
      html`There is no limit on what is cached, and feeds are. What has to be fetched or translated first is limited to about 600 requests a minute from one address; beyond that the answer is ${code("429")}.`,
      html`An archive page is 30 articles or 4 MiB, whichever is less. Withdrawals reach feeds within a few seconds, and every cache within about two minutes.`,
    ],
  },
  errors: {
    heading: "Errors",
    text: () => [
      html`Errors are problem details (RFC\u00a09457): ${code("type")} never changes and is what to branch on, ${code("detail")} says what to do. ${code("503")} on an article means that there is no translation yet; a feed leaves such an article out until there is.`,
    ],
  },
  samples: {
    heading: "Samples",
    text: () => [
      html`Each remembers in a file what it has seen, and asks only for what has changed. Run them from a schedule: every few minutes, and once a day with ${code("--all")}, so that they ask for the archive’s pages too.`,
    ],
  },
  reference: {
    heading: "Every URL",
    text: ({ reference, openapi }) => [
      html`The reference of every URL, the newsroom’s own API included (in English): ${reference}. The same for programs, as OpenAPI 3.1: ${openapi}.`,
    ],
  },
};
