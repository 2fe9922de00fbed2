import type { FaultKind } from "./faults.ts";
import { pick } from "./pick.ts";
import { places, replaced } from "./places.ts";

function dropped(pattern: RegExp): FaultKind["spoil"] {
  return ({ source, target }, random) => {
    const place = pick(places(target, pattern), random);
    return place === undefined ? null : { source, target: replaced(target, place, "") };
  };
}

/** A character somewhere between two letters. */
function inserted(characters: string): FaultKind["spoil"] {
  return ({ source, target }, random) => {
    const place = pick(places(target, /(?<=\p{L})(?=\p{L})/gu), random);
    return place === undefined
      ? null
      : { source, target: replaced(target, place, pick([...characters], random) ?? "") };
  };
}

export const SIGN_FAULTS: readonly FaultKind[] = [
  { name: "bracket dropped", checks: ["bracket-mismatch"], spoil: dropped(/[()[\]]/g) },
  { name: "quotation mark dropped", checks: ["quotation-mismatch"], spoil: dropped(/[«»“”]/g) },
  { name: "end punctuation dropped", checks: ["end-punctuation"], spoil: dropped(/[.?!؟](?=[»”)]*(?:\0*)$)/g) },
  {
    name: "question became statement",
    checks: ["end-punctuation"],
    spoil: ({ source, target }) => (/[?؟]$/.test(target) ? { source, target: target.replace(/[?؟]$/, ".") } : null),
  },
  {
    name: "control character",
    every: 4,
    checks: ["control-characters"],
    spoil: inserted("\u0000\u0008\u001b\u0085\ufffd"),
  },
  { name: "direction override", every: 4, checks: ["bidi-characters"], spoil: inserted("\u202d\u202e") },
  {
    name: "direction left open",
    every: 4,
    checks: ["bidi-characters"],
    spoil: inserted("\u202a\u202b\u2066\u2067\u2068"),
  },
];
