import { describe, expect, it } from "vitest";
import { batches, billableCharacters } from "../../../src/translation/batches.ts";

const split = (texts: string[]) => batches(texts, (text) => text);
const formBytes = (texts: string[]) => new URLSearchParams(texts.map((text) => ["text", text])).toString().length;
/** DeepL's limit, less three thousand characters of context at nine bytes each. */
const MOST_BYTES = 128 * 1024 - 27_000;

describe("texts are split into requests that the engine takes", () => {
  it.each<[string, string[], number[]]>([
    ["none", [], []],
    ["one", ["a"], [1]],
    ["fifty", Array(50).fill("a"), [50]],
    ["fifty-one", Array(51).fill("a"), [50, 1]],
    ["a hundred and one", Array(101).fill("a"), [50, 50, 1]],
  ])("%s by their number", (_, texts, sizes) => {
    expect(split(texts).map((batch) => batch.length)).toEqual(sizes);
  });

  it.each([
    ["ASCII", "a", 4_000],
    ["é, six bytes each", "é", 4_000],
    ["Arabic, six bytes a letter", "م", 3_000],
    ["emoji, twelve bytes each", "\u{1f600}", 2_000],
    ["ampersands, three bytes each", "&", 5_000],
    ["spaces, one byte each", " ", 9_000],
  ])("by their size, form-encoded: %s", (_, letter, length) => {
    const texts = Array.from({ length: 60 }, () => letter.repeat(length));
    const all = split(texts);
    expect(all.flat()).toEqual(texts);
    expect(Math.max(...all.map(formBytes))).toBeLessThanOrEqual(MOST_BYTES);
    expect(Math.max(...all.map((batch) => batch.length))).toBeLessThanOrEqual(50);
  });

  it("a giant goes alone, and its neighbours keep their order", () => {
    const giant = "é".repeat(100_000);
    expect(split(["a", giant, "b", "c"])).toEqual([["a"], [giant], ["b", "c"]]);
    expect(split([giant, giant])).toEqual([[giant], [giant]]);
  });

  it("an empty text is a text", () => {
    expect(split(["", ""])).toEqual([["", ""]]);
  });
});

describe("billable characters", () => {
  it.each([
    ["nothing", "", 0],
    ["letters", "Bonjour", 7],
    ["accents composed", "été", 3],
    ["accents as they are written", "e\u0301", 2],
    ["Arabic", "مرحبا", 5],
    ["an emoji is one", "\u{1f600}", 1],
    ["a family of emoji is seven", "👨‍👩‍👧‍👦", 7],
    ["tags are free", '<b id="0">a</b><br id="1">b', 2],
    ["attributes with brackets are free", '<a id="0" title="a>b">c</a>', 1],
    ["references are counted as written", "&#x26;", 6],
    ["spaces count", " a ", 3],
  ])("%s", (_, text, count) => {
    expect(billableCharacters(text)).toBe(count);
  });

  it("are counted at once in a large text", { timeout: 1_000 }, () => {
    expect(billableCharacters("a<".repeat(50_000))).toBe(100_000);
  });
});
