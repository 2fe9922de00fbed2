import { expect, it } from "vitest";
import { difference, uncovered } from "../../../../src/translation/terms/difference.ts";
import type { Term } from "../../../../src/translation/terms/term.ts";

const translate = (source: string, target: string): Term => ({ source, target, rule: "translate" });
const forbid = (target: string): Term => ({ source: "", target, rule: "forbid" });

it("tells which terms came, went and changed", () => {
  const before = [translate("a", "1"), translate("b", "2"), translate("c", "3"), forbid("x")];
  const after = [forbid("y"), translate("b", "2"), { ...translate("c", "3"), forbidden: ["z"] }, translate("d", "4")];
  expect(difference(before, after)).toEqual({
    added: [forbid("y"), translate("d", "4")],
    removed: [forbid("x"), translate("a", "1")],
    changed: [{ ...translate("c", "3"), forbidden: ["z"] }],
    before: [translate("c", "3")],
  });
  expect(difference(before, before.toReversed())).toEqual({ added: [], removed: [], changed: [], before: [] });
});

it("knows the shorter terms that a longer one hid", () => {
  const short = translate("Cour de cassation", "Court of Cassation");
  const gone = [translate("président de la Cour de cassation", "President")];
  expect(uncovered(gone, [short, translate("Maroc", "Morocco")], { source: "fr", target: "en" })).toEqual([short]);
});
