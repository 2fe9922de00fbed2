import { describe, expect, it } from "vitest";
import type { Body } from "../../../src/articles/article.ts";
import { type BodySource, isCanonical, parseBody } from "../../../src/articles/body.ts";
import { bodyHtml, paragraphHtml } from "../../../src/articles/render.ts";
import { bodyText } from "../../../src/formats/body-text.ts";

function parsed(source: string, format: BodySource["format"] = "html", base: string | null = null): Body {
  const body = parseBody({ format, source }, base);
  if (body === null) throw new Error("the body was refused");
  return body;
}
const units = (body: Body) => body.paragraphs.map(({ type, tag, html }) => [type, tag, html]);

const WHOLE_MARKDOWN = `Opening *words* and \`code<d>\`.

## Heading

- one
- two
  - inner
  - inner **bold**

3. three
4. four

> quoted
>
> twice

\`\`\`js
let a = \`<b>\`;
\`\`\`

| Ville | Date |
|-------|:----:|
| Lyon | **24** |

![A *fine* cat](https://a.example/cat.png "title")

See https://b.example/x, [a link](https://c.example/?a=1&b=2) and ~~gone~~.

---

Last.`;

describe("a Markdown body", () => {
  const body = parsed(WHOLE_MARKDOWN, "markdown");

  it("is split into its paragraphs, each with its type", () => {
    expect(units(body)).toEqual([
      ["paragraph", "p", "Opening <em>words</em> and <code>code&#x3C;d></code>."],
      ["heading", "h2", "Heading"],
      ["list-item", "li", "one"],
      ["list-item", "li", "two"],
      ["list-item", "li", "inner"],
      ["list-item", "li", "inner <strong>bold</strong>"],
      ["list-item", "li", "three"],
      ["list-item", "li", "four"],
      ["quotation", "p", "quoted"],
      ["quotation", "p", "twice"],
      ["code", "pre", "<code>let a = `&#x3C;b>`;\n</code>"],
      ["table-cell", "th", "Ville"],
      ["table-cell", "th", "Date"],
      ["table-cell", "td", "Lyon"],
      ["table-cell", "td", "<strong>24</strong>"],
      ["alternative-text", "img", "A fine cat"],
      [
        "paragraph",
        "p",
        'See <a href="https://b.example/x">https://b.example/x</a>, <a href="https://c.example/?a=1&#x26;b=2">a link</a> and <del>gone</del>.',
      ],
      ["paragraph", "p", "Last."],
    ]);
  });

  it("keeps lists, tables, code and rules in its frame", () => {
    expect(body.frame).toEqual([
      "<p>",
      "</p>\n<h2>",
      "</h2>\n<ul><li>",
      "</li><li>",
      "<ul><li>",
      "</li><li>",
      '</li></ul></li></ul>\n<ol start="3"><li>',
      "</li><li>",
      "</li></ol>\n<blockquote><p>",
      "</p><p>",
      "</p></blockquote>\n<pre>",
      "</pre>\n<table><thead><tr><th>",
      "</th><th>",
      "</th></tr></thead><tbody><tr><td>",
      "</td><td>",
      '</td></tr></tbody></table>\n<p><img src="https://a.example/cat.png" alt="',
      '"></p>\n<p>',
      "</p>\n<hr>\n<p>",
      "</p>",
    ]);
  });

  it("has one piece of frame more than paragraphs, and is a fixed point", () => {
    expect(body.frame).toHaveLength(body.paragraphs.length + 1);
    const html = bodyHtml(body);
    expect(isCanonical(html)).toBe(true);
    expect(parsed(html)).toEqual(body);
  });
});

