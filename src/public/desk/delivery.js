// @ts-check
import { h, put } from "./dom.js";
import { button, heading, problemBox } from "./pieces.js";
import { request } from "./session.js";
import { languageName, moment, number, words } from "./words.js";

/** @typedef {{ kind: string, count: number, due_at: string, attempts: number }} Owed */
/** @typedef {{ compared: number, repaired: number, completed_at: string | null }} Drift */
/** @typedef {{ name: string, state: string, until: string | null, failures: number, failure: string | null }} Engine */
/** @typedef {{ state: "ok" | "recovering" | "unreachable", articles?: Record<string, number>, head?: number, outbox?: Owed[], drift?: Drift }} Newsroom */
/** @typedef {{ state: "ok" | "recovering" | "unreachable", heard?: number, renditions?: Record<string, number>, engines?: Engine[], outbox?: Owed[], drift?: Drift }} Edition */

/**
 * How far what was published has got: what each edition has heard of, what is still owed to KV, whom it can buy from.
 *
 * @param {import("./pieces.js").Place} place
 */
export async function deliveryView({ main, isCurrent, say }) {
  put(main, heading(words.delivery), h("p", {}, words.loading));
  /** @type {import("./api.js").Answer<{ newsroom: Newsroom, editions: Record<string, Edition> }>} */
  const answer = await request("GET", "/api/status");
  if (!isCurrent()) return words.delivery;
  const again = () => dispatchEvent(new Event("hashchange"));
  say("");
  if (!answer.ok) {
    put(main, heading(words.delivery), problemBox(answer.problem, again));
    return words.delivery;
  }
  const { newsroom, editions } = answer.value;
  put(
    main,
    h("div", { class: "top" }, heading(words.delivery), button(words.reload, again)),
    h(
      "div",
      { class: "cards" },
      card(words.newsroom, newsroom.state, [
        newsroom.articles && [words.articles, counts(newsroom.articles)],
        ...common(newsroom),
      ]),
      Object.entries(editions).map(([language, edition]) =>
        card(languageName(language), edition.state, [
          edition.heard !== undefined && [words.behind, behind(edition.heard, newsroom.head)],
          edition.renditions && [words.articles, counts(edition.renditions)],
          edition.engines && [words.engines, engines(edition.engines)],
          ...common(edition),
        ]),
      ),
    ),
  );
  return words.delivery;
}

/** @typedef {[string, import("./dom.js").Child | import("./dom.js").Child[]]} Fact */

/** @param {string} name @param {"ok" | "recovering" | "unreachable"} state @param {(Fact | false | undefined)[]} facts */
function card(name, state, facts) {
  return h(
    "section",
    { class: `card ${state}` },
    h("h2", {}, name, h("span", { class: "health" }, words.health[state])),
    h(
      "dl",
      {},
      facts
        .filter((fact) => fact !== false && fact !== undefined)
        .map(([term, what]) => h("div", {}, h("dt", {}, term), h("dd", {}, what))),
    ),
  );
}

/** @param {{ outbox?: Owed[], drift?: Drift }} of @returns {(Fact | undefined)[]} */
function common({ outbox, drift }) {
  return [
    outbox && [words.owed, outbox.length === 0 ? words.nothingOwed : list(outbox.map(owed))],
    drift && [words.differences, words.drift(number(drift.compared), number(drift.repaired))],
  ];
}

/** @param {Owed} owed */
function owed({ kind, count, due_at, attempts }) {
  return [h("code", { dir: "ltr" }, kind), ` ${words.owes(number(count), number(attempts), moment(due_at))}`];
}

/** @param {number} heard @param {number | undefined} head */
function behind(heard, head) {
  return head === undefined || heard >= head ? words.upToDate : words.behindBy(number(head - heard));
}

/** @param {Record<string, number>} by State → how many. */
function counts(by) {
  const states = /** @type {Record<string, string>} */ (words.states);
  const told = Object.entries(by).map(([state, n]) => words.pair(states[state] ?? state, number(n)));
  return told.length === 0 ? words.none : list(told);
}

/** @param {Engine[]} all */
function engines(all) {
  if (all.length === 0) return words.noEngine;
  return list(
    all.map(({ name, state, until, failures, failure }) => [
      words.pair(words.origins[name] ?? name, words.engineStates[state] ?? state),
      failures > 0 && ` (${words.engineFailed(number(failures), until === null ? "–" : moment(until))})`,
      failure !== null && h("code", { dir: "ltr" }, ` ${failure}`),
    ]),
  );
}

/** @param {(import("./dom.js").Child | import("./dom.js").Child[])[]} items */
function list(items) {
  return h(
    "ul",
    {},
    items.map((item) => h("li", {}, item)),
  );
}
