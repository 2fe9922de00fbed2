import { describe, expect, it } from "vitest";
import type { Body } from "../../../src/articles/article.ts";
import { type BodySource, isCanonical, parseBody } from "../../../src/articles/body.ts";
import { withNotesAt, withoutMarks } from "../../../src/articles/note-marks.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { bodyText } from "../../../src/formats/body-text.ts";
import { forbidden } from "./forbidden.ts";
import { noteSoup } from "./random.ts";

function parsed(source: string, format: BodySource["format"] = "html", base: string | null = null): Body {
  const body = parseBody({ format, source }, base);
  if (body === null) throw new Error("the body was refused");
  return body;
}

/** The mark of a note, with the id that its way back leads to or without one. */
const first = (n: number) => `<sup><a href="#fn-${n}" id="fnref-${n}" role="doc-noteref">${n}</a></sup>`;
const again = (n: number) => `<sup><a href="#fn-${n}" role="doc-noteref">${n}</a></sup>`;
const back = (n: number) => ` <a href="#fnref-${n}" role="doc-backlink">↩\uFE0E</a>`;
const note = (n: number, html: string) => `<li id="fn-${n}">${html}${back(n)}</li>`;
const ONE = `<p>a${first(1)}</p>\n<hr>\n<ol>${note(1, "b")}</ol>`;

describe("footnotes in Markdown", () => {
  it.each<[string, string, string]>([
    ["one", "a[^1]\n\n[^1]: b", ONE],
    ["a label of words", "a[^Été]\n\n[^été]: b", ONE],
    ["under a rule of the editor's", "a[^1]\n\n---\n\n[^1]: b", ONE],
    ["defined before it is used", "[^1]: b\n\na[^1]", ONE],
    [
      "defined in a list",
      "a[^1]\n\n- c\n\n  [^1]: b",
      `<p>a${first(1)}</p>\n<ul><li><p>c</p></li></ul>\n<hr>\n<ol>${note(1, "b")}</ol>`,
    ],
    [
      "numbered as they are met",
      "a[^z] b[^y] c[^z]\n\n[^y]: Y\n\n[^z]: Z",
      `<p>a${first(1)} b${first(2)} c${again(1)}</p>\n<hr>\n<ol>${note(1, "Z")}${note(2, "Y")}</ol>`,
    ],
    [
      "of several blocks",
      "a[^1]\n\n[^1]: b *c*\n\n    - d\n\n    e",
      `<p>a${first(1)}</p>\n<hr>\n<ol>${note(1, "<p>b <em>c</em></p><ul><li>d</li></ul><p>e</p>")}</ol>`,
    ],
    [
      "in headings, lists and tables",
      "# a[^1]\n\n- b[^1]\n\n| c[^1] |\n|---|\n\n[^1]: d",
      `<h2>a${first(1)}</h2>\n<ul><li>b${again(1)}</li></ul>\n<table><thead><tr><th>c${again(1)}</th></tr></thead></table>\n<hr>\n<ol>${note(1, "d")}</ol>`,
    ],
    ["a label given twice", "a[^1]\n\n[^1]: b\n\n[^1]: c", ONE],
    ["behind an exclamation mark", "a![^1]\n\n[^1]: b", ONE.replace("a<", "a!<")],
    ["a mark without a note", "a[^1]", "<p>a[^1]</p>"],
    ["a note without a mark", "a\n\n[^1]: b", "<p>a</p>"],
    ["a note without content", "a[^1]\n\n[^1]:", "<p>a<sup>1</sup></p>"],
    ["a mark in code", "a `[^1]`[^1]\n\n[^1]: b", ONE.replace("a<", "a <code>[^1]</code><")],
    [
      "a note in a note",
      "a[^1]\n\n[^1]: b[^2]\n\n    [^2]: c",
      `<p>a${first(1)}</p>\n<hr>\n<ol>${note(1, `b${first(2)}`)}${note(2, "c")}</ol>`,
    ],
    ["a note that leads to itself", "a[^1]\n\n[^1]: b[^1]", ONE.replace("b ", `b${again(1)} `)],
  ])("%s", (_, source, html) => {
    const body = parsed(source, "markdown");
    expect(bodyHtml(body)).toBe(html);
    expect(isCanonical(html)).toBe(true);
  });

  it("keeps the way back out of the text that is translated", () => {
    const { paragraphs, frame } = parsed("a[^1]\n\n[^1]: b", "markdown");
    expect(paragraphs.map(({ type, tag, html }) => [type, tag, html])).toEqual([
      ["paragraph", "p", `a${first(1)}`],
      ["list-item", "li", "b"],
    ]);
    expect(frame.at(-1)).toBe(`${back(1)}</li></ol>`);
  });
});

