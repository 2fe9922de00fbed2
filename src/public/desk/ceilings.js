// @ts-check
import { h, put } from "./dom.js";
import { button, problemBox } from "./pieces.js";
import { request } from "./session.js";
import { languageName, number, words } from "./words.js";

/** @typedef {{ daily_characters: number | null, monthly_characters: number | null }} Ceilings Null where there is none. */
/** @typedef {Ceilings & { configured: Ceilings }} Budget */
/** @typedef {Record<string, Budget>} Budgets */

/**
 * Sets what an edition may buy. No ceiling is a box to be ticked: an empty field is refused, or a slip would let spending
 * run free.
 *
 * @param {string} language The edition's.
 * @param {Budget} budget As it is.
 * @param {ReadonlyMap<string, string>} typed What was typed and not saved yet, by field.
 * @param {(budgets: Budgets) => void} done
 */
export function ceilingsForm(language, budget, typed, done) {
  const { daily_characters, monthly_characters, configured } = budget;
  const daily = ceiling(`${language}-daily`, words.dailyCeiling, daily_characters, typed);
  const monthly = ceiling(`${language}-monthly`, words.monthlyCeiling, monthly_characters, typed);
  const trouble = h("div");
  const send = h("button", { type: "submit" }, words.save);
  const back = button(words.asConfigured, () =>
    set({ daily_characters: "configured", monthly_characters: "configured" }),
  );
  const form = h(
    "form",
    { class: "ceilings", novalidate: true, "aria-label": words.pair(words.ceilings, languageName(language)) },
    daily.element,
    monthly.element,
    h("p", { class: "acts" }, send, back),
    h("p", { class: "soft" }, words.configured(told(configured.daily_characters), told(configured.monthly_characters))),
    trouble,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [daily_characters, monthly_characters] = [daily.read(), monthly.read()];
    if (daily_characters !== undefined && monthly_characters !== undefined) {
      return set({ daily_characters, monthly_characters });
    }
    put(trouble, h("p", { role: "alert", class: "problem" }, words.ceilingMissing));
    /** @type {HTMLElement | null} */ (form.querySelector("[aria-invalid]"))?.focus();
  });
  return form;

  /** @param {object} change */
  async function set(change) {
    put(trouble);
    for (const one of [send, back]) one.disabled = true;
    /** @type {import("./api.js").Answer<Budgets>} */
    const answer = await request("PUT", "/api/budget", { body: { [language]: change } });
    for (const one of [send, back]) one.disabled = false;
    if (answer.ok) return done(answer.value);
    put(trouble, problemBox(answer.problem));
  }
}

/** @param {number | null} characters */
const told = (characters) => (characters === null ? words.noCeiling : number(characters));

/**
 * A ceiling's field and its box; `read` gives undefined, and marks the field, where what is typed is no number.
 *
 * @param {string} id
 * @param {string} name
 * @param {number | null} characters
 * @param {ReadonlyMap<string, string>} typed
 */
function ceiling(id, name, characters, typed) {
  const value = typed.get(id) ?? characters ?? "";
  const field = h("input", { id, type: "number", min: 0, step: 1, inputmode: "numeric", dir: "ltr", value });
  const checked = typed.has(`${id}-none`) ? typed.get(`${id}-none`) === "true" : characters === null;
  const none = h("input", { id: `${id}-none`, type: "checkbox", checked });
  const follow = () => {
    field.disabled = none.checked;
  };
  follow();
  none.addEventListener("change", follow);
  return {
    element: h(
      "fieldset",
      {},
      h("legend", {}, name),
      h("label", {}, h("span", {}, words.characters), field),
      h("label", { class: "none" }, none, words.noCeiling),
    ),
    read() {
      field.removeAttribute("aria-invalid");
      if (none.checked) return null;
      if (/^\d+$/.test(field.value)) return Number(field.value);
      field.setAttribute("aria-invalid", "true");
    },
  };
}
