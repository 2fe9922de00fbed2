import { describe, expect, it } from "vitest";
import { decodeMarkup, encodeMarkup } from "../../../src/translation/markup.ts";
import { forbidden } from "../articles/forbidden.ts";

const SOURCE =
  'Le <b>ministre</b> a <a href="https://a.example/?a=1&#x26;b=2">dit <em>non</em></a>,<br>puis <code>exit</code>.';

describe("what an engine is sent", () => {
  it.each([
    ["plain text", "Bonjour", "Bonjour"],
    ["references", "a &#x26; b &#x3C; c", "a &#x26; b &#x3C; c"],
    ["quotes, as a title spells them and as a body does", "&#x22;a&#x22; &#x3E; b", '"a" > b'],
    ["elements with a number for their attributes", '<a href="https://a.example/">x</a>', '<a id="0">x</a>'],
    [
      "elements counted from the outside in",
      SOURCE,
      'Le <b id="0">ministre</b> a <a id="1">dit <em id="2">non</em></a>,<br id="3">puis <code id="4" translate="no">exit</code>.',
    ],
    ["names marked as such", '<span translate="no">DGSN</span>', '<span id="0" translate="no">DGSN</span>'],
    [
      "all that is code",
      "<kbd>a</kbd><samp>b</samp><var>c</var>",
      '<kbd id="0" translate="no">a</kbd><samp id="1" translate="no">b</samp><var id="2" translate="no">c</var>',
    ],
    ["no language or direction", '<i lang="en" dir="ltr">x</i>', '<i id="0">x</i>'],
  ])("%s", (_, html, text) => {
    expect(encodeMarkup(html).text).toBe(text);
  });
});

describe("an answer without a change comes back as the source", () => {
  it.each([
    "Bonjour",
    "a &#x26; b &#x3C; c",
    SOURCE,
    "<b><i>a</i> b</b> <b>c</b>",
    '<a href="https://a.example/">a</a> <a href="https://b.example/">b</a>',
    '<span translate="no">DGSN</span> &#x26; <time datetime="2025-11-24">lundi</time>',
    "x<sup>2</sup>, H<sub>2</sub>O<wbr>!",
    "a<br>b<br>c",
    "<q>a</q> <bdi>b</bdi> <abbr>c</abbr>",
    "مرحبا <b>بالعالم</b> \u{1f600}",
  ])("%s", (html) => {
    const { text, elements } = encodeMarkup(html);
    expect(decodeMarkup(text, elements)).toEqual({ ok: true, value: html });
  });
});

describe("an answer may", () => {
  const { elements } = encodeMarkup('Le <b>chat</b> <a href="https://a.example/">noir</a>');

  it.each([
    [
      "change the order",
      'The <a id="1">black</a> <b id="0">cat</b>',
      'The <a href="https://a.example/">black</a> <b>cat</b>',
    ],
    ["quote in another way", "<b id='0'>a</b> <a id=1>b</a>", '<b>a</b> <a href="https://a.example/">b</a>'],
    ["have spaces around it", ' \n<b id="0">a</b>\n <a id="1">b</a> ', '<b>a</b> <a href="https://a.example/">b</a>'],
    [
      "write references",
      '<b id="0">R&amp;D</b> <a id="1">&lt;b&gt; &eacute;&#8239;!</a>',
      '<b>R&#x26;D</b> <a href="https://a.example/">&#x3C;b> é\u202f!</a>',
    ],
    ["have a comment", '<b id="0">a</b><!-- x --> <a id="1">b</a>', '<b>a</b> <a href="https://a.example/">b</a>'],
    ["leave elements open at its end", '<b id="0">a</b> <a id="1">b', '<b>a</b> <a href="https://a.example/">b</a>'],
    [
      "have control characters, which go",
      '<b id="0">a\u0008</b> <a id="1">b\ud800</a>',
      '<b>a</b> <a href="https://a.example/">b\ufffd</a>',
    ],
  ])("%s", (_, answer, html) => {
    expect(decodeMarkup(answer, elements)).toEqual({ ok: true, value: html });
  });

  it.each([
    ["href", '<b id="0">a</b> <a id="1" href="javascript:alert(1)">b</a>'],
    ["another link", '<b id="0">a</b> <a href="https://evil.example/" id="1">b</a>'],
    ["onclick", '<b id="0" onclick="alert(1)">a</b> <a id="1" onmouseover=alert(1)>b</a>'],
    ["style, class and language", '<b id="0" style="x" class="y" lang="en">a</b> <a id="1" target=_blank>b</a>'],
    ["a second id", '<b id="0" id="1">a</b> <a id="1" xlink:href="javascript:alert(1)">b</a>'],
  ])("have attributes of its own that never reach the page: %s", (_, answer) => {
    expect(decodeMarkup(answer, elements)).toEqual({ ok: true, value: '<b>a</b> <a href="https://a.example/">b</a>' });
  });
});

