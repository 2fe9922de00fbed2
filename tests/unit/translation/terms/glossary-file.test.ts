import { describe, expect, it } from "vitest";
import { readJson, readTsv, writeTsv } from "../../../../src/translation/terms/glossary-file.ts";
import type { Term } from "../../../../src/translation/terms/term.ts";

const HEADER = "source\ttarget\trule\n";
const WHOLE = "source\ttarget\trule\tcase\tsource_forms\ttarget_forms\tforbidden\n";

const TERMS: Term[] = [
  { source: "", target: "illegal alien", rule: "forbid" },
  { source: "Maroc", target: "Morocco", rule: "translate", case: "sensitive" },
  { source: "étranger", target: "alien", rule: "forbid", forms: { source: ["étrangère"] }, forbidden: ["extraneous"] },
  { source: "œil", target: "eye", rule: "translate", forms: { source: ["yeux", "œils"], target: ["eyeball"] } },
  { source: "Interpol", target: "Interpol", rule: "keep", case: "insensitive", forbidden: ["ICPO"] },
];

describe("terms as tab-separated values", () => {
  it("are what was written, in both directions", () => {
    const text = writeTsv(TERMS);
    expect(text).toBe(
      `${WHOLE}\tillegal alien\tforbid\t\t\t\t
Maroc\tMorocco\ttranslate\tsensitive\t\t\t
étranger\talien\tforbid\t\tétrangère\t\textraneous
œil\teye\ttranslate\t\tyeux|œils\teyeball\t
Interpol\tInterpol\tkeep\tinsensitive\t\t\tICPO
`,
    );
    expect(readTsv(text)).toEqual({ terms: TERMS, faults: [] });
  });

  it("have three columns where no term needs more", () => {
    const text = `${HEADER}Maroc\tMorocco\ttranslate\n`;
    expect(writeTsv(readTsv(text).terms)).toBe(text);
    expect(writeTsv([])).toBe(HEADER);
    expect(readTsv(HEADER)).toEqual({ terms: [], faults: [] });
  });

  it("may have their columns in another order, a byte order mark, Windows line ends and empty lines at the end", () => {
    expect(readTsv("\uFEFFrule\tsource\ttarget\r\nkeep\tInterpol\tInterpol\r\n\r\n").terms).toEqual([
      { source: "Interpol", target: "Interpol", rule: "keep" },
    ]);
  });

  it.each([
    ["no header", "Maroc\tMorocco\ttranslate\n", 1, "the first line must be source, target and rule, joined by tabs"],
    [
      "an unknown column",
      "source\ttarget\trule\tnote\n",
      1,
      "“note” is none of source, target, rule, case, source_forms, target_forms, forbidden",
    ],
    ["a column twice", "source\ttarget\trule\trule\n", 1, "“rule” stands twice"],
    ["a missing column", `${HEADER}Maroc\tMorocco\n`, 2, "has 2 columns; the header names 3"],
    ["an empty line", `${HEADER}\nMaroc\tMorocco\ttranslate\n`, 2, "has 1 columns; the header names 3"],
    ["an empty source", `${HEADER}\tMorocco\ttranslate\n`, 2, "source: must not be empty"],
    ["an empty target", `${HEADER}Maroc\t\ttranslate\n`, 2, "target: must not be empty"],
    ["a space too many", `${HEADER}Maroc \tMorocco\ttranslate\n`, 2, "source: begins or ends with a space"],
    ["another rule", `${HEADER}Maroc\tMorocco\tprefer\n`, 2, "rule: “prefer” is none of translate, keep, forbid"],
    [
      "a name kept as another",
      `${HEADER}Maroc\tMorocco\tkeep\n`,
      2,
      "target: a term to keep has its source as its target",
    ],
    ["a term twice", `${HEADER}a\tb\ttranslate\na\tc\tkeep\na\ta\tkeep\n`, 4, "“a” is already on line 2"],
    ["no letters", `${HEADER}---\tb\ttranslate\n`, 2, "source: has no letter and no digit"],
    ["too long a wording", `${HEADER}${"é".repeat(201)}\tb\ttranslate\n`, 2, "source: has more than 200 characters"],
    [
      "a control character",
      `${HEADER}a\u0007\tb\ttranslate\n`,
      2,
      "source: has a tab, a line end or another control character",
    ],
    [
      "another case",
      `source\ttarget\trule\tcase\na\tb\ttranslate\tupper\n`,
      2,
      "case: is neither sensitive nor insensitive",
    ],
    ["an empty form", `${WHOLE}a\tb\ttranslate\t\tx|\t\t\n`, 2, "source_forms: must not be empty"],
    ["a target that is forbidden", `${WHOLE}a\tb\ttranslate\t\t\t\tb\n`, 2, "forbidden: “b” is what is to be written"],
    ["forms of nothing", `${WHOLE}\tb\tforbid\t\tx\t\t\n`, 2, "source_forms: a term without source has no forms of it"],
    [
      "other right forms of what is forbidden",
      `${WHOLE}a\tb\tforbid\t\t\tx\t\n`,
      2,
      "target_forms: put further wordings into forbidden",
    ],
  ])("with %s are refused, with the line", (_, text, line, message) => {
    expect(readTsv(text).faults).toContainEqual({ line, message });
  });

  it("may forbid several wordings for one source, each once", () => {
    const text = `${HEADER}a\tb\tforbid\na\tc\tforbid\na\td\ttranslate\n`;
    expect(readTsv(text).faults).toEqual([]);
    expect(readTsv(`${text}a\tb\tforbid\n`).faults).toEqual([{ line: 5, message: "“a” is already on line 2" }]);
  });

  it("are ten thousand at most, and at most a hundred faults are told", () => {
    const rows = Array.from({ length: 10_001 }, (_, i) => `t${i}\tx\ttranslate\n`);
    expect(readTsv(HEADER + rows.slice(1).join("")).faults).toEqual([]);
    expect(readTsv(HEADER + rows.join("")).faults).toEqual([{ line: 1, message: "has more than 10000 terms" }]);
    expect(readTsv(HEADER + "x\n".repeat(10_000)).faults).toHaveLength(100);
  });
});

