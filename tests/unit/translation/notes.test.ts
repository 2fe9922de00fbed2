import { describe, expect, it } from "vitest";
import { parseBody } from "../../../src/articles/body.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { checkTranslation } from "../../../src/translation/checks/checks.ts";
import { DEFAULT_CHECKS } from "../../../src/translation/checks/settings.ts";
import { join } from "../../../src/translation/join.ts";
import { encodeMarkup } from "../../../src/translation/markup.ts";
import { plan } from "../../../src/translation/plan.ts";
import { prose } from "../../../src/translation/prose.ts";
import { hasWords } from "../../../src/translation/units.ts";
import { article } from "./sample.ts";

const BARE = { title: "Sommet", summary: null, image: null, correction_note: null, tags: [], tag_labels: {} };

function written(markdown: string) {
  const body = parseBody({ format: "markdown", source: markdown });
  if (body === null) throw new Error("the body was refused");
  return article({ ...BARE, body });
}

function english(source: ReturnType<typeof article>, texts: Record<string, string>): string {
  const units = plan(source, "en");
  const known = new Map(
    units.flatMap(({ place, key }) =>
      key === null ? [] : [[key, { target: texts[place] ?? "", engine: "deepl" }] as const],
    ),
  );
  const joined = join({
    article: source,
    language: "en",
    units,
    known,
    bought: new Set(),
    previous: null,
    review: null,
    byPerson: false,
    now: 0,
  });
  return joined.ok ? bodyHtml(joined.value.body) : `not joined: ${joined.error}`;
}

describe("a footnote's mark on its way to an engine", () => {
  const [first = ""] = written("Un accord[^1] et **un *autre*[^2]**.\n\n[^1]: A\n\n[^2]: B").body.paragraphs.map(
    (p) => p.html,
  );

  it("is a number that the engine leaves alone, the same for every note", () => {
    expect(encodeMarkup(first).text).toBe(
      'Un accord<sup id="0" translate="no">1</sup> et <strong id="1">un <em id="2">autre</em><sup id="3" translate="no">1</sup></strong>.',
    );
  });

  it("is no part of the prose", () => {
    expect(prose(first)).toBe("Un accord et un autre.");
    const mark = first.slice(first.indexOf("<sup>"), first.indexOf("</sup>") + 6);
    const findings = checkTranslation("Oui", mark, { source: "fr", target: "en" }, { settings: DEFAULT_CHECKS });
    expect(findings.map(({ check }) => check)).toEqual(["empty-target"]);
  });

  it("changes no paragraph to the memory when a note is put before the others", () => {
    const before = written("Un accord.\n\nUn autre[^a].\n\n[^a]: Le *Monde*.");
    const after = written("Un accord[^b].\n\nUn autre[^a].\n\n[^a]: Le *Monde*.\n\n[^b]: Ici.");
    const keys = (source: typeof before) => plan(source, "en").map(({ key }) => key);
    const bought = new Set(keys(before));
    expect(keys(after).map((key) => bought.has(key))).toEqual([true, false, true, false, true]);
  });
});

describe("an article with footnotes", () => {
  const source = written("Un accord[^1] et un autre[^2].\n\n[^1]: Le *Monde*.\n\n[^2]: 24/11/2025");
  const frame = (text: string, note: string) =>
    `<p>${text}</p>\n<hr>\n<ol><li id="fn-1">${note} <a href="#fnref-1" role="doc-backlink">↩\uFE0E</a></li>` +
    '<li id="fn-2">24/11/2025 <a href="#fnref-2" role="doc-backlink">↩\uFE0E</a></li></ol>';

  it("has its notes in their places in every language", () => {
    const texts = {
      title: "Summit",
      "body.0": 'A deal<sup id="0" translate="no">1</sup> and another<sup id="1" translate="no">1</sup>.',
      "body.1": 'The <em id="0">World</em>.',
    };
    const mark = (n: number) => `<sup><a href="#fn-${n}" id="fnref-${n}" role="doc-noteref">${n}</a></sup>`;
    expect(english(source, texts)).toBe(frame(`A deal${mark(1)} and another${mark(2)}.`, "The <em>World</em>."));
    // Another language may say the second first.
    const turned = { ...texts, "body.0": 'Another<sup id="1">9</sup> and a deal<sup id="0"><b>x</b></sup>.' };
    expect(english(source, turned)).toBe(frame(`Another${mark(2)} and a deal${mark(1)}.`, "The <em>World</em>."));
  });

  it.each([
    ["is missing", 'A deal and another<sup id="1">1</sup>.'],
    ["stands twice", 'A<sup id="0">1</sup> deal<sup id="0">1</sup> and another<sup id="1">1</sup>.'],
    ["came from nowhere", 'A deal<sup id="0">1</sup> and another<sup id="1">1</sup>.<sup id="2">1</sup>'],
  ])("is not joined where a mark %s", (_, text) => {
    expect(english(source, { title: "Summit", "body.0": text, "body.1": 'The <em id="0">World</em>.' })).toMatch(
      /^not joined/,
    );
  });

  it("sends no arrow and no number alone", () => {
    expect(
      plan(source, "en")
        .filter(({ key }) => key !== null)
        .map(({ encoded }) => encoded.text)
        .join(""),
    ).not.toContain("↩");
    const [number] = plan(written("[^1]\n\n[^1]: Ici"), "en").filter(({ place }) => place === "body.0");
    expect(number && hasWords(number, written("[^1]\n\n[^1]: Ici"))).toBe(false);
  });
});
