import { describe, expect, it } from "vitest";
import type { Provenance, RenderedParagraph, Rendition } from "../../../src/articles/article.ts";
import { sourceDigests } from "../../../src/articles/source-digests.ts";
import { type Aligned, aligned } from "../../../src/pages/align.ts";
import { english, original } from "./samples.ts";

const bodyOf = (texts: string[]) => ({
  frame: [],
  paragraphs: texts.map((html): RenderedParagraph => ({ type: "paragraph", tag: "p", html, engine: null })),
});
const revision = (number: number, texts: string[], edited: Partial<Rendition> = {}): Rendition => ({
  ...original,
  revision: number,
  body: bodyOf(texts),
  ...edited,
});
/** What was made of an original: each paragraph in capitals, and the digests of what they were made from. */
const translationOf = (source: Rendition): Rendition => ({
  ...english,
  body: bodyOf(source.body.paragraphs.map(({ html }) => html.toUpperCase())),
  correction_note: source.correction_note?.toUpperCase() ?? null,
  translation: { ...(english.translation as Provenance), source_revision: source.revision },
  source_digests: sourceDigests(source),
});
const texts = (found: Aligned | null) => found?.paragraphs.map((pair) => pair.map((p) => p?.html ?? null));

describe("paragraphs side by side", () => {
  it("stand one by one where the translation is of this revision, whatever it says it was made from", () => {
    const translation = translationOf(revision(2, ["b", "a"]));
    const found = aligned(revision(2, ["a", "b"]), translation);
    expect(texts(found)).toEqual([["a", "B"], ["b", "A"]]); // biome-ignore format: a table
    expect(found?.hasChanged).toBe(false);
    const { source_digests: _, ...kept } = translation;
    expect(texts(aligned(revision(2, ["a", "b"]), kept))).toEqual(texts(found));
  });

  it.each<[string, string[], (string | null)[][]]>([
    ["nothing in the body", ["a", "b", "c"], [["a", "A"], ["b", "B"], ["c", "C"]]],
    ["a word", ["a", "b2", "c"], [["a", "A"], ["b2", null], [null, "B"], ["c", "C"]]],
    ["the first word and the last", ["a2", "b", "c2"], [["a2", null], [null, "A"], ["b", "B"], ["c2", null], [null, "C"]]],
    ["a paragraph more at the start", ["z", "a", "b", "c"], [["z", null], ["a", "A"], ["b", "B"], ["c", "C"]]],
    ["a paragraph more at the end", ["a", "b", "c", "z"], [["a", "A"], ["b", "B"], ["c", "C"], ["z", null]]],
    ["a paragraph less", ["b", "c"], [[null, "A"], ["b", "B"], ["c", "C"]]],
    ["the order", ["c", "a", "b"], [["c", "C"], ["a", "A"], ["b", "B"]]],
    ["a paragraph twice", ["a", "a", "b", "c"], [["a", "A"], ["a", null], ["b", "B"], ["c", "C"]]],
    ["everything", ["x", "y"], [["x", null], ["y", null], [null, "A"], [null, "B"], [null, "C"]]],
  ])("never pair what was not made from the very text, after a correction of %s", (_, corrected, pairs) => {
    const found = aligned(revision(2, corrected), translationOf(revision(1, ["a", "b", "c"])));
    expect(texts(found)).toEqual(pairs);
    expect(found?.hasChanged).toBe(pairs.some((pair) => pair.includes(null)));
  }); // biome-ignore format: tables

  it("are nobody's guess where a translation of another revision was kept without what it was made from", () => {
    const { source_digests: _, ...kept } = translationOf(revision(1, ["a"]));
    expect(aligned(revision(2, ["a"]), kept)).toBeNull();
  });

  it("take a title, a note and a caption that changed apart, each beside nothing", () => {
    const translation = translationOf(revision(1, ["a"], { correction_note: "une date" }));
    const found = aligned(revision(2, ["a"], { title: "Autre", correction_note: "un nom" }), translation);
    expect(found?.lines).toEqual([
      { name: "title", pair: ["Autre", null] },
      { name: "title", pair: [null, english.title] },
      { name: "summary", pair: [original.summary, english.summary] },
      { name: "correction_note", pair: ["un nom", null] },
      { name: "correction_note", pair: [null, "UNE DATE"] },
      { name: "caption", pair: [original.image?.caption, english.image?.caption] },
    ]);
    expect(found?.hasChanged).toBe(true);
  });
});
