import { describe, expect, it } from "vitest";
import { type BodySource, isCanonical, parseBody } from "../../../src/articles/body.ts";
import { bodyHtml } from "../../../src/articles/render.ts";

/** What a body of this size takes on a slow machine that is busy with other tests; alone it is a fraction. */
const MOST_MS = 10_000;

const list = (length: number, one: (i: number) => string) => Array.from({ length }, (_, i) => one(i)).join("");
const marks = (length: number, name = (i: number) => i) =>
  list(length, (i) => `a<sup><a href="#n${name(i)}">1</a></sup>`);
const notes = (length: number, name = (i: number) => i, more = (_: number) => "") =>
  list(length, (i) => `<li id="n${name(i)}">b${more(i)}</li>`);

describe("a body of 300 KB is taken whole", () => {
  it.each<[string, BodySource["format"], string, number]>([
    ["short paragraphs", "html", "<p>Bonjour &amp; <b>gras</b> à Marrakech, cœur.</p>\n".repeat(6_000), 6_000],
    ["one paragraph", "html", `<p>${"Bonjour à tous. ".repeat(19_000)}</p>`, 1],
    ["ampersands", "html", "&".repeat(300_000), 1],
    ["line breaks", "html", `<p>a${"<br>".repeat(75_000)}b</p>`, 1],
    ["line breaks at the ends", "html", `<p>${"<br>".repeat(37_000)}a${"<br>".repeat(37_000)}</p>`, 1],
    ["images", "html", "<img src=https://a.example/a.png alt=x>".repeat(7_500), 7_500],
    ["comments never closed", "html", `a${"<!--".repeat(75_000)}`, 1],
    [
      "one attribute after the other",
      "html",
      `<p ${Array.from({ length: 30_000 }, (_, i) => `a${i}=1`).join(" ")}>x</p>`,
      1,
    ],
    ["Markdown", "markdown", "Bonjour **gras** à [Marrakech](https://a.example/).\n\n".repeat(5_500), 5_500],
    ["brackets never closed", "markdown", "[".repeat(50_000), 1],
    ["footnotes", "html", `<p>${marks(6_000)}</p><ol>${notes(6_000)}</ol>`, 6_001],
    ["one footnote for all", "html", `<p>${marks(6_000, () => 1)}</p><ol>${notes(6_000, () => 1)}</ol>`, 6_001],
    [
      "footnotes that lead to one another",
      "html",
      `<ol>${notes(
        6_000,
        (i) => i,
        (i) => marks(1, () => i + 1),
      )}</ol>`,
      6_000,
    ],
    [
      "footnotes in Markdown",
      "markdown",
      `${list(2_000, (i) => `a[^${i}] `)}\n\n${list(2_000, (i) => `[^${i}]: b\n`)}`,
      2_001,
    ],
    ["one label in Markdown", "markdown", `${"a[^1] ".repeat(5_000)}\n\n${"[^1]: b\n".repeat(5_000)}`, 2],
    ["plain text", "text", "Bonjour à tous.\n\n".repeat(17_000), 17_000],
    ["blank lines", "text", `${"\n \n".repeat(99_000)}x`, 1],
  ])("%s", { timeout: MOST_MS }, (_, format, source, paragraphs) => {
    const body = parseBody({ format, source });
    expect(body?.paragraphs).toHaveLength(paragraphs);
    expect(body && isCanonical(bodyHtml(body))).toBe(true);
  });
});

describe("markup nested ten thousand deep is refused, not a crash", () => {
  it.each(["<div>", "<b>", "<ul><li>", "<blockquote>", "<span>", "<svg><g>", "<template>", "<table><td>", "<dl><dd>"])(
    "%s",
    { timeout: MOST_MS },
    (tags) => {
      expect(parseBody({ format: "html", source: `${tags.repeat(10_000)}x` })).toBeNull();
    },
  );

  it("in Markdown too", { timeout: MOST_MS }, () => {
    expect(parseBody({ format: "markdown", source: `${">".repeat(10_000)}x` })).toBeNull();
  });
});

it("markup nested a hundred deep is taken", () => {
  const source = `${"<ul><li>".repeat(50)}x${"</li></ul>".repeat(50)}`;
  const body = parseBody({ format: "html", source });
  expect(body?.paragraphs).toEqual([{ type: "list-item", tag: "li", html: "x" }]);
});
