import { escapeText } from "../../articles/text.ts";
import type { LanguagePair } from "../engine.ts";
import { termRules, termsIn } from "./findings.ts";
import { identity, sorted, type Term } from "./term.ts";

/** What one glossary has that another has not. */
export interface Difference {
  added: Term[];
  removed: Term[];
  /** As they are now. */
  changed: Term[];
  /** As those were before. */
  before: Term[];
}

export function difference(before: readonly Term[], after: readonly Term[]): Difference {
  const was = new Map(before.map((term) => [identity(term), term]));
  const is = new Map(after.map((term) => [identity(term), term]));
  const changed = after.filter((term) => {
    const other = was.get(identity(term));
    return other !== undefined && JSON.stringify(other) !== JSON.stringify(term);
  });
  return {
    added: sorted(after.filter((term) => !was.has(identity(term)))),
    removed: sorted(before.filter((term) => !is.has(identity(term)))),
    changed: sorted(changed),
    before: sorted(changed.map((term) => was.get(identity(term)) as Term)),
  };
}

/**
 * Terms that stand inside what is gone, and were hidden by it: where “Cour de cassation de Paris” is a term no more,
 * “Cour de cassation” counts again.
 */
export function uncovered(gone: readonly Term[], terms: readonly Term[], pair: LanguagePair): Term[] {
  const rules = termRules(terms, pair);
  return [...new Set(gone.flatMap(({ source }) => termsIn(escapeText(source), rules)))];
}
