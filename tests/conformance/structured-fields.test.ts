import { describe, expect, it } from "vitest";
import type { StatedProvenance } from "../../src/articles/provenance.ts";
import { provenanceField } from "../../src/articles/provenance-field.ts";

const COMPOSITE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia";

const stated: StatedProvenance = {
  source_language: "fr",
  source_revision: 3,
  engines: ["deepl", "person", "workers-ai"],
  translated_at: "2025-11-24T10:05:00.000Z",
  reviewed: { by: "S. Idrissi", at: "2025-11-25T09:00:00.000Z" },
  stale: true,
  digital_source_type: COMPOSITE,
};
const field = (edited: Partial<StatedProvenance>) => provenanceField({ ...stated, ...edited });
const reviewedBy = (by: string) =>
  /reviewed\.by=(.*), reviewed\.at=/.exec(field({ reviewed: { by, at: stated.translated_at } }))?.[1];

describe("RFC 9651, the field Dragoman-Translation", () => {
  it("§4.1.2: is a dictionary, its members parted by a comma and a space", () => {
    expect(provenanceField(stated)).toBe(
      'engines=(deepl person workers-ai), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, ' +
        `source_revision=3, reviewed.by=%"S. Idrissi", reviewed.at="2025-11-25T09:00:00.000Z", stale, digital_source_type="${COMPOSITE}"`,
    );
  });

  it("leaves out what is not so", () => {
    expect(field({ engines: ["person"], reviewed: null, stale: false, digital_source_type: null })).toBe(
      'engines=(person), translated_at="2025-11-24T10:05:00.000Z", source_language=fr, source_revision=3',
    );
  });

  it("§4.1.1.1: an inner list may be empty", () => {
    expect(field({ engines: [] })).toMatch(/^engines=\(\), /);
  });

  it("§4.1.7: a language tag is a token, whatever its subtags", () => {
    expect(field({ source_language: "zh-Hant-TW" })).toContain("source_language=zh-Hant-TW,");
  });

  it.each([
    ["printable ASCII stands as it is", "a ~!', ;=\\()", `%"a ~!', ;=\\()"`],
    ["quotation mark and per cent", '100 % "sûr"', '%"100 %25 %22s%c3%bbr%22"'],
    ["octets in lower case", "Zoë é", '%"Zo%c3%ab %c3%a9"'],
    ["Arabic", "سارة", '%"%d8%b3%d8%a7%d8%b1%d8%a9"'],
    ["beyond the basic plane", "😀", '%"%f0%9f%98%80"'],
    ["line breaks and DEL split no header", "a\r\nb\u007f", '%"a%0d%0ab%7f"'],
  ])("§4.1.11, display string: %s", (_, by, expected) => {
    expect(reviewedBy(by)).toBe(expected);
  });
});
