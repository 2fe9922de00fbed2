import { withoutMarks } from "../../articles/note-marks.ts";
import { textOf } from "../../articles/text.ts";
import type { LanguagePair } from "../engine.ts";
import { normalise } from "../memory-key.ts";
import { prose } from "../prose.ts";
import { occurrences } from "./counts.ts";
import type { Fault } from "./finding.ts";
import type { Thresholds } from "./settings.ts";

/** One of the two texts, in the forms that checks read. */
export interface Side {
  /** Canonical inline HTML. */
  html: string;
  /** Primary subtag (RFC 5646 §2.2.1), lower case. */
  language: string;
  /** Plain text without footnotes' numbers. */
  text: string;
  /**
   * Without what is the same in every language (prose.ts), and normalised as the memory's key is: two spellings
   * with one key pass or fail together.
   */
  prose: string;
}

export interface Compared {
  source: Side;
  target: Side;
  thresholds: Thresholds;
}

/** A check: pure, and linear in the length of both texts. Null where nothing is wrong. */
export type Check = (compared: Compared) => Fault | null;

export function compared(source: string, target: string, pair: LanguagePair, thresholds: Thresholds): Compared {
  return { source: side(source, pair.source), target: side(target, pair.target), thresholds };
}

function side(html: string, language: string): Side {
  return {
    html,
    language: language.split("-")[0]?.toLowerCase() ?? "",
    text: textOf(withoutMarks(html)),
    prose: normalise(prose(html)),
  };
}

export function lettersIn(text: string): number {
  return occurrences(text, /\p{L}/gu);
}
