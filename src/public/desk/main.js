// @ts-check
import { deliveryView } from "./delivery.js";
import { h, put } from "./dom.js";
import { listView } from "./list.js";
import { button, heading } from "./pieces.js";
import { drafts, may, signOut, whenRefused, whoAmI } from "./session.js";
import { signInView } from "./sign-in.js";
import { translationView } from "./translation.js";
import { usageView } from "./usage.js";
import { choose, LANGUAGES, ownName, words } from "./words.js";

const header = h("header", { class: "bar" });
const main = h("main", { id: "main", tabindex: "-1" });
const status = h("p", { role: "status", class: "status" });
const skip = h("a", { class: "skip", href: "#main" });
document.body.replaceChildren(skip, header, main, status);

let shown = 0;

/** How long what was said can be read, milliseconds. */
const SAID_MS = 6_000;
let saying = 0;

/** Tells of what happened without moving anybody. @param {string} text */
function say(text) {
  status.textContent = text;
  clearTimeout(saying);
  saying = setTimeout(() => status.replaceChildren(), SAID_MS);
}

/** The address after the hash, `#/usage?month=2026-11`, in its parts. */
function route() {
  const [path = "", query = ""] = location.hash.replace(/^#/, "").split("?");
  return {
    parts: path
      .split("/")
      .filter((part) => part !== "")
      .map(decoded),
    query: new URLSearchParams(query),
  };
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Shows what the address names; focus goes to its heading.
 *
 * @param {ReadonlyMap<string, string>} [typed] What the same view's fields had before.
 */
async function show(typed = new Map()) {
  const mine = ++shown;
  const place = { main, isCurrent: () => mine === shown, say, typed };
  say("");
  frame();
  document.onkeydown = null;
  const title = await viewOf(place);
  if (!place.isCurrent()) return;
  document.title = `${title} – ${words.desk}`;
  main.querySelector("h1")?.focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** @param {import("./pieces.js").Place} place @returns {string | Promise<string>} */
function viewOf(place) {
  if (whoAmI() === null) return signInView(place, () => show());
  const { parts, query } = route();
  const [first, slug, language] = parts;
  if (first === undefined) return listView(place, query);
  if (first === "usage" && parts.length === 1) return usageView(place, query.get("month"));
  if (first === "delivery" && parts.length === 1) return deliveryView(place);
  if (first === "articles" && slug && language && parts.length === 3) return translationView(place, slug, language);
  put(main, heading(words.notFound));
  return words.notFound;
}

/** What stands around every view. */
function frame() {
  const { documentElement: root } = document;
  root.lang = words.language;
  root.dir = words.direction;
  skip.textContent = words.skip;
  const me = whoAmI();
  put(
    header,
    h("p", { class: "name" }, "Dragoman", h("span", {}, words.desk)),
    me && sections(),
    h(
      "nav",
      { "aria-label": words.languages, class: "languages" },
      LANGUAGES.map((language) =>
        h(
          "button",
          {
            type: "button",
            lang: language,
            "aria-pressed": String(language === words.language),
            onclick: () => speak(language),
          },
          ownName(language),
        ),
      ),
    ),
    me && h("p", { class: "me" }, `${words.signedInAs} `, h("bdi", {}, me.name), " ", button(words.signOut, leave)),
    me && !may("translate") && h("p", { class: "note" }, words.readOnly),
  );
}

function sections() {
  const [first = "articles"] = route().parts;
  const links = [
    ["articles", "#/", words.articles],
    ["usage", "#/usage", words.usage],
    ["delivery", "#/delivery", words.delivery],
  ];
  return h(
    "nav",
    { "aria-label": words.sections, class: "sections" },
    links.map(([name, href, text]) => h("a", { href, "aria-current": name === first && "page" }, text)),
  );
}

/** @param {import("./words.js").Language} language */
async function speak(language) {
  choose(language);
  await show(typedNow());
  /** @type {HTMLElement | null} */ (header.querySelector(".languages [aria-pressed=true]"))?.focus();
}

/** What each field has that nobody has sent yet, by its id; of a box, whether it is ticked. Paragraphs keep their own. */
function typedNow() {
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = main.querySelectorAll(":is(input, select)[id]");
  return new Map([...fields].map((one) => [one.id, one.type === "checkbox" ? String(one.checked) : one.value]));
}

async function leave() {
  if (drafts.size > 0 && !confirm(words.signOutUnsaved)) return;
  drafts.clear();
  signOut();
  await show();
  say(words.signedOut);
}

skip.addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener("hashchange", () => show());
addEventListener("beforeunload", (event) => {
  if (drafts.size > 0) event.preventDefault();
});
whenRefused(() => show());
show();
