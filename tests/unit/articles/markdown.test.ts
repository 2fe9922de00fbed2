import { micromark } from "micromark";
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from "micromark-extension-gfm-autolink-literal";
import { gfmFootnote, gfmFootnoteHtml } from "micromark-extension-gfm-footnote";
import { gfmStrikethrough, gfmStrikethroughHtml } from "micromark-extension-gfm-strikethrough";
import { gfmTable, gfmTableHtml } from "micromark-extension-gfm-table";
import { describe, expect, it } from "vitest";
import { markdownHtml } from "../../../src/articles/markdown.ts";
import { random } from "./random.ts";

/** What every extension, always, makes of it. */
const whole = (source: string) =>
  micromark(source, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfmTable(), gfmStrikethrough(), gfmAutolinkLiteral(), gfmFootnote()],
    htmlExtensions: [gfmTableHtml(), gfmStrikethroughHtml(), gfmAutolinkLiteralHtml(), gfmFootnoteHtml()],
  });

const PIECES =
  "word|w|ww| |  |\n|\n\n|*|**|_|`|```|~|~~|[|]|(|)|!|[^1]|[^1]: |^|:-|-:|:|-|--|---|=|#|## |> |1. |- |+|.|,|&|&amp;|&#64;|<b>|</b>|<|\\|http://a.example|https://|HTTP://B.example/?q=1|www.a.example|WWW.|W.|a@b.example|@|mailto:|xmpp:|h|é|م|\t|\u00a0"
    .split("|")
    .concat("|", "||", "a|b\n-|-\n", "a\n:-\n");

describe("Markdown", () => {
  it.each([
    ["écrire à a@b.example ou [là](https://a.example)", '<a href="mailto:a@b.example">'],
    ["voir www.a.example et https://b.example.", '<a href="http://www.a.example">www.a.example</a>'],
    ["| a | b |\n| - | - |\n| 1 | 2 |", "<table>"],
    ["a\n:-\n1", "<table>"],
    ["~~faux~~", "<del>faux</del>"],
    ["dit[^1]\n\n[^1]: ailleurs", 'id="user-content-fn-1"'],
  ])("of %j has %s", (source, expected) => expect(markdownHtml(source)).toContain(expected));

  it("is the same whichever extensions were left out", () => {
    const next = random(7);
    for (let round = 0; round < 500; round++) {
      const length = 1 + Math.floor(next() * 14);
      // Few kinds of pieces each time, so that texts without one kind are common.
      const some = Array.from({ length: 6 }, () => PIECES[Math.floor(next() * PIECES.length)] as string);
      const source = Array.from({ length }, () => some[Math.floor(next() * some.length)]).join("");
      expect(markdownHtml(source), JSON.stringify(source)).toBe(whole(source));
    }
  });
});
