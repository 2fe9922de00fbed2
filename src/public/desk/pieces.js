// @ts-check
import { h, svg } from "./dom.js";
import { direction, duration, words } from "./words.js";

/** @typedef {import("./api.js").Problem} Problem */
/** @typedef {import("./messages.js").State} State */

/** Where a view is shown. Once another is, what was still asked for is of no interest. `typed`: what its fields had in the other language, by id. */
/** @typedef {{ main: HTMLElement, isCurrent: () => boolean, say: (text: string) => void, typed: ReadonlyMap<string, string> }} Place */

/** A shape for each state, so that nobody has to tell colours apart. @type {Record<State, string>} */
const SHAPES = {
  ready: "M2 6.5 5 9.5 10 3",
  published: "M2 6.5 5 9.5 10 3",
  pending: "M2 6h.1M6 6h.1M10 6h.1",
  stale: "M10 4A4.5 4.5 0 1 0 10.5 7M10.3 1.5V4.2H7.6",
  held: "M6 1.5V7M6 10h.1",
  scheduled: "M6 1.5a4.5 4.5 0 1 0 .1 0M6 3.5V6.2L8 7.5",
  withdrawn: "M3 3 9 9M9 3 3 9",
};

/** @param {State} state */
export function badge(state) {
  const icon = svg("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, svg("path", { d: SHAPES[state] }));
  return h("span", { class: `badge ${state}` }, icon, words.states[state]);
}

/** A button that sends nothing. @param {string} text @param {() => void} act @param {string} [kind] */
export function button(text, act, kind = "") {
  return h("button", { type: "button", class: kind, onclick: act }, text);
}

/**
 * What went wrong, in the API's own words, which are English.
 *
 * @param {Problem} problem
 * @param {(() => void) | null} [again]
 */
export function problemBox({ status, detail, retryAfter, errors }, again = null) {
  const told = status === 0 ? words.unreachable : detail;
  const language = status === 0 ? {} : { lang: "en", dir: "ltr" };
  return h(
    "div",
    { role: "alert", class: "problem" },
    h("p", {}, h("strong", {}, words.failed), status > 0 && h("span", { class: "soft" }, ` (${status})`)),
    told && h("p", language, told),
    errors.length > 0 &&
      h(
        "ul",
        { lang: "en", dir: "ltr" },
        errors.map((error) => h("li", {}, error)),
      ),
    retryAfter !== null && h("p", {}, words.retryIn(duration(retryAfter))),
    again && button(words.tryAgain, again),
  );
}

/** A text in its language. @param {string} language @param {string} text */
export function said(language, text) {
  return h("span", { lang: language, dir: direction(language) }, text);
}

/** A view's heading: what focus goes to when the view is shown. @param {...(Node | string)} text */
export function heading(...text) {
  return h("h1", { tabindex: "-1" }, ...text);
}

/**
 * A paragraph with its markup shown as marks, and its characters as characters. Nothing of it becomes an element.
 *
 * @param {string} html
 */
export function marked(html) {
  return html.split(/(<(?:[^"<>]|"[^"]*")*>)/).map((run, i) => {
    if (i % 2 === 1) return h("code", { class: "mark", dir: "ltr" }, characters(run));
    return characters(run);
  });
}

/** @param {string} html Without tags. */
function characters(html) {
  if (!html.includes("&")) return html;
  const area = new DOMParser().parseFromString(`<textarea>${html.replaceAll("<", "&lt;")}</textarea>`, "text/html");
  return area.querySelector("textarea")?.value ?? html;
}
