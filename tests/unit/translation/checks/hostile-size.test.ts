import { describe, expect, it } from "vitest";
import { checkTranslation } from "../../../../src/translation/checks/checks.ts";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";

const SIZE = 100_000;
/** A quadratic check takes minutes at this size; alone a text takes a fraction of a second. */
const MOST_MS = 15_000;

const filled = (scrap: string) => scrap.repeat(Math.ceil(SIZE / scrap.length)).slice(0, SIZE);

describe("a paragraph of 100 KB is checked in time in proportion to it", () => {
  it.each(
    [
      "a", "a ", "A. ", "1", "1 ", "1 234", "1.", "1,", "1,1", "1:", "+1 ", "0 1", "+33 1 ", "1-", "1/", "2024-", "12 h ",
      "mille ", "vingt-", "million ", "et ", "half a ", "و", "ألف ", "ونصف ", "ثلاثة و", "الساعة ", "مليون و1 ",
      "M", "MM ", "XXI ", "%", "%(", "%1$", "{", "{{", "{a", "[[", "[[a", "$" + "{", "(", ")", "()", "[]", "«", "“", '"', "‘",
      "@", "a@", "a@a.", "a.", "a.a", "aa.com/", "www.", "http://", "https://a ", "https://a)", "<", "<a", "<a>", "<a b=\"", "<em>",
      "</em>", "<code>", "<br>", "&#x3C;", "?", "? » ", "…", "J.-P.", "\u202e", "\u2067", "\u200b", "\u0000", "\ud83d", "漢", "。",
      "the ", "the the ", "ab ab ", "janvier ", "24/11/", "24.11.", "lundi ", "é", "e\u0301", "ـ", "\u064e", "٫", "١", "١٬", "\n", " ",
    ].map((scrap) => [JSON.stringify(scrap), scrap]), // biome-ignore format: a list of scraps
  )("%s again and again", (_, scrap) => {
    const text = filled(scrap);
    const start = performance.now();
    for (const target of ["en", "ar", "zh"]) {
      const findings = checkTranslation(text, `${text}x`, { source: "fr", target }, { settings: DEFAULT_CHECKS });
      expect(findings.every(({ detail }) => detail.length <= 200)).toBe(true);
    }
    expect(performance.now() - start).toBeLessThan(MOST_MS);
  });
});
