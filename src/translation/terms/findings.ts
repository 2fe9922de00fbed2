import { detailOf, type Finding, quoted } from "../checks/finding.ts";
import type { LanguagePair } from "../engine.ts";
import { prose } from "../prose.ts";
import type { Term } from "./term.ts";
import { type Match, TermIndex, type Wording } from "./term-index.ts";
import { wordsOf } from "./words.ts";

/** A term that a translation goes against, and how. */
export interface Breach {
  check: "term-missing" | "do-not-translate" | "forbidden-term";
  term: Term;
  /** What was not to be written. */
  wording?: string;
}

/** A pair’s terms, ready to be looked for. */
export interface TermRules {
  pair: LanguagePair;
  /** By what stands in the source. */
  sources: TermIndex<Term>;
  /** What is forbidden whatever the source says. */
  everywhere: TermIndex<Forbidden>;
}

interface Forbidden {
  term: Term;
  wording: string;
}

/** By the list itself: a list is never changed, only replaced. */
const prepared = new WeakMap<readonly Term[], TermRules>();

/** Terms made ready to be looked for; the same list again costs nothing. */
export function termRules(terms: readonly Term[], pair: LanguagePair): TermRules {
  const known = prepared.get(terms);
  if (known?.pair.source === pair.source && known.pair.target === pair.target) return known;
  const rules: TermRules = {
    pair,
    sources: new TermIndex(terms.flatMap(sourceWordings), pair.source),
    everywhere: new TermIndex(terms.filter(({ source }) => source === "").flatMap(forbiddenOf), pair.target),
  };
  prepared.set(terms, rules);
  return rules;
}

/**
 * The checks of terms, on canonical inline HTML: `term-missing` (a warning: what was accepted is not bought again by
 * itself), `do-not-translate` and `forbidden-term` (errors). Linear in the texts, whatever the number of terms.
 */
export function termFindings(source: string, target: string, terms: readonly Term[], pair: LanguagePair): Finding[] {
  return breaches(source, target, termRules(terms, pair)).map(({ check, term, wording }) => ({
    check,
    severity: check === "term-missing" ? "warning" : "error",
    detail: detailOf(explained(check, term, wording)),
  }));
}

/** What a translation has against the terms, each once. */
export function breaches(source: string, target: string, { pair, sources, everywhere }: TermRules): Breach[] {
  const asked = new Set(sources.longest(wordsOf(prose(source), pair.source)).map(({ of }) => of));
  if (asked.size === 0 && everywhere.isEmpty) return [];
  const words = wordsOf(prose(target), pair.target);
  const written = new TermIndex(
    [...asked].flatMap((term) => targetWordings(term, pair)),
    pair.target,
  ).all(words);
  const has = new Set(written.map(({ of }) => of));
  const found: Breach[] = [];
  for (const term of asked) {
    if (term.rule === "translate" && !has.has(term)) found.push({ check: "term-missing", term });
    if (term.rule === "keep" && !has.has(term)) found.push({ check: "do-not-translate", term });
  }
  const forbidden = [
    ...new TermIndex([...asked].flatMap(forbiddenOf), pair.target).all(words),
    ...everywhere.all(words),
  ];
  const told = new Set<string>();
  for (const match of forbidden) {
    const { term, wording } = match.of;
    if (told.has(wording) || written.some((right) => isInside(match, right))) continue;
    told.add(wording);
    found.push({ check: "forbidden-term", term, wording });
  }
  return found;
}

/** Terms whose source a text has; canonical inline HTML. */
export function termsIn(source: string, { pair, sources }: TermRules): Term[] {
  return [...new Set(sources.longest(wordsOf(prose(source), pair.source)).map(({ of }) => of))];
}

/** Whether a translation has a wording that is forbidden whatever its source says. */
export function writesForbidden(target: string, { pair, everywhere }: TermRules): boolean {
  return !everywhere.isEmpty && everywhere.all(wordsOf(prose(target), pair.target)).length > 0;
}

function sourceWordings(term: Term): Wording<Term>[] {
  if (term.source === "") return [];
  const forms = term.forms?.source ?? [];
  const exact = forms.length > 0 || term.rule === "keep";
  return [term.source, ...forms].map((text) => ({ text, of: term, case: term.case, exact }));
}

function targetWordings(term: Term, pair: LanguagePair): Wording<Term>[] {
  if (term.rule === "forbid") return [];
  const texts = [term.target, ...(term.rule === "keep" ? keptAs(term, pair) : []), ...(term.forms?.target ?? [])];
  return texts.map((text) => ({ text, of: term, case: letters(term), exact: term.rule === "keep" }));
}

/** What a term that is kept may come back as: any form it is known by, and without an article that a preposition swallows (du Monde). */
function keptAs({ source, forms }: Term, pair: LanguagePair): string[] {
  const all = [source, ...(forms?.source ?? [])];
  const bare = pair.source.startsWith("fr") ? all.map((text) => text.replace(/^les?[\s\u00A0]+/i, "")) : [];
  return [...all, ...bare];
}

/** A target may begin a sentence or stand in a headline: its capitals count only where a term is kept as it is. */
function letters(term: Term): Wording<Term>["case"] {
  return term.rule === "keep" ? term.case : "insensitive";
}

function forbiddenOf(term: Term): Wording<Forbidden>[] {
  const texts = [...(term.rule === "forbid" ? [term.target] : []), ...(term.forbidden ?? [])];
  return texts.map((text) => ({ text, of: { term, wording: text }, case: term.case, exact: false }));
}

/** Whether a match is only a part of a longer one. */
function isInside(part: Match<unknown>, whole: Match<unknown>): boolean {
  return whole.first <= part.first && whole.last >= part.last && whole.last - whole.first > part.last - part.first;
}

function explained(check: Breach["check"], { source, target, rule }: Term, wording = ""): string {
  switch (check) {
    case "term-missing":
      return `${quoted([source])} is ${quoted([target])} here, which the translation does not have`;
    case "do-not-translate":
      return `${quoted([source])} stays as it is, and the translation does not have it`;
    case "forbidden-term": {
      const instead = rule === "forbid" ? "" : `; write ${quoted([target])}`;
      return `${quoted([wording])} is not to be written${instead}`;
    }
  }
}
