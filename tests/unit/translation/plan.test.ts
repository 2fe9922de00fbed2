import { describe, expect, it } from "vitest";
import { accepted, contextOf, plan } from "../../../src/translation/plan.ts";
import { hasWords, unitsOf } from "../../../src/translation/units.ts";
import { article } from "./sample.ts";

const EN = { source: "fr", target: "en" };

describe("the units of an article", () => {
  it("are all its texts that an edition translates, wherever they stand", () => {
    expect(unitsOf(article())).toEqual([
      { place: "title", html: "Sommet à Marrakech" },
      { place: "summary", html: "Trois jours de débats." },
      { place: "body.0", html: 'Un <b>accord</b> est <a href="https://a.example/1">trouvé</a>.' },
      { place: "body.1", html: "Suite" },
      { place: "body.2", html: "Suite" },
      { place: "body.3", html: "npm start" },
      { place: "body.4", html: "2025" },
      { place: "body.5", html: "Une carte" },
      { place: "image.alt", html: "Une salle" },
      { place: "image.caption", html: "La salle du sommet" },
      { place: "correction_note", html: "Le lieu a été corrigé." },
      { place: "tag.maroc", html: "Maroc" },
    ]);
  });

  it("leave out what is not there", () => {
    const bare = article({ summary: null, image: null, correction_note: null, tags: [], tag_labels: {} }, "<p>a</p>");
    expect(unitsOf(bare).map(({ place }) => place)).toEqual(["title", "body.0"]);
    const image = { url: "https://a.example/i.png", alt: null, caption: null, credit: "x", width: null, height: null };
    expect(unitsOf({ ...bare, image }).map(({ place }) => place)).toEqual(["title", "body.0"]);
  });

  it("are markup: a title's own signs are escaped", () => {
    expect(unitsOf(article({ title: "<b> & co" }))[0]).toEqual({ place: "title", html: "&#x3C;b&#x3E; &#x26; co" });
  });
});

describe("a unit has words", () => {
  it.each([
    ["words", "<p>Suite</p>", true],
    ["a single letter", "<p>à</p>", true],
    ["Arabic", "<p>مرحبا</p>", true],
    ["numbers and signs", "<p>2025 – 12,5 % &amp; ★ \u{1f600}</p>", false],
    ["a block of code", "<pre>npm start</pre>", false],
    ["code alone", "<p><code>npm start</code></p>", false],
    ["code and a word", "<p>Tapez <code>npm start</code></p>", true],
    ["a name marked as such", '<p><span translate="no">DGSN</span></p>', false],
    ["an address alone", "<p>https://a.example/un/deux</p>", false],
    ["a linked address", '<p><a href="https://a.example/un">https://a.example/un</a></p>', false],
    ["an e-mail address", "<p>redaction@a.example</p>", false],
    ["a link with words", '<p><a href="https://a.example/un">ici</a></p>', true],
  ])("%s: %s", (_, html, expected) => {
    const story = article({}, html);
    expect(hasWords(unitsOf(story)[2] as { place: string; html: string }, story)).toBe(expected);
  });
});

describe("a plan", () => {
  const units = plan(article(), "en");
  const keyAt = (place: string) => units.find((unit) => unit.place === place)?.key;

  it("has no key for what has no words", () => {
    expect(units.filter(({ key }) => key === null).map(({ place }) => place)).toEqual(["body.3", "body.4"]);
  });

  it("has one key for a paragraph that stands twice", () => {
    expect(keyAt("body.1")).toBe(keyAt("body.2"));
    expect(new Set(units.flatMap(({ key }) => key ?? [])).size).toBe(9);
  });

  it("has one key for a title that is a heading too, quotes and all", () => {
    const [title, , heading] = plan(article({ title: 'Le "plan"' }, '<h2>Le "plan"</h2>'), "en");
    expect(title?.key).toBe(heading?.key);
  });

  it("has other keys for another edition", () => {
    expect(plan(article(), "ar")[0]?.key).not.toBe(keyAt("title"));
  });

  it("keeps its keys when another paragraph is corrected", () => {
    const corrected = plan(article({}, "<p>Neuf.</p><p>Suite</p>"), "en");
    expect(corrected.find(({ place }) => place === "body.1")?.key).toBe(keyAt("body.1"));
  });
});

describe("an answer for a unit", () => {
  const unit = plan(article(), "en")[2];
  if (unit === undefined) throw new Error("the sample has a body");

  it.each([
    [
      "is canonical markup with the source's links",
      'A <b id="0">deal</b> is <a id="1" href="x">found</a>.',
      { ok: true, value: { html: 'A <b>deal</b> is <a href="https://a.example/1">found</a>.', findings: [] } },
    ],
    [
      "names its fault in the markup",
      "A deal is found.",
      { ok: false, error: { check: "tag-mismatch", severity: "error", detail: "Markup: <b> is missing." } },
    ],
    [
      "names the check that it fails",
      '<b id="0"></b><a id="1"></a>',
      { ok: false, error: { check: "empty-target", severity: "error", detail: "The translation is empty." } },
    ],
  ])("%s", (_, answer, expected) => {
    expect(accepted(unit, answer, EN)).toEqual(expected);
  });
});

describe("the context of a batch", () => {
  const long = article(
    {},
    Array.from({ length: 200 }, (_, i) => `<p>Paragraphe ${i}, <b>é</b> &amp; co.</p>`).join(""),
  );
  const at = (...places: string[]) => plan(long, "en").filter(({ place }) => places.includes(place));

  it("begins with title and summary, then the text around it, as plain text", () => {
    expect(contextOf(long, at("body.7", "body.8")).split("\n").slice(0, 4)).toEqual([
      "Sommet à Marrakech",
      "Trois jours de débats.",
      "Paragraphe 6, é & co.",
      "Paragraphe 7, é & co.",
    ]);
  });

  it.each([
    ["the first paragraph", ["body.0"], "Paragraphe 0, é & co."],
    ["a title alone", ["title"], "Paragraphe 0, é & co."],
    ["a title and a paragraph", ["title", "body.50"], "Paragraphe 49, é & co."],
    ["the last paragraph", ["body.199"], "Paragraphe 198, é & co."],
  ])("of %s starts there", (_, places, line) => {
    expect(contextOf(long, at(...places)).split("\n")[2]).toBe(line);
  });

  it("is three thousand characters at most, with no half of a character", () => {
    expect(contextOf(long, at("title"))).toHaveLength(3_000);
    const emoji = article({ title: "x", summary: null }, `<p>${"\u{1f600}".repeat(4_000)}</p>`);
    const context = contextOf(emoji, plan(emoji, "en"));
    expect(context.length).toBeLessThanOrEqual(3_000);
    expect(context.isWellFormed()).toBe(true);
  });

  it("is the title alone where there is no more", () => {
    const bare = article({ summary: null }, '<img src="https://a.example/i.png">');
    expect(contextOf(bare, plan(bare, "en"))).toBe("Sommet à Marrakech");
  });
});
