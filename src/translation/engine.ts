import type { Engine as EngineName } from "../articles/article.ts";
import type { Result } from "../articles/result.ts";

/** The port that every engine is behind. Texts are encoded paragraphs (markup.ts). */
export interface TranslationEngine {
  name: EngineName;
  /** Most texts a call, where that is fewer than any engine takes: a call has to end within a lease (60 s). */
  mostTexts?: number;
  /** Most characters that a text may be billed for, where that may be more than its own. */
  mostBilled?(text: string): number;
  /** Never rejects: what goes wrong is a value. The answer has as many texts as were asked. */
  translate(texts: string[], pair: LanguagePair, options: TranslateOptions): Promise<EngineAnswer>;
  /** Whether it answers at all, asked without cost; null if it does. Never rejects. */
  check?(): Promise<EngineFailure | null>;
  /** Where the engine keeps glossaries of its own. */
  glossaries?: EngineGlossaries;
  /** What its account was billed for in this period, asked without cost. Never rejects. */
  usage?(): Promise<Result<AccountUsage, EngineFailure>>;
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

/** An engine's own count, of everybody who uses the account. */
export interface AccountUsage {
  /** Characters billed in this period. */
  count: number;
  /** Most characters a period; null where there is no limit. */
  limit: number | null;
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
  /** How long the engine asks to be left alone, milliseconds. */
  retryAfterMs?: number;
  /** What a call that broke off had brought before. */
  partial?: PartialAnswer;
}

/** An answer that broke off: the texts before the break came back, those after it were never sent. */
export interface PartialAnswer {
  /** The first of the texts asked, in order. */
  texts: string[];
  /** Whether a part of the next text was sent too. */
  isNextBegun: boolean;
  /** Characters billed, for `texts` and for what was begun; at most what was reserved. */
  billed: number;
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
