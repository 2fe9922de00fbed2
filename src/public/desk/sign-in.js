// @ts-check
import { h, put } from "./dom.js";
import { heading, problemBox } from "./pieces.js";
import { drafts, signIn } from "./session.js";
import { words } from "./words.js";

/**
 * Asks for a token. The field has no name and the form no action: nothing could send it but this script.
 *
 * @param {import("./pieces.js").Place} place
 * @param {() => void} done
 */
export function signInView({ main, say, typed }, done) {
  const field = h("input", {
    id: "token",
    type: "password",
    autocomplete: "current-password",
    autocapitalize: "off",
    spellcheck: "false",
    dir: "ltr",
    required: true,
    value: typed.get("token"),
    "aria-describedby": "token-hint",
  });
  const send = h("button", { type: "submit", class: "primary" }, words.signIn);
  const wrong = h("div");
  const form = h(
    "form",
    { class: "sign-in", novalidate: true },
    h("label", { for: "token" }, words.token),
    field,
    h("p", { id: "token-hint", class: "soft" }, words.tokenHint),
    wrong,
    send,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = field.value.trim();
    if (token === "") return refuse(h("p", { role: "alert", class: "problem" }, words.tokenMissing));
    send.disabled = true;
    say(words.loading);
    const problem = await signIn(token);
    send.disabled = false;
    say("");
    if (problem === null) return done();
    const isWrong = problem.status === 401;
    refuse(isWrong ? h("p", { role: "alert", class: "problem" }, words.tokenRefused) : problemBox(problem));
  });
  /** @param {HTMLElement} told */
  function refuse(told) {
    put(wrong, told);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  }
  put(main, heading(words.signIn), drafts.size > 0 && h("p", { class: "note" }, words.draftsKept), form);
  return words.signIn;
}
