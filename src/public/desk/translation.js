// @ts-check
import { h, put } from "./dom.js";
import { paragraphRow } from "./paragraph.js";
import { badge, button, heading, marked, problemBox, said } from "./pieces.js";
import { drafts, may, request } from "./session.js";
import { direction, languageName, moment, number, words } from "./words.js";

/** @typedef {import("./api.js").Finding} Finding */
/** @typedef {import("./messages.js").State} State */
/**
 * A paragraph as the API shows it; texts are inline HTML.
 *
 * @typedef {object} Paragraph
 * @property {string | null} id Null where there is nothing to translate.
 * @property {string} type
 * @property {string} source
 * @property {string | null} target
 * @property {"person" | "machine" | "seed" | null} origin
 * @property {string | null} engine
 * @property {string | null} reviewer
 * @property {boolean} outdated
 * @property {boolean} refused
 * @property {Finding[]} checks
 */
/**
 * @typedef {object} Translation
 * @property {State} state
 * @property {string} source_language
 * @property {number} source_revision
 * @property {{ by: string, at: string } | null} reviewed
 * @property {Paragraph[]} paragraphs
 */
/** @typedef {import("./api.js").Answer<Translation>} Answer */

/** A translation that was asked for is looked after so often, and so many times: milliseconds. */
const WATCH_MS = 3_000;
const MOST_LOOKS = 20;

/**
 * An article's translation beside its original, each paragraph a text to be edited.
 *
 * @param {import("./pieces.js").Place} place
 * @param {string} slug
 * @param {string} language
 */
export async function translationView(place, slug, language) {
  const { main, isCurrent, say } = place;
  const url = `/api/articles/${encodeURIComponent(slug)}/translations/${encodeURIComponent(language)}`;
  put(main, heading(words.translation), h("p", {}, words.loading));
  /** @type {Answer} */
  const first = await request("GET", url);
  if (!isCurrent()) return words.translation;
  if (!first.ok) {
    put(
      main,
      heading(words.translation),
      back(),
      problemBox(first.problem, () => dispatchEvent(new Event("hashchange"))),
    );
    return words.translation;
  }

  let { value: view, etag } = first;
  const head = h("div", { class: "about" });
  const trouble = h("div");
  const keys = draftKeys(slug, language, view.paragraphs);
  const rows = view.paragraphs.map((paragraph, i) =>
    paragraphRow(paragraph, {
      key: /** @type {string} */ (keys[i]),
      place: { slug, language, source: view.source_language, number: i + 1, of: view.paragraphs.length },
      save: (id, target, allow_warnings) => change("PUT", `/paragraphs/${id}`, { target, allow_warnings }),
      reset: (id) => change("DELETE", `/paragraphs/${id}`),
      anew: (id) => translate([id]),
      current: look,
      say,
    }),
  );
  const title = view.paragraphs.find(({ type }) => type === "title");
  put(
    main,
    back(),
    heading(
      h("span", { lang: view.source_language, dir: direction(view.source_language) }, marked(title?.source ?? slug)),
    ),
    head,
    trouble,
    orphans(slug, language, keys),
    h(
      "ol",
      { class: "paragraphs" },
      rows.map(({ element }) => element),
    ),
    keyboard(),
  );
  about();
  document.onkeydown = (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    goTo(event.key === "ArrowDown" ? 1 : -1);
  };
  return `${slug} (${languageName(language)})`;

  /** Takes over what the API shows now; what is being typed stays. @param {Answer} answer */
  function take(answer) {
    if (!answer.ok || !isCurrent()) return answer;
    const isOther =
      answer.value.paragraphs.length !== rows.length || answer.value.source_revision !== view.source_revision;
    view = answer.value;
    etag = answer.etag;
    // The original was corrected: the rows are other ones. What was typed is kept by paragraph.
    if (isOther) dispatchEvent(new Event("hashchange"));
    else for (const [i, row] of rows.entries()) row.update(/** @type {Paragraph} */ (view.paragraphs[i]));
    about();
    return answer;
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<Answer>} */
  async function change(method, path, body) {
    return take(await request(method, url + path, { ifMatch: etag, ...(body && { body }) }));
  }

  async function look() {
    return take(/** @type {Answer} */ (await request("GET", url)));
  }

  async function approve() {
    put(trouble);
    if (rows.some((row) => row.isTyped())) {
      put(trouble, h("p", { role: "alert", class: "problem" }, words.saveFirst));
      return rows.find((row) => row.isTyped())?.field?.focus();
    }
    const answer = await change("POST", "/approve");
    if (answer.ok) return say(words.approvedNow);
    put(trouble, problemBox(answer.problem, answer.problem.status === 412 ? look : null));
  }

  /** @param {string[] | null} ids */
  async function translate(ids) {
    put(trouble);
    const sent = { ifMatch: etag, ...(ids !== null && { body: { paragraphs: ids } }) };
    const answer = await request("POST", `${url}/retranslate`, sent);
    if (!answer.ok) {
      put(trouble, problemBox(answer.problem, answer.problem.status === 412 ? look : null));
      return trouble.scrollIntoView({ block: "center" });
    }
    say(words.asked);
    for (let looks = 0; looks < MOST_LOOKS && isCurrent(); looks++) {
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
      if (!isCurrent()) return;
      const seen = await look();
      if (seen.ok && !["pending", "stale"].includes(seen.value.state)) return say(words.states[seen.value.state]);
    }
  }

  /** What is to be said of the whole, and done with it. */
  function about() {
    const { state, source_language, source_revision, reviewed } = view;
    const open = rows.filter((row) => row.isOpen()).length;
    const had = head.contains(document.activeElement);
    put(
      head,
      h(
        "p",
        { class: "facts" },
        badge(state),
        h("span", {}, words.from(languageName(source_language), languageName(language))),
        h("span", {}, words.revision(number(source_revision))),
        h("span", {}, reviewed ? words.approvedBy(reviewed.by, moment(reviewed.at)) : words.notApproved),
        h("span", {}, words.withFindings(number(open))),
      ),
      h(
        "p",
        { class: "acts" },
        may("translate") && button(words.approve, approve, state === "ready" && reviewed === null ? "primary" : ""),
        may("translate") && state !== "ready" && button(words.tryTranslation, () => translate(null)),
        h("a", { href: `/${language}/articles/${slug}`, target: "_blank", rel: "noopener" }, words.readPage),
      ),
    );
    if (had) head.querySelector("button")?.focus();
  }

  /** To the next paragraph to look at, or the one before. @param {1 | -1} step */
  function goTo(step) {
    const at = rows.findIndex(({ element }) => element.contains(document.activeElement));
    const ordered = step === 1 ? rows.slice(at + 1) : rows.slice(0, at === -1 ? rows.length : at).reverse();
    const next = ordered.find((row) => row.isOpen());
    next?.element.scrollIntoView({ block: "center" });
    next?.field?.focus({ preventScroll: true });
  }
}

