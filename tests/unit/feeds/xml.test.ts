import { describe, expect, it } from "vitest";
import { cdata, element, emptyElement, xmlAttribute, xmlText } from "../../../src/feeds/xml.ts";

describe("xmlText", () => {
  it.each([
    ["plain", "plain", "plain"],
    ["markup", "<b>R&D</b>", "&lt;b&gt;R&amp;D&lt;/b&gt;"],
    ["the end of a CDATA section (XML 1.0 §2.4)", "a]]>b", "a]]&gt;b"],
    ["a carriage return, which a parser would turn into a line feed (§2.11)", "a\r\nb", "a&#xD;\nb"],
    ["characters outside Char (§2.2)", "a\u0000\u0008\u000B\u000C\u000E\u001F\uFFFE\uFFFFb", "ab"],
    ["lone surrogates", "a\uD83D b\uDE00", "a\uFFFD b\uFFFD"],
    ["an emoji and Arabic", "😀 مراكش", "😀 مراكش"],
    ["tab and line feed", "a\tb\nc", "a\tb\nc"],
  ])("writes %s", (_, text, expected) => {
    expect(xmlText(text)).toBe(expected);
  });
});

describe("xmlAttribute", () => {
  it.each([
    ["quotes and markup", `"a" & 'b' <c>`, "&quot;a&quot; &amp; 'b' &lt;c&gt;"],
    ["white space that §3.3.3 would normalize", "a\tb\nc\rd", "a&#x9;b&#xA;c&#xD;d"],
    ["forbidden characters", "a\u0008b\uD800", "ab\uFFFD"],
  ])("writes %s", (_, text, expected) => {
    expect(xmlAttribute(text)).toBe(expected);
  });
});

describe("cdata", () => {
  it.each([
    ["one end mark", "a]]>b", "<![CDATA[a]]]]><![CDATA[>b]]>"],
    ["two in a row", "]]>]]>", "<![CDATA[]]]]><![CDATA[>]]]]><![CDATA[>]]>"],
    ["overlapping brackets", "]]]]>>", "<![CDATA[]]]]]]><![CDATA[>>]]>"],
    ["brackets at the end", "a]]", "<![CDATA[a]]]]>"],
    ["an end mark that cleaning brings together", "]]\u0008>", "<![CDATA[]]]]><![CDATA[>]]>"],
    ["markup as it is", '<p class="x">&amp;</p>', '<![CDATA[<p class="x">&amp;</p>]]>'],
  ])("splits %s", (_, text, expected) => {
    expect(cdata(text)).toBe(expected);
  });
});

describe("element and emptyElement", () => {
  it("escapes the text, and writes nothing for null", () => {
    expect(element("title", "R&D")).toBe("<title>R&amp;D</title>\n");
    expect(element("rights", null)).toBe("");
  });

  it("leaves out attributes that are null", () => {
    const attributes = { href: "https://a.example/?a=1&b=2", hreflang: null, width: 600 };
    expect(emptyElement("link", attributes)).toBe('<link href="https://a.example/?a=1&amp;b=2" width="600"/>\n');
  });
});
