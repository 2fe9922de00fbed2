import type { LanguagePair } from "../engine.ts";
import { termRules } from "./findings.ts";
import type { Term } from "./term.ts";
import { wordsOf } from "./words.ts";

/** Most marks in one paragraph: each makes the request longer. */
const MOST_MARKS = 200;
/** A tag, or a run of text. */
const PIECE = /<(?:[^"<>]|"[^"]*")*>|[^<]+/g;
const SPAN = /<span\b([^<>]*)>([^<>]*)<\/span\s*>/gi;
const MARKED = /(?<![\w-])id="k\d+"/;

/**
 * An encoded paragraph (markup.ts) with every term to keep in `<span id="k0" translate="no">`, so that an engine
 * leaves it alone. The memory knows nothing of it: `withoutKept` takes the marks away again. A term that stands in
 * two elements is not marked; the checks still ask for it.
 */
export function markKept(encoded: string, terms: readonly Term[], pair: LanguagePair): string {
  if (!terms.some(({ rule }) => rule === "keep")) return encoded;
  const { sources } = termRules(terms, pair);
  let marks = 0;
  let isVerbatim = false;
  return encoded.replace(PIECE, (piece) => {
    if (piece.startsWith("<")) {
      isVerbatim = / translate="no"/.test(piece);
      return piece;
    }
    if (isVerbatim) return piece;
    let marked = "";
    let end = 0;
    for (const { of, from, to } of sources.longest(wordsOf(withoutReferences(piece), pair.source))) {
      if (of.rule !== "keep" || marks === MOST_MARKS) continue;
      marked += `${piece.slice(end, from)}<span id="k${marks++}" translate="no">${piece.slice(from, to)}</span>`;
      end = to;
    }
    return marked + piece.slice(end);
  });
}

/** An engine's answer without the marks of kept terms. */
export function withoutKept(answer: string): string {
  if (!answer.includes('id="k')) return answer;
  return answer.replace(SPAN, (whole, attributes: string, text: string) => (MARKED.test(attributes) ? text : whole));
}

/** Character references decoded without moving what stands behind them. */
function withoutReferences(text: string): string {
  return text.replace(/&#x([0-9A-F]+);/g, (whole, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)).padEnd(whole.length, "\u2060"),
  );
}