describe("footnotes in HTML", () => {
  it.each<[string, string, string]>([
    ["our own", ONE, ONE],
    [
      "GitHub's",
      '<p>a<sup><a href="#user-content-fn-x" id="user-content-fnref-x" data-footnote-ref aria-describedby="footnote-label">1</a></sup></p><section data-footnotes class="footnotes"><h2 class="sr-only" id="user-content-footnote-label">Footnotes</h2><ol><li id="user-content-fn-x"><p>b <a href="#user-content-fnref-x" data-footnote-backref aria-label="Back to reference 1">↩</a> <a href="#user-content-fnref-x-2" data-footnote-backref>↩<sup>2</sup></a></p></li></ol></section>',
      ONE,
    ],
    [
      "Pandoc's",
      '<p>a<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup></a></p><section role="doc-endnotes"><hr><ol><li id="fn1"><p>b<a href="#fnref1" role="doc-backlink">↩︎</a></p></li></ol></section>',
      ONE,
    ],
    [
      "WordPress's",
      '<p>a<sup data-fn="0a-1b" class="fn"><a href="#0a-1b" id="0a-1b-link">1</a></sup></p><ol class="wp-block-footnotes"><li id="0a-1b">b <a href="#0a-1b-link" aria-label="Jump to footnote reference 1">↩︎</a></li></ol>',
      ONE,
    ],
    [
      "before the text's end, beside other items",
      '<p>a<sup><a href="#x">*</a></sup></p><ul><li id="x">b</li><li id="y">c</li></ul><p>d</p>',
      `<p>a${first(1)}</p>\n<ul><li>c</li></ul>\n<p>d</p>\n<hr>\n<ol>${note(1, "b")}</ol>`,
    ],
    [
      "two marks raised together",
      '<p>a<sup><a href="#x">1</a>, <a href="#y">2</a></sup></p><ol><li id="x">b</li><li id="y">c</li></ol>',
      `<p>a${first(1)}<sup>, </sup>${first(2)}</p>\n<hr>\n<ol>${note(1, "b")}${note(2, "c")}</ol>`,
    ],
    [
      "a note's language",
      '<p>a<sup><a href="#x">1</a></sup></p><ol><li id="x" dir="rtl"><p lang="ar">م</p></li></ol>',
      `<p>a${first(1)}</p>\n<hr>\n<ol><li id="fn-1" dir="rtl" lang="ar">م${back(1)}</li></ol>`,
    ],
    [
      "marks that a translation put in another order",
      `<p>${first(2)} a${again(1)} b${first(1)}</p>\n<hr>\n<ol>${note(1, "c")}${note(2, "d")}</ol>`,
      `<p>${first(2)} a${again(1)} b${first(1)}</p>\n<hr>\n<ol>${note(1, "c")}${note(2, "d")}</ol>`,
    ],
    ["a mark without a note", '<p>a<sup><a href="#x">1</a></sup></p>', "<p>a<sup>1</sup></p>"],
    ["a mark that says so, without a note", '<p>a<a href="#fn-1" role="doc-noteref">1</a></p>', "<p>a1</p>"],
    ["a note without a mark", '<p>a</p><ol><li id="fn-1">b</li></ol>', "<p>a</p>\n<ol><li>b</li></ol>"],
    ["a way back without a note", '<p>a <a href="#fnref-1" role="doc-backlink">↩</a></p>', "<p>a</p>"],
    [
      "a mark in code",
      `<pre>a${first(1)}</pre><ol><li id="fn-1">b</li></ol>`,
      "<pre>a<sup>1</sup></pre>\n<ol><li>b</li></ol>",
    ],
    [
      "one id for two notes",
      `<p>a${first(1)}</p><ol><li id="fn-1">b</li><li id="fn-1">c</li></ol>`,
      `<p>a${first(1)}</p>\n<ol><li>c</li></ol>\n<hr>\n<ol>${note(1, "b")}</ol>`,
    ],
    [
      "one id for two marks",
      `<p>a${first(1)}b${first(1)}</p><ol><li id="fn-1">c</li></ol>`,
      `<p>a${first(1)}b${again(1)}</p>\n<hr>\n<ol>${note(1, "c")}</ol>`,
    ],
    [
      "a note's id elsewhere",
      `<h2 id="fn-1">a${first(1)}</h2><p id="fnref-1">b</p>`,
      "<h2>a<sup>1</sup></h2>\n<p>b</p>",
    ],
    [
      "a note in a stripped element",
      `<p>a${first(1)}</p><form><ol><li id="fn-1">b</li></ol></form>`,
      "<p>a<sup>1</sup></p>",
    ],
    ["an empty note", `<p>a${first(1)}</p><ol><li id="fn-1"><p><b> </b></p></li></ol>`, "<p>a<sup>1</sup></p>"],
    [
      "a reference to a step of a list",
      '<p>a <a href="#x">step 1</a></p><ol><li id="x">b</li></ol>',
      "<p>a step 1</p>\n<ol><li>b</li></ol>",
    ],
    [
      "a role on another link",
      '<p><a href="https://a.example/#fn-1" role="doc-noteref" id="fnref-1">a</a></p>',
      '<p><a href="https://a.example/#fn-1">a</a></p>',
    ],
  ])("%s", (_, source, html) => {
    expect(bodyHtml(parsed(source))).toBe(html);
    expect(isCanonical(html)).toBe(true);
  });

  it("are not resolved against the article's own URL, as other fragments are", () => {
    const source = '<p>a<sup><a href="#x">1</a></sup> <a href="#y">c</a></p><ol><li id="x">b</li></ol>';
    expect(bodyHtml(parsed(source, "html", "https://a.example/d"))).toBe(
      `<p>a${first(1)} <a href="https://a.example/d#y">c</a></p>\n<hr>\n<ol>${note(1, "b")}</ol>`,
    );
  });

  it.each([
    "fn-0",
    "fn-01",
    "FN-1",
    "fn-1 ",
    "fn-1x",
    "fn-10000000",
    "getElementById",
    "__proto__",
    "constructor",
    "é",
  ])("never keep an id of their own: %j", (id) => {
    const html = bodyHtml(parsed(`<p>a<sup><a href="#${id}" id="${id}">1</a></sup></p><ol><li id="${id}">b</li></ol>`));
    expect(html).toBe(ONE);
  });
});

