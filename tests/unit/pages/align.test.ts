import { describe, expect, it } from "vitest";
import type { Provenance, RenderedParagraph, Rendition } from "../../../src/articles/article.ts";
import { aligned } from "../../../src/pages/align.ts";
import { english, original } from "./samples.ts";

/** A paragraph of that many characters; a heading where the name says so. */
const paragraph = (name: string, length: number): RenderedParagraph => {
  const type = name.startsWith("h") ? "heading" : "paragraph";
  return { type, tag: type === "heading" ? "h2" : "p", html: name.padEnd(length, "."), engine: null };
};
const bodyOf = (paragraphs: [string, number][]) => ({ frame: [], paragraphs: paragraphs.map((p) => paragraph(...p)) });
const names = (left: [string, number][], right: [string, number][], sourceRevision: number) => {
  const translation = { ...(english.translation as Provenance), source_revision: sourceRevision };
  const pairs = aligned({ ...original, revision: 2, body: bodyOf(left) } as Rendition, {
    ...english,
    body: bodyOf(right),
    translation,
  });
  return pairs.map((pair) => pair.map((p) => p?.html.replace(/\.+$/, "") ?? null));
};

const OLD: [string, number][] = [["a", 200], ["h1", 20], ["b", 300], ["c", 90]]; // biome-ignore format: a table

describe("paragraphs side by side", () => {
  it("stand one by one where the translation is of this revision, whatever their length", () => {
    expect(names([["a", 500], ["b", 10]], [["A", 10], ["B", 500]], 2)).toEqual([["a", "A"], ["b", "B"]]); // biome-ignore format: a table
  });

  it.each<[string, [string, number][], (string | null)[][]]>([
    ["nothing", OLD, [["a", "A"], ["h1", "h"], ["b", "B"], ["c", "C"]]],
    ["a word", [["a2", 210], ...OLD.slice(1)], [["a2", "A"], ["h1", "h"], ["b", "B"], ["c", "C"]]],
    ["a paragraph more at the start", [["new", 700], ...OLD], [["new", null], ["a", "A"], ["h1", "h"], ["b", "B"], ["c", "C"]]],
    ["a paragraph less", OLD.slice(1), [[null, "A"], ["h1", "h"], ["b", "B"], ["c", "C"]]],
    ["a paragraph more at the end", [...OLD, ["z", 20]], [["a", "A"], ["h1", "h"], ["b", "B"], ["c", "C"], ["z", null]]],
    ["everything", [], [[null, "A"], [null, "h"], [null, "B"], [null, "C"]]],
  ])("find each other again after a correction of %s", (_, corrected, pairs) => {
    const before: [string, number][] = [["A", 190], ["h", 22], ["B", 310], ["C", 80]];
    expect(names(corrected, before, 1)).toEqual(pairs);
  }); // biome-ignore format: tables
});
