import { describe, expect, it } from "vitest";
import type { Body } from "../../../src/articles/article.ts";
import { isCanonical, parseBody } from "../../../src/articles/body.ts";
import { bodyHtml } from "../../../src/articles/render.ts";
import { textOf } from "../../../src/articles/text.ts";
import { domText, forbidden } from "./forbidden.ts";
import { tagSoup } from "./random.ts";

const SOUPS = Array.from({ length: 600 }, (_, seed) => ({ seed, soup: tagSoup(seed) }));
const bodies = SOUPS.map(({ seed, soup }) => ({ seed, body: parseBody({ format: "html", source: soup }) }));
const settled = bodies.filter((one): one is { seed: number; body: Body } => one.body !== null);

/** Line breaks swallow the space beside them; text is compared without it. */
const unspaced = (text: string) => text.replace(/ ?\n ?/g, "\n");

describe("six hundred random tag soups", () => {
  it("settle, all but one in a hundred", () => {
    expect(settled.length).toBeGreaterThan(594);
  });

  it("leave a body that parses to itself", () => {
    const unfixed = settled.filter(({ body }) => {
      const again = parseBody({ format: "html", source: bodyHtml(body) });
      return !isCanonical(bodyHtml(body)) || JSON.stringify(again) !== JSON.stringify(body);
    });
    expect(unfixed.map(({ seed }) => seed)).toEqual([]);
  });

  it("leave nothing that runs, loads or restyles", () => {
    const dangerous = settled.filter(({ body }) => forbidden(bodyHtml(body)).length > 0);
    expect(dangerous.map(({ seed }) => seed)).toEqual([]);
  });

  it("have a frame around every paragraph, none of them empty", () => {
    const misshapen = settled.filter(
      ({ body }) =>
        body.frame.length !== body.paragraphs.length + 1 ||
        body.paragraphs.some((p) => p.type !== "code" && textOf(p.html).trim() === ""),
    );
    expect(misshapen.map(({ seed }) => seed)).toEqual([]);
  });

  it("have the text that a browser sees in them", () => {
    const misread = settled.filter(({ body }) =>
      body.paragraphs.some((p) => unspaced(textOf(p.html)) !== unspaced(domText(p.html))),
    );
    expect(misread.map(({ seed }) => seed)).toEqual([]);
  });

  it("settle in Markdown and plain text too", () => {
    for (const { soup } of SOUPS) {
      for (const format of ["markdown", "text"] as const) {
        const body = parseBody({ format, source: soup });
        expect(body === null || forbidden(bodyHtml(body)).length === 0, soup).toBe(true);
        expect(body === null || isCanonical(bodyHtml(body)), soup).toBe(true);
      }
    }
  });
});