describe("an answer is refused", () => {
  const { elements } = encodeMarkup('<b>a</b> <a href="https://a.example/">b <i>c</i></a><br>d');

  it.each([
    ["with an element missing", '<b id="0">a</b> <a id="1">b c</a><br id="3">d', "<i> is missing"],
    ["with no element at all", "a b c d", "<b> is missing"],
    ["empty", "", "<b> is missing"],
    [
      "with an element twice",
      '<b id="0">a</b><b id="0">a</b> <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<b> stands twice",
    ],
    [
      "with an element renamed",
      '<strong id="0">a</strong> <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<b> became <strong>",
    ],
    ["with two numbers changed over", '<b id="1">a</b> <a id="0">b <i id="2">c</i></a><br id="3">d', "<a> became <b>"],
    [
      "with an element moved out",
      '<b id="0">a</b> <a id="1">b</a> <i id="2">c</i><br id="3">d',
      "<i> moved into another element",
    ],
    [
      "with an element moved in",
      '<b id="0">a<br id="3"></b> <a id="1">b <i id="2">c</i></a>d',
      "<br> moved into another element",
    ],
    [
      "with an element of its own",
      '<b id="0">a</b> <a id="1">b <i id="2">c</i></a><br id="3"><u>d</u>',
      "<u> is not in the source",
    ],
    [
      "with a number that is not the source's",
      '<b id="0">a</b> <a id="1">b <i id="2">c</i></a><br id="3"><b id="4">d</b>',
      "<b> is not in the source",
    ],
    ["with an empty number", '<b id="">a</b> <a id="1">b <i id="2">c</i></a><br id="3">d', "<b> is not in the source"],
    [
      "with a number in another spelling",
      '<b id="0x0">a</b> <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<b> is not in the source",
    ],
    [
      "with a script",
      '<script>alert(1)</script><b id="0">a</b> <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<script> is not in the source",
    ],
    ["with an image", '<img src=x onerror=alert(1)><b id="0">a</b>', "<img> is not in the source"],
    [
      "with a script under a number",
      '<script id="0">alert(1)</script> <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<b> became <script>",
    ],
    [
      "with a paragraph around it",
      '<p><b id="0">a</b> <a id="1">b <i id="2">c</i></a><br id="3">d</p>',
      "<p> is not in the source",
    ],
    ["with foreign content", '<svg><b id="0">a</b></svg>', "<svg> is not in the source"],
    ["with a template", '<template><b id="0">a</b></template>', "<template> is not in the source"],
    [
      "with an element never closed, which takes in the rest",
      '<b id="0">a <a id="1">b <i id="2">c</i></a><br id="3">d',
      "<a> moved into another element",
    ],
    ["with a break at its end", '<b id="0">a</b> <a id="1">b <i id="2">c</i></a>d<br id="3">', "<br> stands at an end"],
    [
      "with a break at its beginning",
      '<br id="3"><b id="0">a</b> <a id="1">b <i id="2">c</i></a>d',
      "<br> stands at an end",
    ],
  ])("%s", (_, answer, error) => {
    expect(decodeMarkup(answer, elements)).toEqual({ ok: false, error });
  });

  it("with any element, where the source has none", () => {
    expect(decodeMarkup("<b>a</b>", [])).toEqual({ ok: false, error: "<b> is not in the source" });
    expect(decodeMarkup('<b id="0">a</b>', [])).toEqual({ ok: false, error: "<b> is not in the source" });
  });

  it("nested by the thousand, and no crash", { timeout: 5_000 }, () => {
    expect(decodeMarkup("<b>".repeat(10_000), []).ok).toBe(false);
    expect(decodeMarkup("<i>".repeat(1_000), []).ok).toBe(false);
  });
});

describe("text that looks like markup stays text", () => {
  it.each([
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "&#x3C;script>alert(1)&#x3C;/script>"],
    ["1 < 2 & 3 > 2", "1 &#x3C; 2 &#x26; 3 > 2"],
    ["&amp;lt;b&amp;gt;", "&#x26;lt;b&#x26;gt;"],
    ["a<!-- <script> -->b", "ab"],
  ])("%j becomes %j", (answer, value) => {
    expect(decodeMarkup(answer, [])).toEqual({ ok: true, value });
    expect(forbidden(value)).toEqual([]);
  });
});
