import { describe, expect, it } from "vitest";
import { RenditionSchema } from "../../../src/articles/rendition-schema.ts";
import { sourceDigests } from "../../../src/articles/source-digests.ts";
import { ownRendition } from "../../../src/translation/join.ts";
import { article } from "../translation/sample.ts";

describe("what a translation was made from", () => {
  it("has a digest for each text, the same for the same text, none where there is none", () => {
    const digests = sourceDigests(article({ summary: null }));
    expect(digests.summary).toBe("");
    expect(digests.paragraphs).toHaveLength(article().body.paragraphs.length);
    expect(digests.paragraphs[1]).toBe(digests.paragraphs[2]); // « Suite », twice.
    expect(new Set([digests.title, digests.caption, digests.correction_note, ...digests.paragraphs]).size).toBe(8);
    for (const digest of digests.paragraphs) expect(digest).toMatch(/^[\w-]{16}$/);
  });

  it("is another for another accent or another link, since a translation has those too", () => {
    const of = (html: string) => sourceDigests(article({}, html)).paragraphs[0];
    const texts = ["<p>Le mot</p>", "<p>Le <em>mot</em></p>", '<p>Le <a href="https://a.example/">mot</a></p>'];
    expect(new Set(texts.map(of)).size).toBe(3);
    expect(of("<h2>Le mot</h2>")).toBe(of("<p>Le mot</p>"));
  });

  it("comes back from an export, and from one that has none of it", () => {
    const source_digests = sourceDigests(article());
    const rendition = { ...ownRendition(article()), source_digests };
    expect(RenditionSchema.parse(rendition)).toEqual(rendition);
    expect(RenditionSchema.parse(ownRendition(article()))).toEqual(ownRendition(article()));
    const odd = { ...source_digests, paragraphs: [1] };
    expect(RenditionSchema.safeParse({ ...rendition, source_digests: odd }).success).toBe(false);
  });
});