describe("an HTML body", () => {
  it.each<[string, string, unknown[][]]>([
    ["bare text", "One", [["paragraph", "p", "One"]]],
    [
      "bare text between blocks",
      "<p>a</p>b <i>c</i><p>d</p>",
      [
        ["paragraph", "p", "a"],
        ["paragraph", "p", "b <i>c</i>"],
        ["paragraph", "p", "d"],
      ],
    ],
    [
      "a list item around paragraphs and a nested list",
      "<ul><li><p>a</p><p>b</p></li><li>c<ul><li>d</li></ul>e</li></ul>",
      [
        ["list-item", "p", "a"],
        ["list-item", "p", "b"],
        ["list-item", "li", "c"],
        ["list-item", "li", "d"],
        ["list-item", "li", "e"],
      ],
    ],
    [
      "a description list",
      "<dl><dt>t</dt><dd>d</dd></dl>",
      [
        ["list-item", "dt", "t"],
        ["list-item", "dd", "d"],
      ],
    ],
    ["a bare quotation", "<blockquote>q</blockquote>", [["quotation", "blockquote", "q"]]],
    [
      "a figure",
      '<figure><img src="https://a.example/i.png" alt="cat"><figcaption>Cap</figcaption></figure>',
      [
        ["alternative-text", "img", "cat"],
        ["caption", "figcaption", "Cap"],
      ],
    ],
    [
      "a table with caption, breaks and an empty cell",
      "<table><caption>Cap</caption><tr><th scope=col>a</th><td></td><td>b<br>c</td></tr></table>",
      [
        ["caption", "caption", "Cap"],
        ["table-cell", "th", "a"],
        ["table-cell", "td", "b<br>c"],
      ],
    ],
    [
      "a table inside a paragraph",
      "<p>a<table><tr><td>b</table>c",
      [
        ["paragraph", "p", "a"],
        ["table-cell", "td", "b"],
        ["paragraph", "p", "c"],
      ],
    ],
    ["code with its white space", "<pre>a\n  b &lt; c\n</pre>", [["code", "pre", "a\n  b &#x3C; c\n"]]],
    ["white space as one space", "<p> a \n\t b\u00a0c </p>", [["paragraph", "p", "a b\u00a0c"]]],
    ["comments as nothing", "<p>a<!-- b -->c</p><!-- d -->", [["paragraph", "p", "ac"]]],
    [
      "a paste that wraps paragraphs in an inline element",
      "<b style=x id=y><p>One</p><p>Two</p></b>",
      [
        ["paragraph", "p", "<b>One</b>"],
        ["paragraph", "p", "<b>Two</b>"],
      ],
    ],
  ])("takes %s", (_, source, expected) => {
    const body = parsed(source);
    expect(units(body)).toEqual(expected);
    expect(body.frame).toHaveLength(body.paragraphs.length + 1);
    expect(isCanonical(bodyHtml(body))).toBe(true);
  });

  it.each([
    ["a paragraph", "<p>a</p><p></p><p>b</p>"],
    ["white space", "<p>a</p><p> \n </p><p>b</p>"],
    ["a no-break space", "<p>a</p><p>&nbsp;</p><p>b</p>"],
    ["line breaks", "<p>a</p><p><br> <br></p><p>b</p>"],
    ["accents around nothing", "<p>a</p><p><b><i></i></b><span> </span></p><p>b</p>"],
    ["a link around nothing", '<p>a</p><p><a href="https://a.example/"></a></p><p>b</p>'],
    [
      "an empty heading, list and quotation",
      "<p>a</p><h2></h2><ul><li></li></ul><blockquote><p></p></blockquote><p>b</p>",
    ],
    ["an empty division", "<p>a</p><div><div></div></div><p>b</p>"],
  ])("drops what is empty: %s", (_, source) => {
    expect(bodyHtml(parsed(source))).toBe("<p>a</p>\n<p>b</p>");
  });

  it("drops line breaks at both ends of a paragraph, and only there", () => {
    expect(bodyHtml(parsed("<p><br> <br>a<br><br>b<br> <br></p>"))).toBe("<p>a<br><br>b</p>");
  });
});

describe("images", () => {
  it("leave a sentence for the end of its block, so that it is translated whole", () => {
    const body = parsed('<p>One <img src="https://a.example/1.png" alt="A &quot;cat&quot;"> two.</p>');
    expect(units(body)).toEqual([
      ["paragraph", "p", "One two."],
      ["alternative-text", "img", "A &#x22;cat&#x22;"],
    ]);
    expect(bodyHtml(body)).toBe('<p>One two.<img src="https://a.example/1.png" alt="A &#x22;cat&#x22;"></p>');
  });

  it("have their alternative text as a paragraph of its own, or an empty one", () => {
    const body = parsed('<p><img src="https://a.example/1.png"></p><p><img src="https://a.example/2.png" alt=" "></p>');
    expect(body.paragraphs).toEqual([]);
    expect(bodyHtml(body)).toBe(
      '<p><img src="https://a.example/1.png" alt=""></p>\n<p><img src="https://a.example/2.png" alt=""></p>',
    );
  });

  it("stay where the link around them goes", () => {
    expect(bodyHtml(parsed('<a href="https://b.example/"><img src="https://a.example/1.png" alt="x"></a>'))).toBe(
      '<p><img src="https://a.example/1.png" alt="x"></p>',
    );
  });

  it("keep their size and nothing else", () => {
    const source = '<img src="https://a.example/1.png" width=3 height=4 loading=lazy class=x srcset="y 2x" alt="x">';
    expect(bodyHtml(parsed(source))).toBe('<p><img src="https://a.example/1.png" width="3" height="4" alt="x"></p>');
  });

  it("go without a source that is http(s)", () => {
    expect(bodyHtml(parsed('<p>a<img alt="x"><img src="data:image/png;base64,AA==" alt="y"></p>'))).toBe("<p>a</p>");
  });
});

