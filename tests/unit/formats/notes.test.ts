import { describe, expect, it } from "vitest";
import { parseBody } from "../../../src/articles/body.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { articleJson } from "../../../src/formats/json.ts";
import { articleMarkdown } from "../../../src/formats/markdown.ts";
import { articleText } from "../../../src/formats/plain-text.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { publication } from "../pages/samples.ts";
import { article } from "../translation/sample.ts";

function rendition(source: string, format: "markdown" | "html" = "markdown") {
  const body = parseBody({ format, source });
  if (body === null) throw new Error("the body was refused");
  return ownRendition(article({ title: "T", image: null, body }));
}
const markdownOf = (source: string, format?: "html", notice = "") =>
  articleMarkdown(rendition(source, format), publication, notice).replace(/^[\s\S]*?\n---\n\n# T\n\n/, "");

describe("footnotes as Markdown", () => {
  it.each([
    ["one", "a[^1] b\n\n[^1]: *c*\n"],
    ["two, one of them twice", "a[^1] b[^2] c[^1]\n\n[^1]: d\n\n[^2]: e\n"],
    ["of several blocks", "a[^1]\n\n[^1]: b\n\n    - c\n    - d\n\n    ```\n    e\n\n    f\n    ```\n"],
    [
      "in a heading, a list, a quotation and a table",
      "## a[^1]\n\n- b[^1]\n\n> c[^1]\n\n| d[^1] |\n| ----- |\n\n[^1]: e\n",
    ],
    ["behind an exclamation mark, before brackets and a colon", "a\\![^1]\\(b) c[^1]\\: d\n\n[^1]: e\n"],
    ["at a paragraph's beginning, before a colon", "[^1]\\: a\n\n[^1]: b\n"],
    ["beside text that looks like one", "\\[^1]: a[^1] \\[^1]\n\n[^1]: \\[^1]: b\n"],
    ["in accents", "**a[^1]**\n\n[^1]: b\n"],
    ["that lead to one another", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n"],
  ])("are written as they were read: %s", (_, markdown) => {
    expect(markdownOf(markdown)).toBe(markdown);
  });

  it("have no rule before them, and stand before the notice; one of the editor's own stays", () => {
    expect(markdownOf("a[^1]\n\n---\n\nb\n\n[^1]: c", undefined, "<p><small>Notice.</small></p>")).toBe(
      "a[^1]\n\n---\n\nb\n\n[^1]: c\n\nNotice.\n",
    );
  });

  it("leave other lists and raised figures alone", () => {
    expect(markdownOf("<p>x<sup>2</sup></p><ol><li>a</li></ol><hr><ol><li>b</li></ol>", "html")).toBe(
      "x2\n\n1. a\n\n---\n\n1. b\n",
    );
  });
});

describe("an article with footnotes", () => {
  const story = rendition("Un mot[^1].\n\n[^1]: Le *Monde*.");

  it("numbers them in plain text", () => {
    expect(articleText(story, publication, "")).toContain("\n\nUn mot[1].\n\n[1] Le Monde.\n\n");
  });

  it("has them in JSON, whole and paragraph by paragraph", () => {
    const { body, body_html } = JSON.parse(articleJson(story, publication));
    expect(body_html).toBe(bodyHtml(story.body));
    expect(body.map(({ type, text }: { type: string; text: string }) => [type, text])).toEqual([
      ["paragraph", "Un mot[1]."],
      ["list-item", "Le Monde."],
    ]);
  });
});
