// @ts-check
import { h, put } from "./dom.js";
import { isolated, unisolated } from "./isolation.js";
import { button, marked, problemBox } from "./pieces.js";
import { findings, told } from "./remarks.js";
import { drafts, may } from "./session.js";
import { direction, languageName, number, words } from "./words.js";

/** @typedef {import("./translation.js").Paragraph} Paragraph */
/** @typedef {import("./translation.js").Answer} Answer */
/** @typedef {import("./api.js").Finding} Finding */
/** @typedef {import("./api.js").Problem} Problem */

/**
 * What a row asks of the translation that it is part of.
 *
 * @typedef {object} Ports
 * @property {{ slug: string, language: string, source: string, number: number, of: number }} place
 * @property {string} key What its draft is kept under.
 * @property {(id: string, target: string, allowWarnings: boolean) => Promise<Answer>} save
 * @property {(id: string) => Promise<Answer>} reset
 * @property {(id: string) => void} anew
 * @property {() => Promise<Answer>} current What is there now.
 * @property {(text: string) => void} say
 */

/**
 * One paragraph: its original, and its translation to be worded. What is typed stays typed until it is saved or
 * discarded, whatever the API answers.
 *
 * @param {Paragraph} paragraph
 * @param {Ports} ports
 */
export function paragraphRow(paragraph, ports) {
  const { language, source, number: n, of } = ports.place;
  const { key } = ports;
  const named = (/** @type {string} */ name) => `${name}-${n}`;
  const type = words.types[paragraph.type] ?? paragraph.type;
  const canWrite = may("translate") && paragraph.id !== null;

  const field = h("textarea", {
    id: named("text"),
    lang: language,
    dir: direction(language),
    spellcheck: "true",
    autocomplete: "off",
    readonly: !canWrite,
    "aria-describedby": `${named("origin")} ${named("found")}`,
    oninput: typed,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save();
    },
  });
  const origin = h("p", { class: "origin", id: named("origin") });
  const found = h("div", { id: named("found") });
  const trouble = h("div");
  const acts = h("p", { class: "acts" });
  const allow = h("input", { type: "checkbox" });
  const saveButton = button(words.save, save, "primary");
  const element = h(
    "li",
    { class: "paragraph" },
    h(
      "div",
      { class: "source" },
      h("h2", {}, `${type} `, h("span", { class: "soft" }, words.position(number(n), number(of)))),
      h("p", { class: "text", lang: source, dir: direction(source) }, marked(paragraph.source)),
    ),
    h(
      "div",
      { class: "target" },
      h(
        "label",
        { for: named("text") },
        languageName(language),
        h("span", { class: "hidden" }, `, ${type} ${number(n)}`),
      ),
      origin,
      field,
      found,
      trouble,
      acts,
    ),
  );
  const kept = drafts.get(key);
  update(paragraph);
  if (kept !== undefined && isTyped()) put(trouble, h("p", { class: "note" }, words.restored));
  return { element, field, update, isTyped, isOpen };

  function isTyped() {
    return drafts.has(key);
  }

  /** Whether somebody ought to look at it. */
  function isOpen() {
    return paragraph.id !== null && (paragraph.target === null || paragraph.refused || paragraph.checks.length > 0);
  }

  /** @param {Paragraph} now */
  function update(now) {
    paragraph = now;
    if (drafts.get(key) === (now.target ?? "")) drafts.delete(key);
    const text = drafts.get(key) ?? now.target ?? "";
    if (typedText() !== text) field.value = isolated(text, language);
    field.rows = Math.max(1, Math.ceil(text.length / 60));
    put(origin, ...told(now));
    show(now.checks);
    state();
  }

  function typedText() {
    return unisolated(field.value, language);
  }

  function typed() {
    const text = typedText();
    if (text === (paragraph.target ?? "")) drafts.delete(key);
    else drafts.set(key, text);
    state();
  }

  /** Buttons that make sense now, and the mark of what is not saved. */
  function state() {
    const { id, target, origin: by } = paragraph;
    element.classList.toggle("open", isOpen());
    element.classList.toggle("typed", isTyped());
    if (!canWrite || id === null) return;
    saveButton.disabled = !isTyped();
    const at = document.activeElement;
    put(
      acts,
      saveButton,
      isTyped() && h("span", { class: "unsaved" }, words.unsaved),
      isTyped() && button(words.discard, discard),
      by === "person" && !isTyped() && button(words.backToMachine, reset),
      by !== "person" && target !== null && !isTyped() && button(words.buyAnew, () => ports.anew(id)),
    );
    if (at instanceof HTMLElement && at !== document.activeElement) (at.isConnected ? at : field).focus();
  }

  async function save() {
    const { id } = paragraph;
    if (!canWrite || id === null || !isTyped()) return;
    const sent = typedText();
    const allowed = allow.checked && trouble.contains(allow);
    ports.say(words.saving);
    field.setAttribute("aria-busy", "true");
    const answer = await ports.save(id, sent, allowed);
    field.removeAttribute("aria-busy");
    if (!answer.ok) return refuse(answer.problem);
    // Who went on typing meanwhile has not saved that yet.
    if (typedText() === sent) {
      drafts.delete(key);
      update(paragraph);
    }
    put(trouble);
    field.removeAttribute("aria-invalid");
    ports.say(words.saved);
    if (document.activeElement === document.body || acts.contains(document.activeElement)) field.focus();
  }

  /** @param {Problem} problem */
  function refuse(problem) {
    ports.say("");
    if (problem.status === 412) {
      return put(
        trouble,
        h("div", { role: "alert", class: "problem" }, h("p", {}, words.changed), button(words.loadChanged, compare)),
      );
    }
    const checks = problem.paragraphs.find(({ id }) => id === paragraph.id)?.checks;
    if (problem.type !== "translation-refused" || checks === undefined) return put(trouble, problemBox(problem));
    field.setAttribute("aria-invalid", "true");
    show([]);
    const isDoubt = checks.every(({ severity }) => severity === "warning");
    allow.checked = false;
    put(
      trouble,
      h(
        "div",
        { role: "alert", class: "problem" },
        h("p", {}, h("strong", {}, words.notSaved)),
        findings(checks),
        isDoubt && h("p", {}, words.onlyWarnings),
        isDoubt && h("label", { class: "allow" }, allow, words.allowWarnings),
      ),
    );
  }

  /** Shows what somebody else has made of it, above what is typed here. */
  async function compare() {
    const before = paragraph.target;
    const answer = await ports.current();
    if (!answer.ok) return put(trouble, problemBox(answer.problem, compare));
    const isSame = before === paragraph.target;
    put(
      trouble,
      h(
        "div",
        { class: "note" },
        h("p", {}, isSame ? words.thereSame : words.thereNow),
        !isSame && h("p", { class: "text", lang: language, dir: direction(language) }, marked(paragraph.target ?? "")),
      ),
    );
    field.focus();
  }

  function discard() {
    drafts.delete(key);
    put(trouble);
    field.removeAttribute("aria-invalid");
    update(paragraph);
    field.focus();
  }

  async function reset() {
    if (paragraph.id === null) return;
    const answer = await ports.reset(paragraph.id);
    put(trouble, !answer.ok && problemBox(answer.problem, answer.problem.status === 412 ? compare : null));
    if (answer.ok) ports.say(words.saved);
    field.focus();
  }

  /** @param {Finding[]} checks */
  function show(checks) {
    put(found, checks.length > 0 && findings(checks));
  }
}
