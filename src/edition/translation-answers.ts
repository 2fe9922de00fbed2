import type { Engine, ParagraphType } from "../articles/article.ts";
import type { MemoryOrigin } from "../replica/values.ts";
import type { Finding } from "../translation/checks/finding.ts";
import type { RenditionRow } from "./renditions.ts";

/** A paragraph as the desk shows it beside its source. Texts are canonical inline HTML. */
export interface ParagraphView {
  /** Its key in the memory, the same as long as its text is; null where there is nothing to translate. */
  id: string | null;
  type: ParagraphType | "title" | "summary" | "image-alt" | "image-caption" | "correction-note" | "tag-label";
  source: string;
  /** Null while there is none. */
  target: string | null;
  /** Who it comes from; null where there is nothing to translate, or no translation. */
  origin: MemoryOrigin | null;
  engine: Engine | null;
  /** Whose wording it is, by the name of a token. */
  reviewer: string | null;
  updated_at: string | null;
  /** The target is served until it is bought anew. */
  outdated: boolean;
  /** The target failed its checks, and is served nowhere. */
  refused: boolean;
  checks: Finding[];
}

/** The translation of an article's current revision, whether it is public or not. */
export interface TranslationView {
  state: RenditionRow["state"];
  source_language: string;
  source_revision: number;
  reviewed: { by: string; at: string } | null;
  paragraphs: ParagraphView[];
}

/** A person's wording of a paragraph, in HTML. */
export interface Target {
  id: string;
  target: string;
}

/** What an editor does with a translation. `ids` null: with the whole of it. */
export type TranslationAct =
  | { act: "show" }
  /** `sameStays`: what is worded as it was stays whose it was. */
  | { act: "reword"; targets: Target[]; allowWarnings: boolean; sameStays: boolean }
  | { act: "reset"; ids: string[] | null }
  | { act: "approve" }
  | { act: "retranslate"; ids: string[] | null };

/** Who asks, and under which condition (If-Match). */
export interface Asked {
  author: string;
  ifMatch: string | null;
}

export type TranslationAnswer =
  | { outcome: "done"; view: TranslationView; etag: string; isWanted: boolean }
  | { outcome: "unknown" | "withdrawn" | "recovering" }
  /** The article is written in the edition's language. */
  | { outcome: "original"; language: string }
  | { outcome: "precondition-failed"; etag: string }
  /** Paragraphs that the article does not have, or not any more. */
  | { outcome: "unknown-paragraphs"; ids: string[] }
  /** Errors; or, where there are none, warnings that were not allowed. */
  | { outcome: "refused"; paragraphs: { id: string; checks: Finding[] }[] }
  /** Paragraphs that have no translation yet. */
  | { outcome: "incomplete"; ids: string[] };
