import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Article, Body } from "../../../src/articles/article.ts";
import { parseBody } from "../../../src/articles/body.ts";
import { escapeText, textOf } from "../../../src/articles/text.ts";
import { articleMarkdown } from "../../../src/formats/markdown.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { forbidden } from "../articles/forbidden.ts";
import { random, tagSoup } from "../articles/random.ts";
import { arabic, publication } from "../pages/samples.ts";
import { article } from "../translation/sample.ts";

/** Markdown of an article, its front matter apart. */
function written(source: Article, notice = ""): { frontMatter: string; markdown: string } {
  const whole = articleMarkdown(ownRendition(source), publication, notice);
  const [, frontMatter, markdown] = /^---\n([\s\S]*?)\n---\n\n([\s\S]*)$/.exec(whole) ?? [];
  if (frontMatter === undefined || markdown === undefined) throw new Error(`no front matter in ${whole}`);
  return { frontMatter, markdown };
}
const bare = (html: string) => article({ title: "T", image: null }, html);
const markdownOf = (html: string) => written(bare(html)).markdown.replace(/^# T\n\n?/, "");

describe("an article as Markdown", () => {
  it("has its particulars as front matter, its image and its text", () => {
    const { frontMatter, markdown } = written(article(), "<p><small>Notice.</small></p>");
    expect(parse(frontMatter)).toEqual({
      slug: "sommet",
      language: "fr",
      revision: 3,
      title: "Sommet à Marrakech",
      summary: "Trois jours de débats.",
      authors: ["Amina Benali"],
      tags: ["maroc", "afp"],
      image: "https://a.example/i.png",
      published_at: "2025-11-24T10:00:00.000Z",
      updated_at: "2025-11-24T12:00:00.000Z",
      url: "https://news.example/fr/articles/sommet",
      original: "https://news.example/fr/articles/sommet",
      correction_note: "Le lieu a été corrigé.",
      rights: "© Dragoman",
    });
    expect(markdown).toBe(`# Sommet à Marrakech

![Une salle](https://a.example/i.png)

La salle du sommet · Photo MAP

Un **accord** est [trouvé](https://a.example/1).

- Suite
- Suite

\`\`\`
npm start
\`\`\`

2025

![Une carte](https://a.example/2.png)

Notice.
`);
  });

  it("says where a translation comes from, and leaves out what is not there", () => {
    const frontMatter = /^---\n([\s\S]*?)\n---\n/.exec(articleMarkdown(arabic, publication, ""))?.[1] ?? "";
    const particulars = parse(frontMatter);
    expect(particulars).toMatchObject({
      language: "ar",
      engines: ["seed"],
      translated_at: "2025-11-24T10:05:00.000Z",
      source_language: "fr",
      source_revision: 1,
      stale: false,
      digital_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    });
    expect(particulars).not.toHaveProperty("correction_note");
    expect(particulars).not.toHaveProperty("reviewed");
  });

  it.each([
    ["a caption", "<table><caption>Villes</caption><tr><th>a</th></tr></table>", "Villes\n\n| a |\n| - |\n"],
    ["blocks in a cell", "<table><tr><th>a<p>b</p>c</th></tr></table>", "| a b c |\n| ----- |\n"],
    ["a bar in a cell", "<table><tr><th>a|b</th></tr></table>", "| a\\|b |\n| ---- |\n"],
  ])("keeps a table's text: %s", (_, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it.each([
    ["a span without end", "<table><tr><td colspan=1000000000>a<td>b<tr><td>c</table>", "a | b\n\nc\n"],
    [
      "spans that add up",
      `<table>${"<tr><td colspan=1000 rowspan=60000>a".repeat(30)}</table>`,
      `${"a\n\n".repeat(29)}a\n`,
    ],
    [
      "one long row before many short ones",
      `<table><tr>${"<td>a".repeat(300)}${"<tr><td>b".repeat(300)}</table>`,
      `${"a | ".repeat(299)}a\n\n${"b\n\n".repeat(300).trimEnd()}\n`,
    ],
  ])("fills no table up without end: %s", (_, html, markdown) => {
    expect(markdownOf(html)).toBe(markdown);
  });

  it("lets no reader make links of text, and keeps links that are", () => {
    const html =
      '<p>https://a.example/a_b www.a.example a@b.example <a href="https://a.example/a_b">https://a.example/a_b</a></p>';
    expect(markdownOf(html)).toBe("https\\://a.example/a_b www\\.a.example a\\@b.example <https://a.example/a_b>\n");
  });
});

describe("no value breaks out of the front matter", () => {
  it.each([
    ["line feeds", "a\nrevision: 9\nb"],
    ["the end of front matter", "a\n---\n\n# b"],
    ["a document's end", "a\n...\nb"],
    ["double quotes", 'a" # b'],
    ["backslashes", 'a\\" \\n \\u0000 b\\'],
    ["single quotes, colons, braces", "'a': {b: [c]} #d"],
    ["a YAML tag, anchor and alias", "!!js/function &a *b"],
    ["a word that YAML takes for a value", "no"],
    ["a number", "1e3"],
    ["a date", "2025-11-24"],
    ["next line, line and paragraph separator", "a\u0085revision: 9\u2028b\u2029c"],
    ["C1 controls and DEL", "a\u007f\u0080\u009fb"],
    ["Arabic and emoji", "مرحبا \u{1f600}"],
  ])("%s", (_, text) => {
    const { frontMatter } = written(article({ title: text, summary: text, rights: text, authors: [{ name: text }] }));
    expect(parse(frontMatter)).toMatchObject({
      revision: 3,
      title: text,
      summary: text,
      rights: text,
      authors: [text],
    });
    // YAML 1.1 ends lines at these, and YAML 1.2 §5.1 prints none of them.
    expect(frontMatter).not.toMatch(/[\u007f-\u009f\u2028\u2029]/);
  });
});

describe("hostile text is text", () => {
  /** All text but white space and images'. */
  const words = ({ paragraphs }: Body) =>
    paragraphs
      .flatMap(({ type, html }) => (type === "alternative-text" ? [] : textOf(html).replace(/[\s-]+/g, "")))
      .join("");
  const sameText = (html: string) => {
    const body = parseBody({ format: "html", source: html });
    const again = parseBody({ format: "markdown", source: markdownOf(html) });
    return body !== null && again !== null && words(again) === words(body);
  };

  it.each([
    ["front matter in the body", "<p>---</p><p>title: x</p><p>---</p>"],
    ["a heading's underline", "<p>a<br>===</p><p>b<br>---</p>"],
    ["headings, lists, quotations", "<p># a</p><p>- b</p><p>1. c</p><p>&gt; d</p><p>+ e</p>"],
    ["accents and code", "<p>*a* _b_ **c** `d` ~~e~~ ~f~</p>"],
    ["links and images", "<p>[a](javascript:x) ![b](c) [d]: e [f][g]</p>"],
    ["HTML", "<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;!-- &lt;a href=x&gt;</p>"],
    ["HTML in a list without items", "<ul>&lt;script&gt;alert(1)&lt;/script&gt;</ul>"],
    ["references", "<p>&amp;amp; &amp;lt;b&amp;gt; &amp;#60;</p>"],
    ["indented code", "<p>&nbsp;&nbsp;&nbsp;&nbsp;a</p>"],
    ["a fence within code", "<pre>```\n# a\n```</pre>"],
    ["bars in a table", "<table><tr><th>a|b</th></tr><tr><td>`c|d`</td></tr></table>"],
    ["a break at an accent's end", "<p><strong>a<br></strong>b</p>"],
    ["an address beside signs", "<p>http://a.example/_b_*c* www.d.example/&amp;amp; e@f.example</p>"],
    ["backslashes", "<p>\\ \\\\ \\* \\n</p>"],
  ])("%s", (_, html) => {
    expect(sameText(html)).toBe(true);
    const again = parseBody({ format: "markdown", source: markdownOf(html) });
    expect(again?.frame.join("").includes("<script")).toBe(false);
  });

  it("in a title and a caption", () => {
    const text = "# *a* <script>b</script> [c](d) `e` ~~f~~ http://g.example/_h";
    const image = {
      url: "https://a.example/(i).png?a=b&c",
      alt: text,
      caption: text,
      credit: null,
      width: null,
      height: null,
    };
    const { markdown } = written(article({ title: text, image }, "<p>x</p>"));
    const again = parseBody({ format: "markdown", source: markdown });
    expect(again?.paragraphs.map(({ type, html }) => [type, html])).toEqual([
      ["heading", escapedInBody(text)],
      ["alternative-text", escapeText(text)],
      ["paragraph", escapedInBody(text)],
      ["paragraph", "x"],
    ]);
    expect(markdown.match(/^# /gm)).toHaveLength(1);
  });

  const escapedInBody = (text: string) => text.replaceAll("&", "&#x26;").replaceAll("<", "&#x3C;");

  const SIGNS = [
    "*", "_", "`", "#", "- ", "+ ", "1. ", "1) ", "> ", "|", "~", "~~", "[", "]", "(", ")", "![", "<", ">", "&", "&amp;",
    "\\", "---", "===", "\n", "    ", "http://a.example/", "www.a.example", "a@b.example", "word", " ", "é", "م",
    "[x]: y", "</div>", "<!--", "$", "^", ":", "{", "!", "*a*", "_b_", "`c`",
  ]; // biome-ignore format: a list of words
  const jumble = (seed: number) => {
    const next = random(seed);
    return Array.from({ length: 2 + Math.floor(next() * 10) }, () => SIGNS[Math.floor(next() * SIGNS.length)]).join("");
  };

  it.each([
    ["paragraph", (text: string) => `<p>${text}</p><p><b>${text}</b></p>`],
    ["list", (text: string) => `<ul><li>${text}</li><li>b</li></ul>`],
    ["quotation", (text: string) => `<blockquote><p>${text}</p></blockquote>`],
    ["table", (text: string) => `<table><tr><th>h</th></tr><tr><td>${text}</td></tr></table>`],
    ["code", (text: string) => `<pre>${text}</pre><p><code>${text}</code></p>`],
    ["heading", (text: string) => `<h3>${text}</h3>`],
  ])("in three hundred jumbles of signs, in a %s", (_, around) => {
    const seeds = Array.from({ length: 300 }, (_, seed) => seed);
    expect(seeds.filter((seed) => !sameText(around(escapeText(jumble(seed)))))).toEqual([]);
  });

  it("in three hundred tag soups, without one that brings markup to life", () => {
    for (let seed = 0; seed < 300; seed++) {
      const body = parseBody({ format: "html", source: tagSoup(seed) });
      if (body === null) continue;
      const { markdown } = written(article({ title: "T", image: null, body }));
      const again = parseBody({ format: "markdown", source: markdown });
      expect(again && forbidden(again.frame.join("")), String(seed)).toEqual([]);
    }
  });
});
