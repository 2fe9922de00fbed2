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
    ["a missing column", `${HEADER}Maroc\tMorocco\n`, "2: has 2 columns; source, target and rule are three"],
    ["an empty line", `${HEADER}\nMaroc\tMorocco\ttranslate\n`, "2: has 1 columns; source, target and rule are three"],
    ["an empty source", `${HEADER}\tMorocco\ttranslate\n`, "2: source: must not be empty"],
    ["an empty target", `${HEADER}Maroc\t\ttranslate\n`, "2: target: must not be empty"],
    ["a space too many", `${HEADER}Maroc \tMorocco\ttranslate\n`, "2: a value begins or ends with a space"],
    ["another rule", `${HEADER}Maroc\tMorocco\tforbid\n`, "2: rule: “forbid” is neither translate nor keep"],
    ["a name kept as another", `${HEADER}Maroc\tMorocco\tkeep\n`, "2: a term to keep has its source as its target"],
    ["a term twice", `${HEADER}a\tb\ttranslate\na\tc\ttranslate\n`, "3: “a” is already on line 2"],
  ])("refuses %s, with its line", (_, text, fault) => {
    expect(faultsOf({ "glossary/fr-en.tsv": text })).toEqual([`kv-seed/glossary/fr-en.tsv:${fault}`]);
  });
});
