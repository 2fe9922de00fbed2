import { describe, expect, it } from "vitest";
import { said } from "./said.ts";

const LINK = '<a href="https://a.example/">lien</a>';

describe("markup", () => {
  it.each<[string, string, string]>([
    ["the same", `<em>Un</em> ${LINK}`, `A ${LINK} <em>one</em>`],
    ["in its element", `<em>Un ${LINK}</em>`, `<em>A ${LINK}</em>`],
    ["a break", "Un<br>deux", "One<br>two"],
    ["another language", '<span lang="fr">Un</span>', '<span lang="en" dir="ltr">One</span>'],
    ["code", "<code>a &#x3C; b</code> ici", "here <code>a &#x3C; b</code>"],
    [
      "a footnote",
      'Un<sup><a href="#fn-1" id="fnref-1" role="doc-noteref">1</a></sup>',
      'One<sup><a href="#fn-1" role="doc-noteref">1</a></sup>',
    ],
    ["signs that are none", "1 &#x3C; 2 > 0", "1 &#x3C; 2 > 0"],
  ])("%s: passes", (_, source, target) => {
    expect(said("tag-mismatch", "fr-en", source, target)).toBeNull();
  });

  it.each<[string, string, string]>([
    ["lost", "<em>Un</em> mot", "A word"],
    ["added", "Un mot", "A <em>word</em>"],
    ["another element", "<em>Un</em> mot", "<strong>A</strong> word"],
    ["one of two", "<em>Un</em> <em>mot</em>", "<em>A</em> word"],
    ["moved out of another", `<em>Un ${LINK}</em>`, `<em>A</em> ${LINK}`],
    ["turned inside out", "<em><b>Un</b></em>", "<b><em>A</em></b>"],
    ["overlapping", "<em><b>Un</b></em>", "<em><b>A</em></b>"],
    ["left open", "<em>Un</em>", "<em>A"],
    ["leading elsewhere", LINK, '<a href="https://b.example/">link</a>'],
    ["code translated", "<code>rm fichier</code>", "<code>rm file</code>"],
    ["what must stay, translated", '<span translate="no">Le Monde</span>', '<span translate="no">The World</span>'],
    [
      "another footnote",
      'Un<sup><a href="#fn-1" role="doc-noteref">1</a></sup>',
      'One<sup><a href="#fn-2" role="doc-noteref">2</a></sup>',
    ],
  ])("%s: is refused", (_, source, target) => {
    expect(said("tag-mismatch", "fr-en", source, target)).toBe("error");
  });
});
