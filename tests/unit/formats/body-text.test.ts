import { describe, expect, it } from "vitest";
import { parseBody } from "../../../src/articles/body.ts";
import { textOf } from "../../../src/articles/text.ts";
import { bodyText } from "../../../src/formats/body-text.ts";
import { tagSoup } from "../articles/random.ts";

function written(source: string, format: "markdown" | "html" = "markdown"): string {
  const body = parseBody({ format, source });
  if (body === null) throw new Error("the body was refused");
  return bodyText(body);
}

describe("a body as plain text", () => {
  it.each<[string, string, string]>([
    ["paragraphs and headings", "a\n\n## b\n\nc", "a\n\nb\n\nc"],
    ["a list", "a\n\n- b\n- c\n\nd", "a\n\n- b\n- c\n\nd"],
    ["a numbered list", "1. a\n2. b", "1. a\n2. b"],
    ["a list numbered from another number", "9. a\n10. b", "9. a\n10. b"],
    ["lists in lists", "1. a\n   - b\n     1. c\n   - d\n2. e", "1. a\n   - b\n     1. c\n   - d\n2. e"],
    ["a list with paragraphs", "- a\n\n  b\n- c", "- a\n\n  b\n\n- c"],
    ["a list of single paragraphs", "- a\n\n- b", "- a\n- b"],
    ["two lists", "- a\n\n1. b", "- a\n\n1. b"],
    ["a quotation", "> a\n>\n> b\\\n> c", "> a\n>\n> b\n> c"],
    ["a quotation in a quotation, with a list", "> > a\n>\n> - b\n> - c", "> > a\n>\n> - b\n> - c"],
    ["code", "```\na  b\n\n  c\n```", "a  b\n\n  c"],
    ["code in a list", "- a\n\n  ```\n  b\n    c\n  ```", "- a\n\n  b\n    c"],
    ["a rule", "a\n\n---\n\nb", "a\n\n* * *\n\nb"],
    ["a table", "| a | b |\n|---|---|\n| *c* | d |\n| e |  |", "a | b\n--- | ---\nc | d\ne |"],
    ["an image in a text", "a ![b](https://a.example/i.png) c", "a c\n[b]"],
    ["images alone", "![a](https://a.example/i.png)\n\n![b](https://a.example/j.png)", "[a]\n\n[b]"],
    ["an image without a text", "a\n\n![](https://a.example/i.png)\n\nb", "a\n\nb"],
    ["an image in a list", "- ![a](https://a.example/i.png)\n- b", "- [a]\n- b"],
    ["footnotes", "a[^1]\n\n1. b[^2]\n\n[^1]: c\n\n[^2]: d", "a[1]\n\n1. b[2]\n\n[1] c\n[2] d"],
    ["a rule of the editor's own before footnotes", "a[^1]\n\n---\n\nb\n\n[^1]: c", "a[1]\n\n* * *\n\nb\n\n[1] c"],
    ["text that looks like markup", "\\# a\n\n\\- b\n\n1\\. c \\| d", "# a\n\n- b\n\n1. c | d"],
  ])("keeps %s", (_, markdown, text) => {
    expect(written(markdown)).toBe(text);
  });

  it.each<[string, string, string]>([
    ["a list that counts down", "<ol reversed><li>a<li>b<li>c</ol>", "3. a\n2. b\n1. c"],
    ["one that counts down from a number", "<ol reversed start=10><li>a<li>b</ol>", "10. a\n9. b"],
    ["a start that is no number", "<ol start=x><li>a</ol>", "1. a"],
    ["a text, a list and a text in an item", "<ul><li>a<ul><li>b</ul>c</ul>", "- a\n  - b\n\n  c"],
    ["terms and meanings", "<dl><dt>a<dt>b<dd>c<dd>d<br>e<dt>f<dd>g</dl>", "a\nb\n    c\n    d\n    e\n\nf\n    g"],
    [
      "a caption, heads of rows, and a foot",
      "<table><caption>a</caption><thead><tr><th>b<th>c</thead><tr><th>d<td>e<tfoot><tr><td colspan=2>f</table>",
      "a\n\nb | c\n--- | ---\nd | e\nf",
    ],
    ["no head where there is none", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a | b\nc | d"],
    [
      "one line a row, whatever is in it",
      "<table><tr><td><p>a</p><p>b<br>c</p><td><ul><li>d</ul></table>",
      "a b c | - d",
    ],
    ["a table in a table", "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "a | b | c"],
    [
      "a figure with its caption",
      '<figure><img src="https://a.example/i.png" alt="a"><figcaption>b</figcaption></figure>',
      "[a]\n\nb",
    ],
    [
      "quotation marks and brackets in an image's text",
      '<p><img src="https://a.example/?a=1&gt;2" alt="&quot;a&quot; > <b> &amp;">b</p>',
      'b\n["a" > <b> &]',
    ],
  ])("keeps %s", (_, html, text) => {
    expect(written(html, "html")).toBe(text);
  });

  it("has no word of its own, so that an Arabic line begins with nothing that turns it", () => {
    const markdown =
      "1. افتتاح\n2. جدول\n\n> اقتباس\n\n| مدينة | تاريخ |\n|---|---|\n| ليون | 24 |\n\n![خريطة](https://a.example/i.png)";
    const text = written(markdown);
    expect(text).toBe("1. افتتاح\n2. جدول\n\n> اقتباس\n\nمدينة | تاريخ\n--- | ---\nليون | 24\n\n[خريطة]");
    expect(text).not.toMatch(/\p{Script=Latin}/u);
  });

  it("loses no letter of three hundred tag soups", () => {
    const letters = (text: string) => [...text.matchAll(/\p{L}/gu)].sort().join("");
    const lossy = Array.from({ length: 300 }, (_, seed) => seed).filter((seed) => {
      const body = parseBody({ format: "html", source: tagSoup(seed) });
      if (body === null) return false;
      return letters(bodyText(body)) !== letters(body.paragraphs.map(({ html }) => textOf(html)).join(""));
    });
    expect(lossy).toEqual([]);
  });

  it("moves in eight times and no more, so that markup nested deep makes no text of any length", () => {
    const lines = "<p>a</p>".repeat(5_000);
    const text = written(`${"<blockquote>".repeat(150)}${lines}${"</blockquote>".repeat(150)}`, "html");
    expect(text.split("\n").at(-1)).toBe(`${"> ".repeat(8)}a`);
    expect(text.length).toBeLessThan(5_000 * 40);
  });

  it.each([
    "<ul></ul>",
    '<ul><li><img src="https://a.example/i.png" alt=""></ul>',
    '<blockquote><img src="https://a.example/i.png"></blockquote>',
    '<dl><dd><img src="https://a.example/i.png"></dl>',
    "<table><tr><td></table>",
    "<figure></figure>",
  ])("is nothing for what says nothing: %s", (html) => {
    expect(written(`<p>a</p>${html}`, "html")).toBe("a");
  });
});
