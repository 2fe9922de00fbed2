import { describe, expect, it } from "vitest";
import { inconsistentFindings } from "../../../../src/translation/checks/inconsistent.ts";

describe("one article’s paragraphs", () => {
  it("are the same where their sources are, but for spaces", () => {
    const units = [
      { source: "Lire aussi", target: "Read also" },
      { source: "Lire\u00a0aussi", target: "Read  also" },
      { source: "Voir", target: "Read also" },
    ];
    expect(inconsistentFindings(units)).toEqual(new Map());
  });

  it("are shown where one source has two translations", () => {
    const units = [
      { source: "Lire aussi", target: "Read also" },
      { source: "Autre", target: "Other" },
      { source: "Lire aussi", target: "See also" },
      { source: "Lire aussi", target: "Read also" },
    ];
    const warning = (other: string) => [
      {
        check: "inconsistent-translation",
        severity: "warning",
        detail: `The same paragraph is also translated as “${other}”.`,
      },
    ];
    expect([...inconsistentFindings(units)].sort(([a], [b]) => a - b)).toEqual([
      [0, warning("See also")],
      [2, warning("Read also")],
      [3, warning("See also")],
    ]);
  });

  it("may be many", () => {
    const units = Array.from({ length: 20_000 }, (_, i) => ({ source: "Un", target: `One ${i % 2}` }));
    expect(inconsistentFindings(units).size).toBe(20_000);
  });
});
