import type { Engine as EngineName } from "../articles/article.ts";
import type { Result } from "../articles/result.ts";

/** The port that every engine is behind. Texts are encoded paragraphs (markup.ts). */
export interface TranslationEngine {
  name: EngineName;
  /** Never rejects: what goes wrong is a value. The answer has as many texts as were asked. */
  translate(texts: string[], pair: LanguagePair, options: TranslateOptions): Promise<EngineAnswer>;
  /** Whether it answers at all, asked without cost; null if it does. Never rejects. */
  check?(): Promise<EngineFailure | null>;
  /** Where the engine keeps glossaries of its own. */
  glossaries?: EngineGlossaries;
}

/** An engine's own glossaries. Never reject. */
export interface EngineGlossaries {
  /**
   * The id of the glossary with this content, made if there is none. Its name is `prefix` and `hash`.
   * @param entries source → target; not empty
   */
  ensure(
    prefix: string,
    hash: string,
    pair: LanguagePair,
    entries: Record<string, string>,
  ): Promise<Result<string, EngineFailure>>;
  /** Removes all whose name begins so but one; null once they are gone. */
  removeOthers(prefix: string, keep: string | null): Promise<EngineFailure | null>;
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
  /** Whether it was only that the engine knows the glossary no more: nothing was read, nothing is billed. */
  glossaryGone?: true;
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
