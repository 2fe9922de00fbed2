import { describe, expect, it } from "vitest";
import { checkTranslation } from "../../../../src/translation/checks/checks.ts";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";

const SIZE = 100_000;
/** A quadratic check takes minutes at this size; alone a text takes a fraction of a second. */
const MOST_MS = 60_000;

const filled = (scrap: string) => scrap.repeat(Math.ceil(SIZE / scrap.length)).slice(0, SIZE);

describe("a paragraph of 100 KB is checked in time in proportion to it", () => {
  it.each(
    [
      "a", "a ", "A. ", "1 ", "1 234", "1,1", "1:", "+1 ", "+33 1 ", "1-", "2024-", "12 h ", "vingt-", "million et ",
      "half a ", "و", "ألف ونصف ", "ثلاثة و", "الساعة 1 ", "مليون و1 ", "MM ", "%(", "{{a", "[[a", "(", "“", '"',
      "a@a.", "aa.com/", "https://a)", "<", '<a b="', "<em>", "<code></code>", "&#x3C;", "? » ", "J.-P.", "\u202e", "\u2067",
      "漢。", "the the ", "janvier ", "24/11/", "24.11.", "e\u0301", "١٬", "\n",
    ].map((scrap) => [JSON.stringify(scrap), scrap]), // biome-ignore format: a list of scraps
  )(
    "%s again and again",
    (_, scrap) => {
      const text = filled(scrap);
      const findings = checkTranslation(text, `${text}x`, { source: "fr", target: "ar" }, { settings: DEFAULT_CHECKS });
      expect(findings.every(({ detail }) => detail.length <= 200)).toBe(true);
    },
    MOST_MS,
  );
});