describe("terms as JSON", () => {
  it("are what was written", () => {
    expect(readJson(JSON.parse(JSON.stringify({ terms: TERMS })))).toMatchObject({ terms: TERMS, faults: [] });
  });

  it("leave out what is empty or twice", () => {
    const term = { source: "a", target: "b", rule: "translate", forms: { source: [] }, forbidden: ["c", "c"] };
    expect(readJson({ terms: [term] }).terms).toEqual([
      { source: "a", target: "b", rule: "translate", forbidden: ["c"] },
    ]);
  });

  it("say of which pair they are", () => {
    const whole = { source_language: "fr", target_language: "en", terms: [] };
    expect(readJson(whole).pair).toEqual({ source: "fr", target: "en" });
  });

  it.each<[string, unknown, string, string | RegExp]>([
    ["no object", [], "", /object/],
    ["no terms", {}, "/terms", /array/],
    ["an unknown member", { terms: [], more: 1 }, "", /more/],
    ["a term that is none", { terms: ["a"] }, "/terms/0", /object/],
    ["a source that is none", { terms: [{ source: 1, target: "b", rule: "keep" }] }, "/terms/0/source", /string/],
    [
      "an unknown member of a term",
      { terms: [{ source: "a", target: "b", rule: "translate", note: "" }] },
      "/terms/0",
      /note/,
    ],
    [
      "a form with the sign that parts lists",
      { terms: [{ source: "a", target: "b", rule: "translate", forms: { source: ["x|y"] } }] },
      "/terms/0/forms/source/0",
      "must not have “|”",
    ],
    [
      "too many forms",
      { terms: [{ source: "a", target: "b", rule: "translate", forbidden: Array(21).fill("x") }] },
      "/terms/0/forbidden",
      "has more than 20",
    ],
    ["a term twice", { terms: [TERMS[1], TERMS[1]] }, "/terms/1", "“Maroc” is already on /terms/0"],
  ])("with %s are refused, with the place", (_, json, pointer, message) => {
    const expected = typeof message === "string" ? message : expect.stringMatching(message);
    expect(readJson(json).faults).toContainEqual({ pointer, message: expected });
  });
});
