import { describe, expect, it } from "vitest";
import { lookupLanguage, preferredFormat, weighted } from "../../src/http/accept.ts";

describe("RFC 9110 §12.4.2 quality values", () => {
  it.each<[string, [string, number][]]>([
    [
      "a, b;q=0.5, c;q=0.8",
      [
        ["a", 1],
        ["c", 0.8],
        ["b", 0.5],
      ],
    ],
    [
      "a;q=0.123 , b ; q=1.000",
      [
        ["b", 1],
        ["a", 0.123],
      ],
    ],
    [
      "a;Q=0.3,B",
      [
        ["b", 1],
        ["a", 0.3],
      ],
    ],
    ["a;level=1;q=0.4", [["a", 0.4]]],
    [
      "a,b,c",
      [
        ["a", 1],
        ["b", 1],
        ["c", 1],
      ],
    ],
    ["a;q=0", [["a", 0]]],
    ["a;q=", [["a", 0]]],
    ["a;q=2", [["a", 0]]],
    ["a;q=-1", [["a", 0]]],
    ["a;q=0.1234", [["a", 0]]],
    ["a;q=high", [["a", 0]]],
    [" , ,,", []],
    ["", []],
  ])("%j is read as %j", (field, expected) => {
    expect(weighted(field).map(({ value, q }) => [value, q])).toEqual(expected);
  });
});

describe("RFC 9110 §12.5.4 and RFC 4647 §3.4 lookup", () => {
  const lookup = (field: string | null, available = ["fr", "en", "ar"]) => lookupLanguage(field, available, "fr");

  it.each([
    ["no field: the default", null, "fr"],
    ["an empty field: the default", "", "fr"],
    ["an exact tag", "en", "en"],
    ["a region is dropped", "ar-MA", "ar"],
    ["script and region are dropped", "ar-Arab-MA", "ar"],
    ["§3.4 a single-letter subtag goes with what follows it", "en-x-twain", "en"],
    ["§3.4 several of them", "en-a-foo-x-b-c", "en"],
    ["a private tag has nothing to fall back on", "x-klingon", "fr"],
    ["tags are compared without case (§2.1)", "AR-ma", "ar"],
    ["the first of equal wishes", "en, ar", "en"],
    ["the heavier wish", "en;q=0.3, ar;q=0.7", "ar"],
    ["a range is exhausted before the next is tried", "en-GB, ar;q=0.9", "en"],
    ["what is not there is passed over", "de, nl;q=0.9, ar;q=0.1", "ar"],
    ["q=0 is a refusal", "en;q=0, ar;q=0.1", "ar"],
    ["a refused language is not found by shortening", "en-GB, en;q=0, ar;q=0.5", "ar"],
    ["a refused region leaves the language", "en-GB;q=0, en;q=0.5", "en"],
    ["§3.4 * names no language", "*", "fr"],
    ["* is passed over for what is named", "*, ar;q=0.1", "ar"],
    ["a longer tag is not found by a shorter range", "e", "fr"],
    ["garbage: the default", "}{;;q=,-,--,;q=1", "fr"],
    ["garbage beside a wish", "???, ;q=1, -en, ar", "ar"],
    ["a name of every object is no language", "constructor, __proto__, toString", "fr"],
    ["a browser's field", "ar-MA,ar;q=0.9,fr-FR;q=0.8,fr;q=0.7,en-US;q=0.6,en;q=0.5", "ar"],
  ])("%s: %j gives %s", (_, field, expected) => {
    expect(lookup(field)).toBe(expected);
  });

  it.each([
    ["pt-BR", "pt-BR"],
    ["pt-br", "pt-BR"],
    ["pt-BR-abl1943", "pt-BR"],
    ["pt", "fr"],
    ["pt-PT", "fr"],
  ])("an edition with a region: %s gives %s, in the edition's own spelling", (field, expected) => {
    expect(lookup(field, ["fr", "pt-BR"])).toBe(expected);
  });
});

describe("RFC 9110 §12.5.1 Accept", () => {
  const preferred = (field: string | null) =>
    preferredFormat(field, [
      ["text/html", "html"],
      ["application/json", "json"],
      ["text/plain", "txt"],
      ["text/markdown", "md"],
    ]);

  it.each([
    ["no field: the default", null, "html"],
    ["an empty field: the default", "", "html"],
    ["anything: the default", "*/*", "html"],
    ["an exact type", "application/json", "json"],
    ["without case", "Application/JSON", "json"],
    ["a main type: the first offer of it", "text/*", "html"],
    ["the heavier wish", "text/plain;q=0.5, text/markdown;q=0.6", "md"],
    ["of equal wishes the more exact", "*/*, text/markdown", "md"],
    ["of equal wishes the more exact, by main type", "*/*, application/*", "json"],
    ["of equal and exact ones the earlier offer", "text/markdown, text/plain", "txt"],
    ["weight before exactness", "application/json;q=0.5, text/*", "html"],
    ["the most exact range gives the weight", "text/*, text/html;q=0.1, text/plain;q=0.2", "md"],
    ["q=0 is a refusal", "text/html;q=0, */*", "json"],
    ["q=0 of a main type", "text/*;q=0, */*;q=0.1", "json"],
    ["everything refused: the default, a redirect beats a refusal", "*/*;q=0", "html"],
    ["nothing that there is: the default", "image/png", "html"],
    ["parameters beside the weight", "text/plain;charset=utf-8;q=0.9, text/html;q=0.1", "txt"],
    ["garbage: the default", "}{,;;/,//*,q=1", "html"],
    ["a wildcard in the wrong place", "*/html, json", "html"],
    ["a browser's field", "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "html"],
    ["the field of Java's URLConnection", "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "html"],
    ["curl's field", "*/*", "html"],
    ["fetch for JSON", "application/json, text/plain, */*", "json"],
  ])("%s: %j gives %s", (_, field, expected) => {
    expect(preferred(field)).toBe(expected);
  });

  it("fields of 128 KB are read at once", { timeout: 2_000 }, () => {
    const languages = ["ab-".repeat(43_000), "zz,".repeat(43_000), ";q=".repeat(43_000), "a-".repeat(64_000)];
    expect(languages.map((field) => lookupLanguage(`${field},ar`, ["fr", "ar"], "fr"))).toEqual([
      "ar",
      "ar",
      "ar",
      "ar",
    ]);
    expect(["a/b,".repeat(32_000), "/".repeat(128_000), ";".repeat(128_000)].map(preferred)).toEqual([
      "html",
      "html",
      "html",
    ]);
  });
});
