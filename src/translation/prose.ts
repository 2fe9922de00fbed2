import { textOf } from "../articles/text.ts";

/** Elements that an engine leaves alone: code, and what its author marked `translate="no"`. */
const VERBATIM =
  /<(code|kbd|samp|var)(?: (?:[^"<>]|"[^"]*")*)?>.*?<\/\1>|<span [^<>]*translate="no"[^<>]*>.*?<\/span>/gs;
const ADDRESS = /\bhttps?:\/\/\S+|\bwww\.\S+|[^\s@<>()]+@[^\s@<>()]+\.\p{L}{2,}/giu;

/** The text of canonical inline HTML without what is the same in every language: code, URLs, e-mail addresses. */
export function prose(html: string): string {
  return textOf(html.replace(VERBATIM, " ")).replace(ADDRESS, " ").trim();
}