describe("a thousand random soups of footnotes", () => {
  const bodies = Array.from({ length: 1_000 }, (_, seed) => parseBody({ format: "html", source: noteSoup(seed) }));
  const settled = bodies.flatMap((body, seed) => (body === null ? [] : [{ seed, body, html: bodyHtml(body) }]));
  const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, name]) => name as string);

  it("have notes, and settle, all but one in twenty", () => {
    expect(settled.filter(({ html }) => html.includes('id="fn-')).length).toBeGreaterThan(100);
    expect(settled.length).toBeGreaterThan(950);
  });

  it("leave a body that parses to itself, with nothing forbidden", () => {
    const unfixed = settled.filter(
      ({ html, body }) => JSON.stringify(parseBody({ format: "html", source: html })) !== JSON.stringify(body),
    );
    expect(unfixed.map(({ seed }) => seed)).toEqual([]);
    expect(settled.flatMap(({ html }) => forbidden(html))).toEqual([]);
  });

  it("leave every id once, and every link with its other half", () => {
    const broken = settled.filter(({ html }) => {
      const ids = all(html, / id="([^"]*)"/g);
      const links = all(html, / href="#([^"]*)"/g);
      return (
        new Set(ids).size !== ids.length ||
        new Set(links).size !== ids.length ||
        links.some((name) => !ids.includes(name))
      );
    });
    expect(broken.map(({ seed }) => seed)).toEqual([]);
  });
});

describe("a body with footnotes as plain text", () => {
  it.each<[string, string, string]>([
    ["one", "a[^1]\n\n[^1]: b", "a[1]\n\n[1] b"],
    ["after a list", "- a[^1] b[^2]\n\n[^1]: c\n\n[^2]: d", "- a[1] b[2]\n\n[1] c\n[2] d"],
    [
      "of several blocks",
      "a[^1] b[^2]\n\n[^1]: c\n\n    d\n\n    - e\n\n[^2]: f",
      "a[1] b[2]\n\n[1] c\n\n    d\n    - e\n\n[2] f",
    ],
    ["that begin otherwise", "a[^1] b[^2]\n\n[^1]: # c\n\n[^2]: > d", "a[1] b[2]\n\n[1] c\n[2] > d"],
    ["that begin with an image", "a[^1]\n\n[^1]: ![x](https://a.example/i.png)\n\n    b", "a[1]\n\n[1] [x]\n\n    b"],
  ])("%s", (_, source, text) => {
    expect(bodyText(parsed(source, "markdown"))).toBe(text);
  });
});

describe("footnotes away from their page", () => {
  it("lead to the article's page, and have no id that another article's could meet", () => {
    expect(withNotesAt("https://news.example/fr/articles/x", ONE)).toBe(
      '<p>a<sup><a href="https://news.example/fr/articles/x#fn-1" role="doc-noteref">1</a></sup></p>\n<hr>\n<ol><li>b <a href="https://news.example/fr/articles/x#fnref-1" role="doc-backlink">↩\uFE0E</a></li></ol>',
    );
  });

  it("leave text that only looks like them alone", () => {
    const html = bodyHtml(
      parsed('<pre>&lt;a href="#fn-1" id="fnref-1">&lt;li id="fn-1"></pre><p>role="doc-noteref"</p>'),
    );
    expect(withNotesAt("https://news.example/x", html)).toBe(html);
    expect(withoutMarks(html)).toBe(html);
  });

  it("can be left out, there and here", () => {
    expect(withoutMarks(ONE)).toBe('<p>a</p>\n<hr>\n<ol><li id="fn-1">b</li></ol>');
    expect(withoutMarks(withNotesAt("https://news.example/x", ONE))).toBe("<p>a</p>\n<hr>\n<ol><li>b</li></ol>");
  });
});
