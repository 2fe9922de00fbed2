// @ts-check
import { direction } from "./words.js";

const TAG = /<(?:[^"<>]|"[^"]*")*>/g;
const ISOLATES = /[\u2066\u2069]/g;

/**
 * A text as it is edited. In a text from right to left a tag is isolated (UAX #9, LRI and PDI), or its angle brackets
 * and quotes would change places with the words around it.
 *
 * @param {string} html
 * @param {string} language
 */
export function isolated(html, language) {
  return direction(language) === "rtl" ? html.replace(TAG, "\u2066$&\u2069") : html;
}

/**
 * The text without what `isolated` has put into it.
 *
 * @param {string} typed
 * @param {string} language
 */
export function unisolated(typed, language) {
  return direction(language) === "rtl" ? typed.replace(ISOLATES, "") : typed;
}
