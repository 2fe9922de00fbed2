import { describe, expect, it } from "vitest";
import { numberRanges } from "../../../src/edition/number-ranges.ts";

describe("numbers in a stretch of text", () => {
  it.each([
    ["", "2", [[0, 2], [10, 19]]],
    ["12", "2", [[2, 2], [13, 19]]],
    ["9", "95", [[90, 95]]],
    ["maroc/3", null, []],
  ])("after %j up to %j are %j", (after, upTo, expected) => {
    const found = numberRanges(after, upTo).map(([from, to]) => [from, Math.min(to, 99)]);
    expect(found.filter(([from = 0]) => from < 100)).toEqual(expected);
  }); // biome-ignore format: a table reads better

  const BOUNDS = [
    "",
    "0",
    "1",
    "10",
    "100",
    "2025-vote/3",
    "20",
    "200",
    "21",
    "9",
    "99",
    "999",
    "maroc",
    "1/",
    "1a",
    "10-a",
  ];

  it("are those that sorting as text puts there", () => {
    const all = Array.from({ length: 2_500 }, (_, n) => n);
    for (const after of BOUNDS) {
      for (const upTo of [...BOUNDS, null]) {
        const expected = all.filter((n) => String(n) > after && (upTo === null || String(n) <= upTo));
        const ranges = numberRanges(after, upTo);
        const found = all.filter((n) => ranges.some(([from, to]) => from <= n && n <= to));
        expect(found, `after ${after} up to ${upTo}`).toEqual(expected);
      }
    }
  });
});
