import type { TranslationEngine } from "./engine.ts";
import { markKept, withoutKept } from "./terms/kept.ts";
import type { Term } from "./terms/term.ts";

export interface TermPorts {
  /** An edition's terms of a source language. */
  terms(source: string): readonly Term[];
  /** The engine's own glossary for a source language, by its id there; null while there is none. */
  glossary(source: string): string | null;
  /** The engine knows that id no more. */
  glossaryGone(source: string, id: string): void;
}

/**
 * An engine that is told of the terms: those to keep are marked on the way and unmarked on the way back, and its own
 * glossary is named where it keeps one. A glossary that is gone costs nothing but a second request without it.
 */
export function withTerms(engine: TranslationEngine, ports: TermPorts): TranslationEngine {
  return {
    ...engine,
    async translate(texts, pair, options) {
      const terms = ports.terms(pair.source);
      const marked = texts.map((text) => markKept(text, terms, pair));
      const glossary = engine.glossaries === undefined ? null : ports.glossary(pair.source);
      let answer = await engine.translate(marked, pair, { ...options, glossary });
      if (glossary !== null && !answer.ok && answer.failure.glossaryGone) {
        ports.glossaryGone(pair.source, glossary);
        answer = await engine.translate(marked, pair, { ...options, glossary: null });
      }
      if (answer.ok) return { ...answer, texts: answer.texts.map(withoutKept) };
      const { partial } = answer.failure;
      if (partial === undefined) return answer;
      return {
        ok: false,
        failure: { ...answer.failure, partial: { ...partial, texts: partial.texts.map(withoutKept) } },
      };
    },
  };
}
