import { describe, expect, it } from "vitest";
import { cleanText, escapeText, textOf } from "../../../src/articles/text.ts";
import { domText } from "./forbidden.ts";

describe("textOf undoes escapeText", () => {
  it.each([
    "",
    "plain",
    "a & b",
    "<b>&amp;</b>",
    `"quoted" 'single'`,
    "&#x26;",
    "a\nb",
    "مرحبا & \u{1f600}",
    "<br>",
    "1 < 2 > 0",
  ])("%j", (text) => {
    expect(textOf(escapeText(text))).toBe(text);
    expect(domText(escapeText(text))).toBe(text);
  });
});

describe("textOf", () => {
  it.each([
    ["a <b>c</b>", "a c"],
    ["a<br>b", "a\nb"],
    ["a<br> b <br>c", "a\nb\nc"],
    ['<a href="https://a.example/?a=1&#x26;b=>">x</a>', "x"],
    ["&#x3C;b&#x3E; &#x1F600; &#xA0;", "<b> \u{1f600} \u00a0"],
    ["&#x26;#x3C;", "&#x3C;"],
    ["<code>a &#x3C; b</code>", "a < b"],
  ])("reads %j as %j", (html, text) => {
    expect(textOf(html)).toBe(text);
  });
});

it("escaped text is safe in a quoted attribute", () => {
  expect(escapeText(`"><script>`)).toBe("&#x22;&#x3E;&#x3C;script&#x3E;");
});

describe("cleanText keeps what XML 1.0 §2.2 allows", () => {
  it.each([
    ["\t\n\r a", "\t\n\r a"],
    ["\u0000\u0008\u000b\u000c\u000e\u001f\ufffe\uffff", ""],
    ["\ud800", "\ufffd"],
    ["\udfff\ud800", "\ufffd\ufffd"],
    ["\u{1f600}\u0085\ufffd\ufeff", "\u{1f600}\u0085\ufffd\ufeff"],
  ])("%j becomes %j", (text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });
});
