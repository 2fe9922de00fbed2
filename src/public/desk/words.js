// @ts-check
import { ar } from "./ar.js";
import { en } from "./en.js";
import { fr } from "./fr.js";

/** @typedef {import("./messages.js").Messages} Messages */

const ALL = { fr, en, ar };
/** @typedef {keyof typeof ALL} Language */

/** @type {Language[]} */
export const LANGUAGES = ["fr", "en", "ar"];

/** What the desk says, in the language that is chosen now. @type {Messages} */
export let words = ALL[preferred()];

/** @param {Language} language */
export function choose(language) {
  words = ALL[language];
}

/** @param {Language} language */
export const ownName = (language) => ALL[language].ownName;

/** The first of the browser's languages that the desk speaks; English where it speaks none. @returns {Language} */
function preferred() {
  const known = navigator.languages.map((tag) => tag.split("-")[0]).find((tag) => tag !== undefined && tag in ALL);
  return /** @type {Language} */ (known ?? "en");
}

/** @param {number} n */
export const number = (n) => new Intl.NumberFormat(words.locale).format(n);

/** @param {string} time RFC 3339 */
export function moment(time) {
  return new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(time));
}

/** @param {string} day 2026-11-25, a day of UTC */
export function dayName(day) {
  return new Intl.DateTimeFormat(words.locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));
}

/** @param {string} month 2026-11 */
export function monthName(month) {
  const format = new Intl.DateTimeFormat(words.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${month}-01`));
}

/** A language by its name in the desk's own. @param {string} language */
export function languageName(language) {
  return new Intl.DisplayNames(words.locale, { type: "language" }).of(language) ?? language;
}

/** "2 minutes" @param {number} seconds */
export function duration(seconds) {
  const [n, unit] =
    seconds < 90
      ? [seconds, "second"]
      : seconds < 5400
        ? [Math.ceil(seconds / 60), "minute"]
        : [Math.ceil(seconds / 3600), "hour"];
  return new Intl.NumberFormat(words.locale, { style: "unit", unit: String(unit), unitDisplay: "long" }).format(
    Number(n),
  );
}

/** Writing direction of a text's language. @param {string} language */
export function direction(language) {
  return /^(ar|fa|he|ps|sd|ug|ur|yi|ckb|dv)\b/.test(language) ? "rtl" : "ltr";
}
