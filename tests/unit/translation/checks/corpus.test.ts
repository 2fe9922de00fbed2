import { describe, expect, it } from "vitest";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";
import { PAIRS, readCorpus } from "../../../bench/checks/corpus.ts";
import { measure, rowOf, rowsOf } from "../../../bench/checks/measure.ts";

const measured = measure();
const { correct, faults } = measured;

describe("on the corpus of correct news paragraphs", () => {
  it.each(PAIRS)("has at least 300 from $source to $target, a fifth of them held out", (pair) => {
    const samples = readCorpus(pair);
    expect(samples.length).toBeGreaterThanOrEqual(300);
    expect(samples.filter(({ isHeldOut }) => isHeldOut).length).toBeGreaterThanOrEqual(samples.length / 5);
  });

  it.each([true, false])("holds at most one in a hundred (held out: %s)", (isHeldOut) => {
    const set = correct.filter(({ sample }) => sample.isHeldOut === isHeldOut);
    const held = set.filter(({ findings }) => findings.some(({ severity }) => severity === "error"));
    expect(held.length / set.length).toBeLessThanOrEqual(0.01);
  });

  it("warns of at most one in twenty", () => {
    const warned = correct.filter(({ findings }) => findings.some(({ severity }) => severity === "warning"));
    expect(warned.length / correct.length).toBeLessThanOrEqual(0.05);
  });
});

describe("of the faults made from it", () => {
  it("there are at least a thousand", () => {
    expect(faults.length).toBeGreaterThanOrEqual(1_000);
  });

  it("catches 98 in a hundred, where the check is an error", () => {
    const rows = rowsOf(measured).filter(
      ({ check }) => check !== "all" && DEFAULT_CHECKS.severities[check] === "error",
    );
    const caught = rows.reduce((sum, row) => sum + row.caught, 0);
    expect(caught / rows.reduce((sum, row) => sum + row.applicable, 0)).toBeGreaterThanOrEqual(0.98);
  });

  it.each([
    "number-mismatch",
    "date-mismatch",
    "url-mismatch",
    "email-mismatch",
    "tag-mismatch",
    "placeholder-mismatch",
    "bracket-mismatch",
    "script",
    "repetition",
    "control-characters",
    "bidi-characters",
    "empty-target",
  ] as const)("%s alone catches 98 in a hundred", (check) => {
    const { caught, applicable } = rowOf(check, measured);
    expect(caught / applicable).toBeGreaterThanOrEqual(0.98);
  });
});