/**
 * What each paragraph's draft is kept under: its text's own key, and a number where two have the same text.
 *
 * @param {string} slug
 * @param {string} language
 * @param {Paragraph[]} paragraphs
 */
function draftKeys(slug, language, paragraphs) {
  /** @type {Map<string | null, number>} */
  const seen = new Map();
  return paragraphs.map(({ id }) => {
    const n = (seen.get(id) ?? 0) + 1;
    seen.set(id, n);
    return `${slug} ${language} ${id} ${n}`;
  });
}

/** What was typed for paragraphs that the original no longer has. @param {string} slug @param {string} language @param {string[]} keys */
function orphans(slug, language, keys) {
  const lost = [...drafts].filter(([key]) => key.startsWith(`${slug} ${language} `) && !keys.includes(key));
  return lost.map(([key, text]) => {
    const element = h("div", { class: "note orphan" }, h("p", {}, words.orphaned));
    const discard = () => {
      drafts.delete(key);
      element.remove();
    };
    element.append(
      h("p", { class: "text", lang: language, dir: direction(language) }, marked(text)),
      button(words.discard, discard),
    );
    return element;
  });
}

function back() {
  return h("p", { class: "back" }, h("a", { href: "#/" }, words.back));
}

function keyboard() {
  return h(
    "section",
    { class: "keyboard", "aria-labelledby": "keyboard" },
    h("h2", { id: "keyboard" }, words.keyboard),
    h(
      "dl",
      {},
      words.keys.map(([keys, what]) => h("div", {}, h("dt", {}, h("bdi", {}, keys)), h("dd", {}, what))),
    ),
    h("p", { class: "soft" }, said(words.language, words.markup)),
  );
}
