// @ts-check
import { h, put } from "./dom.js";
import { badge, button, heading, problemBox, said } from "./pieces.js";
import { publication, request } from "./session.js";
import { languageName, moment, number, words } from "./words.js";

/** @typedef {import("./messages.js").State} State */
/**
 * @typedef {object} Listed
 * @property {string} slug
 * @property {string} title
 * @property {string} language
 * @property {State} state
 * @property {number} revision
 * @property {string} published_at
 * @property {string[]} tags
 * @property {Record<string, State>} editions
 */

/** Articles a page. */
const LIMIT = 25;
/** @type {State[]} */
const OF_ARTICLES = ["published", "scheduled", "withdrawn"];
/** @type {State[]} */
const IN_EDITIONS = ["ready", "pending", "stale", "held", "withdrawn"];

/**
 * Articles × editions, newest first.
 *
 * @param {import("./pieces.js").Place} place
 * @param {URLSearchParams} query What is filtered by, in the API's own names.
 */
export async function listView(place, query) {
  const { main, isCurrent, say, typed } = place;
  const rows = h("tbody", { role: "rowgroup" });
  const end = h("div", { class: "end" });
  const table = h(
    "table",
    { class: "matrix", role: "table" },
    h("caption", { class: "hidden" }, words.articles),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        h("th", { scope: "col", role: "columnheader" }, words.article),
        publication.editions.map((edition) => h("th", { scope: "col", role: "columnheader" }, languageName(edition))),
      ),
    ),
    rows,
  );
  put(main, heading(words.articles), filters(query, typed), table, end);
  await load(null);
  return words.articles;

  /** @param {string | null} cursor */
  async function load(cursor) {
    say(words.loading);
    const asked = new URLSearchParams(query);
    asked.set("limit", String(LIMIT));
    if (cursor !== null) asked.set("cursor", cursor);
    /** @type {import("./api.js").Answer<{ articles: Listed[], next: string | null }>} */
    const answer = await request("GET", `/api/articles?${asked}`);
    if (!isCurrent()) return;
    say("");
    if (!answer.ok)
      return put(
        end,
        problemBox(answer.problem, () => load(cursor)),
      );
    const { articles, next } = answer.value;
    const added = articles.map(rowOf);
    rows.append(...added);
    table.hidden = rows.rows.length === 0;
    put(
      end,
      table.hidden && h("p", { class: "soft" }, words.noArticles),
      next !== null && button(words.more, () => load(next)),
    );
    if (cursor !== null || query.size > 0) say(words.shown(number(rows.rows.length)));
    // Who asked for more goes on where the new ones begin.
    if (cursor !== null) added[0]?.querySelector("a")?.focus();
  }
}

/** @param {Listed} article */
function rowOf({ slug, title, language, state, revision, published_at, tags, editions }) {
  const facts = [moment(published_at), words.revision(number(revision)), ...tags.map((tag) => `#${tag}`)];
  return h(
    "tr",
    { role: "row" },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      h("span", { class: "title" }, said(language, title)),
      h(
        "span",
        { class: "facts" },
        state !== "published" && badge(state),
        h("code", { dir: "ltr" }, slug),
        facts.map((fact) => h("bdi", {}, fact)),
      ),
    ),
    publication.editions.map((edition) => {
      const attributes = { role: "cell", "data-edition": languageName(edition) };
      return h("td", attributes, cell(slug, edition, edition === language, editions[edition]));
    }),
  );
}

/** @param {string} slug @param {string} edition @param {boolean} isOriginal @param {State | undefined} state */
function cell(slug, edition, isOriginal, state) {
  if (state === undefined) return h("span", { class: "soft" }, words.none);
  if (state === "withdrawn") return badge(state);
  const edited = languageName(edition);
  if (isOriginal) {
    const page = { href: `/${edition}/articles/${slug}`, target: "_blank", rel: "noopener" };
    return h("a", page, words.original, h("span", { class: "hidden" }, ` (${edited}, ${words.readPage})`));
  }
  return h(
    "a",
    { href: `#/articles/${slug}/${edition}` },
    badge(state),
    h("span", { class: "hidden" }, ` (${edited})`),
  );
}

/** @param {URLSearchParams} query @param {ReadonlyMap<string, string>} typed */
function filters(query, typed) {
  const had = (/** @type {string} */ id) => typed.get(id) ?? query.get(id);
  const edition = h("select", { id: "edition" });
  const state = h("select", { id: "state" });
  const tag = h("input", { id: "tag", value: had("tag"), autocomplete: "off", dir: "ltr" });
  const search = h("input", { id: "q", type: "search", value: had("q"), autocomplete: "off", dir: "auto" });
  fill(
    edition,
    publication.editions.map((one) => [one, languageName(one)]),
    had("edition"),
  );
  const states = () => {
    const known = edition.value === "" ? OF_ARTICLES : IN_EDITIONS;
    fill(
      state,
      known.map((one) => [one, words.states[one]]),
      state.value || had("state"),
    );
  };
  states();
  edition.addEventListener("change", states);
  const form = h(
    "form",
    { class: "filters", role: "search", "aria-label": words.filters },
    labelled(words.edition, edition),
    labelled(words.state, state),
    labelled(words.tag, tag),
    labelled(words.search, search),
    h("button", { type: "submit" }, words.apply),
    query.size > 0 && h("a", { href: "#/" }, words.clear),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = Object.entries({ edition, state, tag, q: search }).map(([name, { value }]) => [name, value.trim()]);
    const asked = new URLSearchParams(fields.filter(([, value]) => value !== ""));
    location.hash = asked.size === 0 ? "#/" : `#/?${asked}`;
  });
  return form;
}

/** @param {HTMLSelectElement} element @param {[string, string][]} options @param {string | null} chosen */
function fill(element, options, chosen) {
  put(
    element,
    h("option", { value: "" }, words.any),
    options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
}

/** @param {string} text @param {HTMLElement} field */
function labelled(text, field) {
  return h("label", {}, h("span", {}, text), field);
}
