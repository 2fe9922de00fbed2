import { describe, expect, it } from "vitest";
import { escapeText } from "../../../src/articles/text.ts";
import { encodeMarkup } from "../../../src/translation/markup.ts";
import { faultsOf, seedOf, tmx, tu } from "./seed-folder.ts";

const entriesOf = (units: string, options?: { prologue?: string }) =>
  seedOf({ "memory/fr-en.tmx": tmx(units, options) }).memories[0]?.entries;
const faults = (text: string, name = "fr-en.tmx") => faultsOf({ [`memory/${name}`]: text });

describe("memory/", () => {
  it("keeps paragraphs as the memory does, en-GB as en", () => {
    expect(entriesOf(tu("Bonjour.", "Good morning."))).toEqual([{ source: "Bonjour.", target: "Good morning." }]);
  });

  it("takes text as text and native code as markup", () => {
    const bold = (text: string) =>
      `<bpt i="1">&lt;b&gt;</bpt>${text}<ept i="1">&lt;/b&gt;</ept> R&amp;D<ph>&lt;br&gt;</ph>.`;
    expect(entriesOf(tu(bold("Deux"), bold("Two")))).toEqual([
      { source: '<b id="0">Deux</b> R&#x26;D<br id="1">.', target: '<b id="0">Two</b> R&#x26;D<br id="1">.' },
    ]);
  });

  it("gives an element that the translation moved its number in the source", () => {
    const [one, two] = [
      '<ph>&lt;a href="https://a.example/"&gt;</ph>un<ph>&lt;/a&gt;</ph>',
      "<ph>&lt;i&gt;</ph>deux<ph>&lt;/i&gt;</ph>",
    ];
    expect(entriesOf(tu(`${one} ${two}`, `${two} ${one}`))?.[0]?.target).toBe('<i id="1">deux</i> <a id="0">un</a>');
  });

  it("keeps one entry for a text with quotes, however a title or a body would spell it", () => {
    const entries = entriesOf(tu('Il dit "oui".', "He says “yes”."));
    expect(entries?.map(({ source }) => source)).toEqual(['Il dit "oui".']);
    expect(encodeMarkup(escapeText('Il dit "oui".')).text).toBe('Il dit "oui".');
  });

  it("keeps a unit that is given twice once", () => {
    expect(entriesOf(`${tu("Bonjour.", "Hello.")}\n${tu("Bonjour.", "Hello.")}`)).toHaveLength(1);
  });

  it("reads over a DOCTYPE, and over notes, properties and other languages", () => {
    const unit = tu("Un.", "One.").replace(
      "<tu>",
      '<tu><note>n</note><prop type="x">p</prop><tuv xml:lang="de"><seg>Eins.</seg></tuv>',
    );
    expect(entriesOf(unit, { prologue: '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' })).toEqual([
      { source: "Un.", target: "One." },
    ]);
  });

  it("refuses entities, declared or not", () => {
    const declared = tmx(tu("&a;", "One."), {
      prologue: '<!DOCTYPE tmx [\n  <!ENTITY a SYSTEM "file:///etc/passwd">\n]>',
    });
    expect(faults(declared)).toEqual([
      "kv-seed/memory/fr-en.tmx:3: the DOCTYPE declares an entity; entities are refused",
    ]);
    expect(faults(tmx(tu("&a;", "One.")))).toEqual([
      "kv-seed/memory/fr-en.tmx:5: “&a;” is no reference that XML knows",
    ]);
  });

  const emphasis = "<ph>&lt;b&gt;</ph>un<ph>&lt;/b&gt;</ph>";
  it.each<[string, string, string]>([
    ["broken XML", tmx("<tu>"), "6: not well-formed: </body> stands where <tu> ends"],
    ["another version", tmx("").replace('"1.4"', '"1.1"'), "2: version “1.1” of TMX is not 1.4"],
    ["another root", "<html/>\n", "1: <html> is not <tmx>"],
    [
      "another source language",
      tmx("", { srclang: "de" }),
      "3: srclang “de” is not fr, the source that the file's name says",
    ],
    [
      "a unit of another source language",
      tmx(tu("Un.", "One.").replace("<tu>", '<tu srclang="de">')),
      "5: srclang “de” of the unit is not fr",
    ],
    ["no source", tmx('<tu><tuv xml:lang="en"><seg>One.</seg></tuv></tu>'), "5: the unit has no <tuv> in fr"],
    ["no target", tmx(tu("Un.", "Eins.", "de")), "5: the unit has no <tuv> in en"],
    [
      "two targets",
      tmx(tu("Un.", "One.").replace("</tu>", '\n<tuv xml:lang="en-US"><seg>One.</seg></tuv></tu>')),
      "6: the unit has more than one <tuv> in en",
    ],
    [
      "no language",
      tmx(tu("Un.", "One.").replace("</tu>", "\n<tuv><seg>x</seg></tuv></tu>")),
      "6: <tuv> has no xml:lang",
    ],
    [
      "no segment",
      tmx('<tu><tuv xml:lang="fr"/>\n<tuv xml:lang="en"><seg>One.</seg></tuv></tu>'),
      "5: <tuv> has no <seg>",
    ],
    ["two segments", tmx(tu("Un.", "One.</seg>\n<seg>Two.")), "6: <tuv> has more than one <seg>"],
    ["an element out of place", tmx("<seg>Un.</seg>"), "5: <seg> has no place in <body>"],
    ["HTML outside native code", tmx(tu("Un.", "<b>One.</b>")), "5: <b> has no place in <seg>"],
    [
      "another translation of the same text",
      tmx(`${tu("Oui ?", "Yes?")}\n${tu("Oui\u00A0?", "Yeah?")}`),
      "6: the same source is translated otherwise on line 5",
    ],
    ["an empty source", tmx(tu("", "One.")), "5: the source is empty"],
    [
      "an empty translation",
      tmx(tu("Un.", " ")),
      "5: the translation is refused: empty-target: The translation is empty.",
    ],
    [
      "a sentence left untranslated",
      tmx(tu("Bonjour à toutes et à tous, chers amis.", "Bonjour à toutes et à tous, chers amis.")),
      "5: the translation is refused: target-same-as-source: The text was not translated.",
    ],
    [
      "lost markup",
      tmx(tu(emphasis, "One.")),
      "5: the translation is refused: tag-mismatch: Markup: the translation lacks the source's <b>.",
    ],
    [
      "markup of its own",
      tmx(tu("Un.", emphasis)),
      "5: the translation is refused: tag-mismatch: Markup: the translation has a <b> that the source has not.",
    ],
  ])("refuses %s, with its line", (_, text, fault) => {
    expect(faults(text)).toContain(`kv-seed/memory/fr-en.tmx:${fault}`);
  });

  it("checks Arabic as what an engine answers is checked", () => {
    const latin = tmx(tu("Bonjour à toutes et à tous, chers amis.", "Sabah al-khayr jami‘an, ya asdiqa’.", "ar"));
    expect(faults(latin, "fr-ar.tmx")).toEqual([
      "kv-seed/memory/fr-ar.tmx:5: the translation is refused: script: Nothing is in the edition's script.",
    ]);
  });

  it("wants its languages in the file's name", () => {
    expect(faults(tmx(""), "french.tmx")).toEqual([
      "kv-seed/memory/french.tmx:1: is not named {source}-{target}.tmx, as fr-en.tmx",
    ]);
  });
});
