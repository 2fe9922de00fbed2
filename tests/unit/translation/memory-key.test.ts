import { describe, expect, it } from "vitest";
import { encodeMarkup } from "../../../src/translation/markup.ts";
import { memoryKey, normalise } from "../../../src/translation/memory-key.ts";

const key = (html: string, source = "fr", target = "en") => memoryKey(source, target, encodeMarkup(html).text);

describe("two spellings of a paragraph share a key", () => {
  it.each([
    ["NFC and NFD", "Sécurité", "Se\u0301curite\u0301"],
    ["spaces at the ends", "Bonjour", "  Bonjour\n"],
    ["runs of spaces", "a b", "a \t\r\n  b"],
    ["French punctuation's no-break space", "Fin\u00a0!", "Fin !"],
    ["and its narrow one", "«\u202fFin\u202f»", "« Fin »"],
    ["an apostrophe, straight or curly", "L'eau d’aujourd'hui", "L’eau d'aujourd’hui"],
    ["a soft hyphen", "coopé\u00adration", "coopération"],
    ["a place where a line may break", "www.\u200bexample", "www.example"],
    ["a byte order mark", "\ufeffBonjour", "Bonjour"],
    ["links that lead elsewhere", '<a href="https://a.example/">x</a>', '<a href="https://b.example/">x</a>'],
    ["attributes of the source", '<i lang="en">x</i>', "<i>x</i>"],
    ["quotes in a title and in a body", "Le &#x22;plan&#x22; &#x3E; tout", 'Le "plan" > tout'],
  ])("%s", (_, one, other) => {
    expect(key(one)).toBe(key(other));
  });
});

describe("two paragraphs never share a key", () => {
  it.each([
    ["other words", "a", "b"],
    ["other case", "Été", "été"],
    ["other accents", "ete", "été"],
    ["other punctuation", "Fin.", "Fin !"],
    ["a space or none", "Fin !", "Fin!"],
    ["other figures", "93 pays", "94 pays"],
    ["other placeholders", "Bonjour {name}", "Bonjour {prenom}"],
    ["other formats", "%s pays", "%d pays"],
    ["a minute, and a quotation mark that ends", "5' de", "5’ de"],
    ["quotation marks", "Il dit « oui »", "Il dit “oui”"],
    ["a joiner that shapes letters", "می\u200cخواهم", "میخواهم"],
    ["code", "<code>a</code>", "<code>b</code>"],
    ["a line's end", "a<br>b", "a b"],
    ["other markup", "<b>a</b>", "<i>a</i>"],
    ["markup or none", "<b>a</b>", "a"],
    ["other places of it", "<b>a</b> b", "a <b>b</b>"],
    ["other nesting", "<b><i>a</i></b>", "<i><b>a</b></i>"],
    ["marked as untouchable", '<span translate="no">a</span>', "<span>a</span>"],
    ["markup or text that looks like it", "<b>a</b>", "&#x3C;b>a&#x3C;/b>"],
    ["compatibility forms that NFC keeps apart", "m²", "m2"],
  ])("%s", (_, one, other) => {
    expect(key(one)).not.toBe(key(other));
  });
});

it("every language pair has its own", () => {
  const keys = [key("a"), key("a", "fr", "ar"), key("a", "en", "fr"), key("a", "en", "ar"), key("a", "pt", "BR")];
  expect(new Set(keys).size).toBe(5);
  expect(memoryKey("fr", "en", "en\nx")).not.toBe(memoryKey("fr", "en\nen", "x"));
});

it("is the same today as yesterday: a changed key loses every bought translation", () => {
  expect(memoryKey("fr", "ar", "Bonjour")).toBe("jyRxbnCy0AC4z6RUVKky1KwVoOT7ocqEnrupbtBlSP4");
});

it("normalises to one line without spaces at its ends", () => {
  expect(normalise(" a\u00a0\u202f\n b\u2003c ")).toBe("a b c");
});