describe("links", () => {
  const source =
    '<p><a href="/x">r</a> <a href="?q">q</a> <a href="//c.example/y">s</a> <a href="mailto:a@b.example">m</a></p>';

  it("are resolved against the article's own URL", () => {
    expect(bodyHtml(parsed(source, "html", "https://a.example/d/e"))).toBe(
      '<p><a href="https://a.example/x">r</a> <a href="https://a.example/d/e?q">q</a> <a href="https://c.example/y">s</a> <a href="mailto:a@b.example">m</a></p>',
    );
  });

  it("lose their element without one, but not their text", () => {
    expect(bodyHtml(parsed(source))).toBe('<p>r q s <a href="mailto:a@b.example">m</a></p>');
  });

  it.each([
    [
      "a scheme in capitals",
      "[a](HTTPS://A.example) [m](Mailto:a@b.example)",
      '<p><a href="https://a.example/">a</a> <a href="mailto:a@b.example">m</a></p>',
    ],
    ["an autolink", "<mailto:a@b.example>", '<p><a href="mailto:a@b.example">mailto:a@b.example</a></p>'],
    ["an address in angle brackets", "<a@b.example>", '<p><a href="mailto:a@b.example">a@b.example</a></p>'],
    ["an address in a text", "À a@b.example.", '<p>À <a href="mailto:a@b.example">a@b.example</a>.</p>'],
    [
      "one with a subject",
      "[a](mailto:a@b.example?subject=x%20y&cc=c@d.example)",
      '<p><a href="mailto:a@b.example?subject=x%20y&#x26;cc=c@d.example">a</a></p>',
    ],
  ])("lead to an address of mail from Markdown: %s", (_, source, html) => {
    expect(bodyHtml(parsed(source, "markdown", "https://a.example/d/"))).toBe(html);
  });

  it.each([
    "mailto:",
    "mailto:?subject=x",
    "mailto:a b@c.example",
    "mailto:%22a%22@c.example&lt;script&gt;",
    "mailto:&quot;a&quot;@c.example",
    "java\nscript:alert(1)//mailto:a@b.example",
    "tel:+33100000000",
  ])("lead nowhere with %s", (href) => {
    expect(bodyHtml(parsed(`<p><a href="${href}">a</a></p>`))).toBe("<p>a</p>");
  });

  it("are no source of an image when they are of mail", () => {
    expect(bodyHtml(parsed('<p>a<img src="mailto:a@b.example" alt="x"></p>'))).toBe("<p>a</p>");
  });

  it("are resolved in Markdown too, and images with them", () => {
    expect(bodyHtml(parsed("[r](x) ![i](i.png)", "markdown", "https://a.example/d/"))).toBe(
      '<p><a href="https://a.example/d/x">r</a><img src="https://a.example/d/i.png" alt="i"></p>',
    );
  });
});

describe("a plain text body", () => {
  it.each<[string, string, string]>([
    ["blank lines part paragraphs", "a\n\nb\n \t\n\n\nc", "<p>a</p>\n<p>b</p>\n<p>c</p>"],
    ["single line feeds are breaks", "a\nb\r\nc\rd", "<p>a<br>b<br>c<br>d</p>"],
    ["blank lines at either end are nothing", "\n\n \na\n\n \n", "<p>a</p>"],
    ["markup is text", "<b>a</b> &amp; [x](y) *z*", "<p>&#x3C;b>a&#x3C;/b> &#x26;amp; [x](y) *z*</p>"],
    ["Windows line ends part paragraphs", "a\r\n\r\nb", "<p>a</p>\n<p>b</p>"],
  ])("%s", (_, source, html) => {
    expect(bodyHtml(parsed(source, "text"))).toBe(html);
  });
});

describe.each(["html", "markdown", "text"] as const)("text that no format can carry, in %s", (format) => {
  it("is dropped or mended, and all else is kept", () => {
    const text = bodyText(
      parsed("a\u0001b\u0008c\u000bd\u001fe\ufffef\uffffg \ud800h\udc00 \u{1f600} مرحبا é", format),
    );
    expect(text).toBe("abcdefg \ufffdh\ufffd \u{1f600} مرحبا é");
  });

  it("is empty for an empty source", () => {
    expect(parsed(" \n ", format)).toEqual({ frame: [""], paragraphs: [] });
  });
});

it("control characters written as references go too", () => {
  expect(bodyHtml(parsed("<p>a&#0;b&#8;c&#x1F;d&#xFFFF;e</p>"))).toBe("<p>a\ufffdbcde</p>");
});

describe("isCanonical", () => {
  it.each([
    ["<p>a</p>", true],
    ["", true],
    ["<p>a</p>\n<p>b</p>", true],
    ["<p>a</p><p>b</p>", false],
    ["a", false],
    ["<P>a</P>", false],
    ["<p>a &amp; b</p>", false],
    ["<p onclick=x>a</p>", false],
    ["<p>a</p><script></script>", false],
    ["<p>a<br></p>", false],
    ["<div>".repeat(5_000), false],
  ])("%j: %s", (html, expected) => {
    expect(isCanonical(html)).toBe(expected);
  });
});

describe("a rendered body", () => {
  const body = parsed(
    '<p>a<br>b &amp; c</p><ul><li>d</li></ul><blockquote><p>e</p></blockquote><img src="https://a.example/i.png" alt="&quot;f">',
  );

  it("reads as plain text, an image's text in brackets", () => {
    expect(bodyText(body)).toBe('a\nb & c\n\n- d\n\n> e\n\n["f]');
  });

  it("gives each paragraph in an element of its own", () => {
    expect(body.paragraphs.map(paragraphHtml)).toEqual([
      "<p>a<br>b &#x26; c</p>",
      "<li>d</li>",
      "<blockquote><p>e</p></blockquote>",
      "&#x22;f",
    ]);
  });
});
