import { describe, expect, it } from "vitest";
import { checkTranslation, firstError } from "../../../../src/translation/checks/checks.ts";
import type { Finding } from "../../../../src/translation/checks/finding.ts";
import { type CheckSettings, DEFAULT_CHECKS, parseCheckSettings } from "../../../../src/translation/checks/settings.ts";

const PAIR = { source: "fr", target: "en" };

function settings(json: string): CheckSettings {
  const parsed = parseCheckSettings(json);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function found(json: string, source: string, target: string, termFindings?: () => Finding[]): string[] {
  const options = { settings: settings(json), ...(termFindings && { termFindings }) };
  return checkTranslation(source, target, PAIR, options).map(({ check, severity }) => `${severity} ${check}`);
}

describe("a publication’s own settings", () => {
  it("change nothing where there are none", () => {
    expect(settings("")).toEqual(DEFAULT_CHECKS);
    expect(settings("{}")).toEqual(DEFAULT_CHECKS);
  });

  it("give a check another severity, or none", () => {
    expect(found("", "Les 27", "The")).toContain("error number-mismatch");
    expect(found('{"number-mismatch":"warning"}', "Les 27", "The")).toContain("warning number-mismatch");
    expect(found('{"number-mismatch":"off"}', "Les 27", "The")).toEqual([]);
  });

  it("make no error of what is only doubtful", () => {
    expect(found('{"end-punctuation":"error"}', "Fini.", "Done")).toEqual(["error end-punctuation"]);
    expect(found('{"bracket-mismatch":"error"}', "Un (deux)", "One two")).toEqual(["warning bracket-mismatch"]);
  });

  it("move a threshold and leave the others", () => {
    const { thresholds } = settings('{"thresholds":{"longestRatio":2}}');
    expect(thresholds).toEqual({ ...DEFAULT_CHECKS.thresholds, longestRatio: 2 });
    const [source, target] = ["Le conseil municipal a voté la fermeture.", "The town council has voted. ".repeat(4)];
    expect(found('{"repetition":"off"}', source, target)).not.toContain("error length-ratio");
    expect(found('{"repetition":"off","thresholds":{"longestRatio":2}}', source, target)).toContain(
      "error length-ratio",
    );
  });

  it("hold for the terms too", () => {
    const terms = (): Finding[] => [{ check: "forbidden-term", severity: "error", detail: "no" }];
    expect(found("", "Un mot", "A word", terms)).toEqual(["error forbidden-term"]);
    expect(found('{"forbidden-term":"warning"}', "Un mot", "A word", terms)).toEqual(["warning forbidden-term"]);
    expect(found('{"forbidden-term":"off"}', "Un mot", "A word", terms)).toEqual([]);
  });

  it.each([
    ["no JSON", "{", "it is not JSON"],
    ["a list", "[]", "Invalid input: expected object, received array"],
    ["a check that does not exist", '{"lenght-ratio":"off"}', 'Unrecognized key: "lenght-ratio"'],
    ["another severity", '{"script":"fatal"}', 'script: Invalid option: expected one of "off"|"warning"|"error"'],
    ["a threshold that does not exist", '{"thresholds":{"x":1}}', 'thresholds: Unrecognized key: "x"'],
    [
      "a threshold below zero",
      '{"thresholds":{"longestRatio":-1}}',
      "thresholds.longestRatio: Too small: expected number to be >0",
    ],
    [
      "a threshold in words",
      '{"thresholds":{"longestRatio":"3"}}',
      "thresholds.longestRatio: Invalid input: expected number, received string",
    ],
  ])("say what is wrong with %s", (_, json, error) => {
    expect(parseCheckSettings(json)).toEqual({ ok: false, error });
  });
});

describe("findings", () => {
  it("say nothing more of an empty text", () => {
    expect(found("", "Les 27 pays", " ")).toEqual(["error empty-target"]);
  });

  it("are refused for the first error, and for no warning", () => {
    const findings = checkTranslation("En 2024, fini.", "In 2025, done", PAIR, { settings: DEFAULT_CHECKS });
    expect(firstError(findings)?.check).toBe("number-mismatch");
    expect(firstError(findings.filter(({ severity }) => severity === "warning"))).toBeNull();
  });

  it("tell an editor what was expected and what was found", () => {
    const details = checkTranslation("Le 24 mars 2024, 17 pays", "On 24 April 2025, 18 countries", PAIR, {
      settings: DEFAULT_CHECKS,
    }).map(({ detail }) => detail);
    expect(details).toEqual([
      "“2024”, “17” not in the translation; “2025”, “18” not in the source",
      "Expected “mars”, found “April”.",
    ]);
  });

  it("have short details of one line, without what would turn or hide text", () => {
    const word = (i: number) => `https://a.example/${"x".repeat(300)}${i}`;
    const source = Array.from({ length: 50 }, (_, i) => word(i)).join(" ");
    const findings = checkTranslation(`${source} {a\u202eb} 5`, `\u0007{c\u202ed}\n6`, PAIR, {
      settings: DEFAULT_CHECKS,
    });
    expect(findings.length).toBeGreaterThan(3);
    for (const { detail } of findings) {
      expect(detail.length).toBeLessThanOrEqual(200);
      expect(detail).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
    }
  });
});
