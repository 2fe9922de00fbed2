import { withoutArticle } from "./arabic.ts";
import { CONTRACTED } from "./french.ts";
import { isAtStart, isSpelt } from "./spelling.ts";
import type { TermCase } from "./term.ts";
import { type Word, wordsOf } from "./words.ts";

/** A wording to look for, and what it stands for. */
export interface Wording<T> {
  text: string;
  of: T;
  case: TermCase | undefined;
  /** Whether only the wording itself counts, and none of its inflections. */
  exact: boolean;
}

/** Where a wording was found: offsets in the text, and the words it took. */
export interface Match<T> {
  of: T;
  from: number;
  to: number;
  first: number;
  last: number;
}

interface Node<T> {
  next: Map<string, Node<T>> | null;
  ends: Ending<T>[];
}

/** A wording with its words, and all that it stands for. */
interface Ending<T> extends Omit<Wording<T>, "of"> {
  words: string[];
  of: T[];
}

/**
 * Most readings of a text that are followed at once from one word: each word may be a form of several, and hostile
 * terms could double them with every word. What is written comes first, so nothing real is lost.
 */
const MOST_READINGS = 16;
/** Most wordings that differ in accents and capitals alone: nobody writes so many, and each has to be compared. */
const MOST_ALIKE = 32;

/** Wordings by their words, so that a text is gone through once, whatever their number. */
export class TermIndex<T> {
  readonly #root: Node<T> = { next: null, ends: [] };
  readonly #language: string;

  constructor(wordings: Iterable<Wording<T>>, language: string) {
    this.#language = language;
    for (const wording of wordings) this.#add(wording);
  }

  get isEmpty(): boolean {
    return this.#root.next === null;
  }

  /** What stands in a text, from left to right, the longest first: nothing is found inside something longer. */
  longest(words: readonly Word[]): Match<T>[] {
    const found: Match<T>[] = [];
    for (let i = 0; i < words.length; i++) {
      let best: (Match<T> & { isAsWritten: boolean }) | null = null;
      this.#from(words, i, (match, isAsWritten) => {
        const isBetter = best === null || match.last > best.last || (isAsWritten && !best.isAsWritten);
        if (isBetter) best = { ...match, isAsWritten };
      });
      if (best === null) continue;
      const { isAsWritten: _, ...match } = best as Match<T> & { isAsWritten: boolean };
      found.push(match);
      i = match.last;
    }
    return found;
  }

  /** All that stands in a text, inside something longer too. */
  all(words: readonly Word[]): Match<T>[] {
    const found: Match<T>[] = [];
    for (let i = 0; i < words.length; i++) this.#from(words, i, (match) => found.push(match));
    return found;
  }

  #add(wording: Wording<T>): void {
    const words = wordsOf(wording.text, this.#language);
    let node = this.#root;
    for (const [i, { key, gap }] of words.entries()) {
      node.next ??= new Map();
      const step = (i === 0 ? "" : gap) + withoutArticle(key);
      let next = node.next.get(step);
      if (next === undefined) {
        next = { next: null, ends: [] };
        node.next.set(step, next);
      }
      node = next;
    }
    if (node === this.#root) return;
    const { of, ...written } = wording;
    const same = node.ends.find((other) => isSameWording(other, written));
    if (same !== undefined) same.of.push(of);
    else if (node.ends.length < MOST_ALIKE)
      node.ends.push({ ...written, words: words.map((word) => word.text), of: [of] });
  }

  /** Tells every wording that begins with a word, the shorter ones first. */
  #from(words: readonly Word[], start: number, found: (match: Match<T>, isAsWritten: boolean) => void): void {
    let nodes = [this.#root];
    for (let i = start; i < words.length && nodes.length > 0; i++) {
      const word = words[i] as Word;
      const gap = i === start ? "" : word.gap;
      const reached: Node<T>[] = [];
      for (const node of nodes) {
        if (node.next === null) continue;
        for (const base of this.#readings(word, i === start)) {
          const next = node.next.get(gap + base);
          if (next !== undefined && reached.length < MOST_READINGS) reached.push(next);
        }
      }
      nodes = reached;
      for (const node of nodes) {
        for (const wording of node.ends) {
          const place = this.#verified(wording, words, start);
          if (place === null) continue;
          const isAsWritten = wording.words.every((text, k) => words[start + k]?.text === text);
          for (const of of wording.of) found({ of, ...place }, isAsWritten);
        }
      }
    }
  }

  /** What a word may be a form of; before le and les a preposition may have swallowed the article. */
  #readings({ key, readings }: Word, isFirst: boolean): readonly string[] {
    const article = isFirst && this.#language.startsWith("fr") ? CONTRACTED[key] : undefined;
    return article === undefined ? readings : [...readings, article];
  }

  #verified(wording: Ending<T>, words: readonly Word[], start: number): Omit<Match<T>, "of"> | null {
    const last = start + wording.words.length - 1;
    const isContracted = this.#isContracted(words[start] as Word, wording.words[0] as string);
    if (isContracted && last === start) return null;
    for (const [k, wanted] of wording.words.entries()) {
      if (k === 0 && isContracted) continue;
      const word = words[start + k] as Word;
      const atStart = k === 0 && isAtStart(words, start);
      if (wording.exact && !isSameForm(word, wanted, this.#language)) return null;
      if (!isSpelt(word.text, wanted, { case: wording.case, atStart })) return null;
    }
    const { from } = words[isContracted ? start + 1 : start] as Word;
    return { from, to: (words[last] as Word).to, first: start, last };
  }

  #isContracted({ key }: Word, wanted: string): boolean {
    const article = this.#language.startsWith("fr") ? CONTRACTED[key] : undefined;
    return article !== undefined && wanted.toLowerCase() === article;
  }
}

type Written = Omit<Wording<unknown>, "of">;

function isSameWording(one: Written, other: Written): boolean {
  return one.text === other.text && one.case === other.case && one.exact === other.exact;
}

function isSameForm({ bases }: Word, wanted: string, language: string): boolean {
  const key = wordsOf(wanted, language)[0]?.key ?? "";
  return bases.same.includes(withoutArticle(key)) || bases.same.includes(key);
}
