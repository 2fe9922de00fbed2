import type { Engine as EngineName } from "../articles/article.ts";

/** The port that every engine is behind. Texts are encoded paragraphs (markup.ts). */
export interface TranslationEngine {
  name: EngineName;
  /** Never rejects: what goes wrong is a value. The answer has as many texts as were asked. */
  translate(texts: string[], pair: LanguagePair, options: TranslateOptions): Promise<EngineAnswer>;
  /** Whether it answers at all, asked without cost; null if it does. Never rejects. */
  check?(): Promise<EngineFailure | null>;
}

/** What an engine is told beside the texts; it may leave any of it unused. */
export interface TranslateOptions {
  /** What stands around the texts, in the source language; never translated, never billed. */
  context: string | null;
  /** The engine's own id of a glossary for the pair. */
  glossary: string | null;
}

export interface LanguagePair {
  source: string;
  target: string;
}

export type EngineAnswer =
  | { ok: true; texts: string[] /** Characters billed, where the engine says. */; billed: number | null }
  | { ok: false; failure: EngineFailure };

export interface EngineFailure {
  kind: EngineFailureKind;
  /** For operators; holds no secret. */
  detail: string;
}

export type EngineFailureKind =
  | "overloaded"
  | "too-large"
  | "quota-spent"
  | "refused"
  | "failed"
  | "unreachable"
  | "garbled"
  | "wrong-count"
  | "silent";

/**
 * What a failure means for money.
 * `free`: surely not billed, the reservation is released.
 * `spent`: perhaps billed, the reservation stays spent.
 * `lost`: perhaps billed for an answer that was lost, so the paragraph counts as bought once (promise 2).
 */
export const COST_OF_FAILURE: Record<EngineFailureKind, "free" | "spent" | "lost"> = {
  overloaded: "free",
  "too-large": "free",
  "quota-spent": "free",
  refused: "free",
  unreachable: "free",
  failed: "spent",
  garbled: "lost",
  "wrong-count": "lost",
  silent: "lost",
};
