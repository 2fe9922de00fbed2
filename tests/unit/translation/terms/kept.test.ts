import { describe, expect, it } from "vitest";
import { decodeMarkup, encodeMarkup } from "../../../../src/translation/markup.ts";
import { markKept, withoutKept } from "../../../../src/translation/terms/kept.ts";
import type { Term } from "../../../../src/translation/terms/term.ts";

const EN = { source: "fr", target: "en" };
const keep = (source: string): Term => ({ source, target: source, rule: "keep" });
const mark = (text: string, n = 0) => `<span id="k${n}" translate="no">${text}</span>`;

describe("terms to keep, on their way to an engine", () => {
  it.each([
    ["a name", "Interpol agit", [keep("Interpol")], `${mark("Interpol")} agit`],
    ["a name twice", "Interpol et Interpol", [keep("Interpol")], `${mark("Interpol")} et ${mark("Interpol", 1)}`],
    ["a name after an elision", "l’Interpol", [keep("Interpol")], `l’${mark("Interpol")}`],
    [
      "a newspaper, without the preposition",
      "un article du Monde",
      [keep("Le Monde")],
      `un article du ${mark("Monde")}`,
    ],
    ["a name with an escaped sign", "le groupe AT&#x26;T paie", [keep("AT&T")], `le groupe ${mark("AT&#x26;T")} paie`],
    ["a name inside an element", '<b id="0">Interpol</b>', [keep("Interpol")], `<b id="0">${mark("Interpol")}</b>`],
    ["nothing in what stays anyway", '<code id="0" translate="no">Interpol</code>', [keep("Interpol")], null],
    ["nothing across elements", '<b id="0">Le</b> Monde', [keep("Le Monde")], null],
    ["nothing in an attribute", '<a id="0">x</a>', [keep("0"), keep("id")], null],
    ["nothing inside a longer word", "Interpolation", [keep("Interpol")], null],
    ["nothing of an inflection", "les Mondes", [keep("Monde")], null],
    [
      "nothing inside a longer term",
      "Interpol Paris",
      [keep("Interpol"), { source: "Interpol Paris", target: "IP", rule: "translate" }],
      null,
    ],
    ["nothing of terms to translate", "Maroc", [{ source: "Maroc", target: "Morocco", rule: "translate" }], null],
  ] as [string, string, Term[], string | null][])("%s", (_, text, terms, marked) => {
    expect(markKept(text, terms, EN)).toBe(marked ?? text);
    expect(withoutKept(markKept(text, terms, EN))).toBe(text);
  });

  it("are marked two hundred times a paragraph at most", () => {
    const text = "Interpol ".repeat(300);
    const marked = markKept(text, [keep("Interpol")], EN);
    expect(marked.match(/<span/g)).toHaveLength(200);
    expect(withoutKept(marked)).toBe(text);
  });
});

describe("the way back", () => {
  const { elements } = encodeMarkup("Selon <b>Interpol</b> hier");

  it.each([
    ["as it was sent", `According to <b id="0">${mark("Interpol")}</b>`],
    ["with its attributes turned round", `According to <b id="0"><span translate="no" id="k0">Interpol</span></b>`],
    ["without the mark", `According to <b id="0">Interpol</b>`],
  ])("leaves nothing of a mark that came back %s", (_, answer) => {
    expect(decodeMarkup(answer, elements)).toEqual({ ok: true, value: "According to <b>Interpol</b>" });
  });

  it("knows a span of the source from a mark", () => {
    const own = encodeMarkup('<span lang="en">Fake news</span> et Interpol');
    const marked = markKept(own.text, [keep("Interpol")], EN);
    expect(decodeMarkup(marked, own.elements)).toEqual({
      ok: true,
      value: '<span lang="en">Fake news</span> et Interpol',
    });
  });

  it("refuses a mark with an element in it, which was never sent", () => {
    expect(decodeMarkup('<span id="k0"><b id="0">x</b></span>', elements).ok).toBe(false);
  });
});
