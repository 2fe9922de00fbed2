import { describe, expect, it } from "vitest";
import type { Provenance } from "../../../src/articles/article.ts";
import { reviewerName, statedProvenance, toldProvenance } from "../../../src/articles/provenance.ts";

const TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";
const reviewed = { by: "S. Idrissi", at: "2025-11-25T09:00:00.000Z" };

const provenance: Provenance = {
  source_language: "fr",
  source_revision: 2,
  engines: ["deepl"],
  from_memory: 3,
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: null,
  stale: false,
};

describe("what is stated of a translation", () => {
  it("has these members in this order, and nothing of what the memory saved", () => {
    expect(JSON.stringify(statedProvenance({ ...provenance, reviewed, stale: true }))).toBe(
      '{"source_language":"fr","source_revision":2,"engines":["deepl"],"translated_at":"2025-11-24T10:05:00.000Z",' +
        '"reviewed":{"by":"S. Idrissi","at":"2025-11-25T09:00:00.000Z"},"stale":true,' +
        `"digital_source_type":"${COMPOSITE}"}`,
    );
  });

  it("is the same when it is stated again, from metadata", () => {
    const hostile = { ...provenance, reviewed: { by: "\u202Ea\n".repeat(500), at: reviewed.at } };
    expect(statedProvenance(toldProvenance(hostile))).toEqual(statedProvenance(hostile));
  });

  it.each<[string, Partial<Provenance>, string | null]>([
    ["a machine's text", {}, TRAINED],
    ["two machines'", { engines: ["deepl", "workers-ai"] }, TRAINED],
    ["one that came with the article", { engines: ["seed"] }, TRAINED],
    ["a machine's that a person reviewed", { reviewed }, COMPOSITE],
    ["a machine's with a person's sentence in it", { engines: ["deepl", "person"] }, COMPOSITE],
    ["both", { engines: ["deepl", "person"], reviewed }, COMPOSITE],
    ["a person's", { engines: ["person"] }, null],
    ["a person's that another reviewed", { engines: ["person"], reviewed }, null],
    ["nothing that had to be translated", { engines: [] }, null],
  ])("calls by IPTC's name %s", (_, edited, expected) => {
    expect(statedProvenance({ ...provenance, ...edited }).digital_source_type).toBe(expected);
  });
});

describe("a reviewer's name", () => {
  it.each([
    ["as it is", "Zoë L’Écuyer-Ñandú", "Zoë L’Écuyer-Ñandú"],
    ["in Arabic", "سارة الإدريسي", "سارة الإدريسي"],
    ["with the joiner that its script needs", "علی\u200Cرضا", "علی\u200Cرضا"],
    ["with signs of markup, which renderers escape", '</b> "a" & %', '</b> "a" & %'],
    ["without what turns text around", "\u202Eanna\u202C \u2067b\u2069\u200F", "anna b"],
    ["without what cannot be seen", "a\u200B\u00ADb\uFEFF\u{E0041}", "ab"],
    ["on one line", " a\r\nSet-Cookie: b\t\u2028\u0085c\u0000 ", "a Set-Cookie: b c"],
    ["with a sign for half a character", "a\uD800b", "a\uFFFDb"],
    ["that is only what cannot be seen", "\u202E\u2066 \n", "?"],
    ["of sixty characters", "م".repeat(60), "م".repeat(60)],
    ["of a thousand", "a".repeat(1_000), `${"a".repeat(59)}…`],
    ["of sixty that take three bytes each", "記".repeat(60), "記".repeat(60)],
    ["of sixty that take four", "😀".repeat(60), `${"😀".repeat(44)}…`],
  ])("%s", (_, by, shown) => {
    expect(reviewerName(by)).toBe(shown);
  });
});
