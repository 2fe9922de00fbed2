import { describe, expect, it } from "vitest";
import { faultsOf, seedOf } from "./seed-folder.ts";

const HEADER = "source\ttarget\trule\n";

describe("glossary/", () => {
  it("holds terms to translate and names to keep", () => {
    const { glossaries } = seedOf({
      "glossary/fr-en.tsv": `${HEADER}Maroc\tMorocco\ttranslate\nInterpol\tInterpol\tkeep\n`,
    });
    expect(glossaries).toEqual([
      {
        source: "fr",
        target: "en",
        terms: [
          { source: "Maroc", target: "Morocco", rule: "translate" },
          { source: "Interpol", target: "Interpol", rule: "keep" },
        ],
      },
    ]);
  });

  it.each([
    ["no header", "Maroc\tMorocco\ttranslate\n", "1: the first line must be source, target and rule, joined by tabs"],
    ["a missing column", `${HEADER}Maroc\tMorocco\n`, "2: has 2 columns; the header names 3"],
    ["an empty target", `${HEADER}Maroc\t\ttranslate\n`, "2: target: must not be empty"],
    ["another rule", `${HEADER}Maroc\tMorocco\tprefer\n`, "2: rule: “prefer” is none of translate, keep, forbid"],
    ["a term twice", `${HEADER}a\tb\ttranslate\na\tc\ttranslate\n`, "3: “a” is already on line 2"],
  ])("refuses %s, with its line", (_, text, fault) => {
    expect(faultsOf({ "glossary/fr-en.tsv": text })).toEqual([`kv-seed/glossary/fr-en.tsv:${fault}`]);
  });
});
