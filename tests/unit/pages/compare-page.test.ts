import { describe, expect, it } from "vitest";
import type { Provenance, RenderedParagraph, Rendition } from "../../../src/articles/article.ts";
import { comparePage } from "../../../src/pages/compare-page.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { article } from "../translation/sample.ts";
import { all, elements, one, parsed, text } from "./parsed.ts";
import { arabic, english, original, publication } from "./samples.ts";

const page = (translation: Rendition, edited: Partial<Rendition> = {}) =>
  parsed(comparePage({ ...original, ...edited }, translation, publication));
const pairs = (root: ReturnType<typeof page>) => all(root, "div", { className: ["pair"] });

describe("the page that compares a translation with its original", () => {
  it("has each paragraph beside the other, each in its own language and direction", () => {
    const cells = pairs(page(arabic)).map((pair) => all(pair, "div"));
    for (const [left, right] of cells) {
      expect(left?.properties).toEqual({ lang: "fr", dir: "ltr" });
      expect(right?.properties).toEqual({ lang: "ar", dir: "rtl" });
    }
    expect(cells.map((row) => row.map(text))).toEqual([
      ["Français النص الأصلي", "العربية ترجمة آلية"],
      [original.title, arabic.title],
      [original.summary, arabic.summary],
      ["La séance inaugurale", "La séance inaugurale"],
      ["La 93ᵉ Assemblée s’est ouverte.", "افتُتحت الدورة الـ93."],
      ["À l’ordre du jour", "جدول الأعمال"],
    ]);
  });

  it("says who translated, leads to both articles, and is not for search engines", () => {
    const root = page(english);
    expect(text(one(root, "aside"))).toContain("Machine translation from French (DeepL).");
    expect(all(pairs(root)[0] as never, "a").map(({ properties: { href } }) => href)).toEqual([
      "/fr/articles/interpol-marrakech-2025",
      "/en/articles/interpol-marrakech-2025",
    ]);
    expect(one(root, "meta", { name: "robots" }).properties["content"]).toBe("noindex");
    expect(text(one(root, "h1"))).toBe("Original and translation");
  });

  it("switches to the comparison in every other language, and to the original itself", () => {
    const links = all(one(page(english), "nav", { ariaLabel: "Languages" }), "a");
    expect(links.map(({ properties: { href } }) => href)).toEqual([
      "/fr/articles/interpol-marrakech-2025",
      "/en/articles/interpol-marrakech-2025/compare",
      "/ar/articles/interpol-marrakech-2025/compare",
    ]);
  });

  it("says which paragraphs of a machine's translation a person wrote, and nothing where persons wrote all", () => {
    const paragraphs = english.body.paragraphs.map(
      (p, i): RenderedParagraph => ({ ...p, engine: i ? "person" : "deepl" }),
    );
    const by = (engines: Provenance["engines"]) => {
      const translation = { ...(english.translation as Provenance), engines };
      return pairs(page({ ...english, body: { ...english.body, paragraphs }, translation }))
        .slice(-2)
        .map(text);
    };
    expect(by(["deepl", "person"])[1]).toBe("À l’ordre du jourOn the agendaHuman translation");
    expect(by(["deepl", "person"])[0]).not.toContain("Human");
    expect(by(["person"])[1]).toBe("À l’ordre du jourOn the agenda");
  });

  it("shows a correction beside its translation, and a side that lacks something as empty", () => {
    const cells = pairs(page(english, { correction_note: "La date." })).map((pair) => all(pair, "div").map(text));
    expect(cells).toContainEqual(["La date.", ""]);
  });

  it("has no id twice, though both sides have the same notes", () => {
    const { body } = ownRendition(
      article({}, '<p>A word<sup><a href="#a">1</a></sup>.</p><ol><li id="a">Here</li></ol>'),
    );
    const root = page({ ...english, body }, { body });
    expect(elements(root).flatMap(({ properties: { id } }) => (id === undefined ? [] : [id]))).toEqual(["main"]);
    expect(all(root, "sup").map((sup) => one(sup, "a").properties["href"])).toEqual([
      "/fr/articles/interpol-marrakech-2025#fn-1",
      "/en/articles/interpol-marrakech-2025#fn-1",
    ]);
    expect(all(pairs(root).at(-1) as never, "li")).toHaveLength(2);
  });
});
