import { textOf } from "../../../src/articles/text.ts";
import type { FaultKind } from "./faults.ts";
import { pick } from "./pick.ts";
import { places, replaced, sentenceEnds } from "./places.ts";

const isMarkedUp = (html: string) => html.includes("<");
const wordsOf = (html: string) => html.split(" ");
/** Letters and words from which a paragraph is more than names. */
const isProse = (html: string) => (textOf(html).match(/\p{L}/gu)?.length ?? 0) >= 24;

/** The sentences of a text without markup; fewer than two are none. */
function sentences(html: string): string[] {
  if (isMarkedUp(html)) return [];
  const ends = [...sentenceEnds(html), html.length];
  const parts = ends.map((end, i) => html.slice(i === 0 ? 0 : (ends[i - 1] ?? 0) + 1, end));
  return parts.length < 2 ? [] : parts;
}

export const TEXT_FAULTS: readonly FaultKind[] = [
  { name: "empty", every: 4, checks: ["empty-target"], spoil: ({ source }) => ({ source, target: "" }) },
  {
    name: "spaces only",
    every: 4,
    checks: ["empty-target"],
    spoil: ({ source }) => ({ source, target: " \u00a0\u200f" }),
  },
  {
    name: "left untranslated",
    every: 2,
    checks: ["target-same-as-source"],
    spoil: ({ source }) => (isProse(source) ? { source, target: source } : null),
  },
  {
    name: "second half left untranslated",
    checks: ["target-same-as-source", "script"],
    spoil: ({ source, target }) => {
      const [from, to] = [wordsOf(source), wordsOf(target)];
      if (isMarkedUp(source) || from.length < 20) return null;
      return { source, target: [...to.slice(0, to.length / 2), ...from.slice(from.length / 2)].join(" ") };
    },
  },
  {
    name: "half of the sentences dropped",
    checks: ["sentence-count", "length-ratio"],
    spoil: ({ source, target }) => {
      const parts = sentences(target);
      if (parts.length < 2) return null;
      return { source, target: parts.slice(0, parts.length / 2).join(" ") };
    },
  },
  {
    name: "half of a long text dropped",
    checks: ["length-ratio", "sentence-count"],
    spoil: ({ source, target }) => {
      const words = wordsOf(target);
      if (isMarkedUp(target) || words.length < 20) return null;
      return { source, target: words.slice(0, words.length * 0.45).join(" ") };
    },
  },
  {
    name: "last sentence dropped",
    checks: ["sentence-count", "length-ratio"],
    spoil: ({ source, target }) => {
      const parts = sentences(target);
      return parts.length < 2 ? null : { source, target: parts.slice(0, -1).join(" ") };
    },
  },
  {
    name: "sentence said twice",
    checks: ["repetition"],
    spoil: ({ source, target }, random) => {
      const parts = sentences(target).filter(isProse);
      const one = pick(parts, random);
      return one === undefined ? null : { source, target: target.replace(one, `${one} ${one}`) };
    },
  },
  {
    name: "loop",
    checks: ["repetition", "length-ratio"],
    spoil: ({ source, target }, random) => {
      const words = wordsOf(target);
      if (isMarkedUp(target) || words.length < 6) return null;
      const length = 1 + Math.floor(random() * 5);
      const from = Math.floor(random() * (words.length - length));
      const loop = words.slice(from, from + length).join(" ");
      if (!/\p{L}/u.test(loop)) return null;
      const times = 4 + Math.floor(random() * 6);
      return {
        source,
        target: [...words.slice(0, from), ...Array(times).fill(loop), ...words.slice(from + length)].join(" "),
      };
    },
  },
  {
    name: "word doubled",
    checks: ["doubled-words"],
    spoil: ({ source, target }, random) => {
      const place = pick(places(target, /(?<=^| )\p{L}{2,}(?= )/gu), random);
      return place === undefined ? null : { source, target: replaced(target, place, `${place.text} ${place.text}`) };
    },
  },
  {
    name: "other language's text",
    every: 2,
    checks: ["script"],
    spoil: ({ source, other }) => (isProse(source) ? { source, target: other } : null),
  },
  {
    name: "letters of another script in a word",
    checks: ["script"],
    spoil: ({ source, target, language }, random) => {
      const place = pick(
        places(target, language === "en" ? /(?<=[a-z])[aeo](?=[a-z])/g : /(?<=\p{L})ه(?=\p{L})/gu),
        random,
      );
      if (place === undefined) return null;
      return { source, target: replaced(target, place, { a: "а", e: "е", o: "о" }[place.text] ?? "о") };
    },
  },
];
