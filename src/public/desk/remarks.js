// @ts-check
import { h } from "./dom.js";
import { words } from "./words.js";

/** @typedef {import("./translation.js").Paragraph} Paragraph */
/** @typedef {import("./api.js").Finding} Finding */

/** Where a text comes from. @param {Paragraph} paragraph @returns {(Node | string)[]} */
export function told({ id, target, origin, engine, reviewer, outdated, refused }) {
  if (id === null) return [words.sameInAll];
  if (target === null) return [words.missing];
  const by =
    origin === "person"
      ? words.byPerson(reviewer ?? "")
      : [words.origins[origin ?? ""], engine && engine !== origin ? words.origins[engine] : null]
          .filter((name) => name)
          .join(" · ");
  const marks = [refused && words.refused, outdated && words.outdated].filter((mark) => mark !== false);
  return [h("bdi", {}, by), ...marks.map((mark) => h("strong", {}, ` · ${mark}`))];
}

/** @param {Finding[]} checks */
export function findings(checks) {
  return h(
    "ul",
    { class: "findings", "aria-label": words.findings },
    checks.map(({ severity, detail, check }) =>
      h(
        "li",
        { class: severity },
        h("strong", {}, words.severities[severity]),
        " ",
        h("span", { lang: "en", dir: "ltr", title: check }, detail),
      ),
    ),
  );
}
