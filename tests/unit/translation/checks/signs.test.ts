import { describe, expect, it } from "vitest";
import type { CheckName, Severity } from "../../../../src/translation/checks/finding.ts";
import { said } from "./said.ts";

type Row = [string, CheckName, string, string, Severity | null];
const AMOUNT = "$" + "{montant}";

describe("placeholders", () => {
  it.each<Row>([
    [
      "all kinds",
      "placeholder-mismatch",
      "{nom} {{n}} %s %1$d %(x)s [[y]] {0}",
      "[[y]] %(x)s %1$d %s {{n}} {nom} {0}",
      null,
    ],
    ["a template’s", "placeholder-mismatch", `Reste ${AMOUNT}`, `${AMOUNT} left`, null],
    ["a percentage is none", "placeholder-mismatch", "50 %de moins, 100 % sûr", "50% down, 100% sure", null],
    ["lost", "placeholder-mismatch", "Bonjour {nom}", "Hello", "error"],
    ["translated", "placeholder-mismatch", "Bonjour {nom}", "Hello {name}", "error"],
    ["another brace", "placeholder-mismatch", "Bonjour {{nom}}", "Hello {nom}", "error"],
    ["one of two", "placeholder-mismatch", "%s et %s", "%s and", "error"],
    ["another kind", "placeholder-mismatch", "de %s à %d", "from %s to %s", "error"],
    ["invented", "placeholder-mismatch", "Bonjour", "Hello {name}", "error"],
    ["a template’s lost", "placeholder-mismatch", `Reste ${AMOUNT}`, "Some left", "error"],
  ])("%s (%s): %s → %s", (_, check, source, target, severity) => {
    expect(said(check, "fr-en", source, target)).toBe(severity);
  });
});

describe("pairs", () => {
  it.each<Row>([
    ["brackets", "bracket-mismatch", "Un (deux) [trois]", "One (two) [three]", null],
    ["a list’s bracket", "bracket-mismatch", "a) Un", "a) One", null],
    ["more pairs", "bracket-mismatch", "Un, deux", "One (two)", null],
    ["a full-width pair", "bracket-mismatch", "Un (deux)", "One （two）", null],
    ["closed never", "bracket-mismatch", "Un (deux)", "One (two", "error"],
    ["opened never", "bracket-mismatch", "Un [deux]", "One two]", "error"],
    ["a pair gone", "bracket-mismatch", "Un (deux)", "One two", "warning"],
    ["guillemets and quotes", "quotation-mismatch", "« Un »", "“One”", null],
    ["straight quotes", "quotation-mismatch", "« Un »", '"One"', null],
    ["German quotes", "quotation-mismatch", "« Un »", "„Eins“", null],
    ["a quote within a quote", "quotation-mismatch", "« Un “deux” »", "“One ‘two’”", null],
    ["a quote that goes on", "quotation-mismatch", "« Un, deux", "“One, two", null],
    ["an apostrophe", "quotation-mismatch", "L’un d’eux", "One of ’em", null],
    ["closed never", "quotation-mismatch", "« Un »", "“One", "warning"],
    ["one straight quote", "quotation-mismatch", "« Un »", '"One', "warning"],
    ["gone", "quotation-mismatch", "« Un »", "One", "warning"],
  ])("%s (%s): %s → %s", (_, check, source, target, severity) => {
    expect(said(check, "fr-en", source, target)).toBe(severity);
  });
});

describe("the end", () => {
  it.each<[string, string, string, string, Severity | null]>([
    ["a full stop", "fr-en", "Fini.", "Done.", null],
    ["within quotes or behind them", "fr-en", "« Fini. »", "“Done”.", null],
    ["a French question", "fr-ar", "C’est fini\u00a0?", "هل انتهى؟", null],
    ["a list’s item", "fr-ar", "un mot ;", "كلمة؛", null],
    ["a list’s item that ends the list", "fr-en", "un mot ;", "a word.", null],
    ["an exclamation", "fr-en", "Bravo !", "Well done.", null],
    ["a colon", "fr-ar", "Voici :", "إليكم:", null],
    ["an abbreviation", "fr-en", "à 18 h", "at 6 p.m.", null],
    ["a link around it", "fr-en", "<em>Fini.</em>", "<em>Done.</em>", null],
    ["dropped", "fr-en", "Fini.", "Done", "warning"],
    ["added", "fr-en", "Fini", "Done.", "warning"],
    ["a question that is none", "fr-ar", "Fini ?", "انتهى.", "warning"],
    ["a colon that is none", "fr-en", "Voici :", "Here.", "warning"],
  ])("%s (%s): %s → %s", (_, pair, source, target, severity) => {
    expect(said("end-punctuation", pair, source, target)).toBe(severity);
  });
});

describe("characters", () => {
  it.each<Row>([
    ["a control character", "control-characters", "Oui", "Y\u0007es", "error"],
    ["a replacement character", "control-characters", "Oui", "Y\ufffds", "error"],
    ["no character at all", "control-characters", "Oui", "Y\uffff", "error"],
    ["half a pair", "control-characters", "Oui", "Y\ud83d", "error"],
    ["one that the source has", "control-characters", "O\u0085ui", "Y\u0085es", null],
    ["a tab and a line break", "control-characters", "Oui", "Y\te<br>s\n", null],
    ["an emoji of several parts", "control-characters", "Oui", "Yes \u{1f468}\u200d\u{1f469}\u200d\u{1f467}", null],
    ["a zero-width space", "control-characters", "Oui", "Y\u200bes", "warning"],
    ["a private character", "control-characters", "Oui", "Y\ue000es", "warning"],
    ["an override", "bidi-characters", "Oui", "Y\u202ees\u202c", "error"],
    ["an embedding left open", "bidi-characters", "Oui", "Y\u202bes", "error"],
    ["an isolate left open", "bidi-characters", "Oui", "Y\u2067es", "error"],
    ["an isolate that closes nothing", "bidi-characters", "Oui", "Yes\u2069", "error"],
    ["an isolate around a name", "bidi-characters", "Oui", "Yes \u2067نعم\u2069", null],
    ["marks", "bidi-characters", "Oui", "Yes\u200e \u200f\u061c", null],
    ["one that the source has left open", "bidi-characters", "\u2067Oui", "\u2067Yes", null],
  ])("%s (%s): %j → %j", (_, check, source, target, severity) => {
    expect(said(check, "fr-en", source, target)).toBe(severity);
  });
});
