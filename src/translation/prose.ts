import { withoutMarks } from "../articles/note-marks.ts";
import { textOf } from "../articles/text.ts";

/** Elements whose content is the same in every language, and left alone by engines: code. */
export const VERBATIM: ReadonlySet<string> = new Set(["code", "kbd", "samp", "var"]);
/** They, and what its author marked `translate="no"`. */
const LEFT_ALONE = new RegExp(
  `<(${[...VERBATIM].join("|")})(?: (?:[^"<>]|"[^"]*")*)?>.*?</\\1>|<span [^<>]*translate="no"[^<>]*>.*?</span>`,
  "gs",
);
/** Bounded (RFC 5321 §4.5.3.1), so that text without spaces, Chinese for one, costs no more than other text. */
const ADDRESS = /\bhttps?:\/\/\S+|\bwww\.\S+|[^\s@<>()]{1,64}@[^\s@<>()]{1,255}/giu;

/** The text of canonical inline HTML without what is the same in every language: code, URLs, e-mail addresses, footnotes' numbers. */
export function prose(html: string): string {
  return textOf(withoutMarks(html).replace(LEFT_ALONE, " ")).replace(ADDRESS, " ").trim();
}
