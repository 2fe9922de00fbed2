/**
 * The words everyone speaks: an article in its own language, and a rendition, which is an
 * article as one edition carries it. Dates are RFC 3339 in UTC. Markup is canonical
 * (see sanitize.ts); titles, summaries and image texts are plain text.
 */

export const PARAGRAPH_TYPES = [
  "paragraph",
  "heading",
  "list-item",
  "quotation",
  "caption",
  "table-cell",
  "code",
  "alternative-text",
] as const;
export type ParagraphType = (typeof PARAGRAPH_TYPES)[number];

/** Who produced a text. Reuse from the translation memory keeps the engine of its entry. */
export const ENGINES = ["deepl", "workers-ai", "person", "seed"] as const;
export type Engine = (typeof ENGINES)[number];

/** The unit of translation: one block of the body, with its inline markup. */
export interface Paragraph {
  type: ParagraphType;
  /** The block's own element: `p`, `h2`, `li`, `figcaption`, `td`… */
  tag: string;
  /** Canonical inline HTML; for `alternative-text` escaped text. */
  html: string;
}

/**
 * A body: its paragraphs, and the frame of markup around them that no translation touches.
 * `frame.length === paragraphs.length + 1`; the whole is frame[0] + p[0] + frame[1] + ….
 */
export interface Body<P extends Paragraph = Paragraph> {
  frame: string[];
  paragraphs: P[];
}

export interface Author {
  name: string;
}

export interface Image {
  /** Absolute http(s) URL. Never fetched. */
  url: string;
  alt: string | null;
  caption: string | null;
  credit: string | null;
  /** Pixels, when the editor gave them. */
  width: number | null;
  height: number | null;
  /** Size of the file in bytes, and its media type in lower case; only where the editor gave them. */
  bytes?: number;
  type?: string;
}

/** What an article and its renditions have in common. */
export interface Story<P extends Paragraph = Paragraph> {
  /** Internal and stable; the only name of an article in Cache-Tag. */
  id: string;
  slug: string;
  language: string;
  /** The article's revision, from 1. For a translation: the revision that it translates. */
  revision: number;
  title: string;
  summary: string | null;
  body: Body<P>;
  authors: Author[];
  tags: string[];
  /** tag → label in `language`, where the editor gave one. */
  tag_labels: Record<string, string>;
  image: Image | null;
  rights: string | null;
  correction_note: string | null;
  canonical_url: string | null;
  /** When it is withdrawn by itself; null for never. */
  expires_at: string | null;
  published_at: string;
  updated_at: string;
}

export type Article = Story;

/** A paragraph as an edition carries it; `engine` is null where nobody produced it but the author. */
export interface RenderedParagraph extends Paragraph {
  engine: Engine | null;
}

/** Where a translation comes from (promise 8). */
export interface Provenance {
  source_language: string;
  source_revision: number;
  /** Every engine that produced some of the text, sorted. */
  engines: Engine[];
  /** How many paragraphs came from the translation memory. */
  from_memory: number;
  translated_at: string;
  reviewed: { by: string; at: string } | null;
  /** True while the article has a newer revision than this translation. */
  stale: boolean;
}

/** Digests of the texts that a translation was made from; empty where the article had none (source-digests.ts). */
export interface SourceDigests {
  title: string;
  summary: string;
  correction_note: string;
  caption: string;
  /** Of the body's paragraphs, in the translation's own order. */
  paragraphs: string[];
}

export interface Rendition extends Story<RenderedParagraph> {
  original: { language: string };
  translation: Provenance | null;
  /** Only on a translation, and not on one that was kept before they were. */
  source_digests?: SourceDigests;
}
