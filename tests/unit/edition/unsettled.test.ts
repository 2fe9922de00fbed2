import { describe, expect, it } from "vitest";
import { secondTryAfter } from "../../../src/edition/second-try.ts";
import { wasSurelyFree } from "../../../src/edition/unsettled.ts";
import { leastBilled } from "../../../src/translation/batches.ts";
import type { EngineFailure } from "../../../src/translation/engine.ts";

describe("a lost call was surely not billed", () => {
  it.each<[string, { mark: number | null; settled: number; least: number }, number, boolean]>([
    ["where the account stood still", { mark: 1_000, settled: 0, least: 50 }, 1_000, true],
    ["where it rose by less than the call", { mark: 1_000, settled: 0, least: 50 }, 1_049, true],
    ["but not where it rose by as much", { mark: 1_000, settled: 0, least: 50 }, 1_050, false],
    ["where it rose by what was told, and less than the call", { mark: 1_000, settled: 300, least: 50 }, 1_349, true],
    ["but not where others, or the call, made it rise more", { mark: 1_000, settled: 300, least: 50 }, 1_350, false],
    ["but not without a mark", { mark: null, settled: 0, least: 50 }, 0, false],
    ["but not in another period", { mark: 1_000, settled: 0, least: 50 }, 10, false],
    ["but not where its text has nothing that is surely billed", { mark: 1_000, settled: 0, least: 0 }, 1_000, false],
  ])("%s", (_, call, count, expected) => {
    expect(wasSurelyFree(call, count)).toBe(expected);
  });

  it.each([
    ["Une fête, 2025 !", 11],
    ['Le <b id="0">chat</b> &#x26; <code id="1" translate="no">f(x)</code>', 6],
    ["« … »", 0],
  ])("counts of %s what is billed however an engine counts: %s", (text, least) => {
    expect(leastBilled(text)).toBe(least);
  });
});

describe("a second try in the same flight", () => {
  const failed = (more: Partial<EngineFailure>): EngineFailure => ({ kind: "overloaded", detail: "", ...more });
  it.each<[string, Partial<EngineFailure>, number, number | null]>([
    ["an overload, at the earliest", {}, 0, 500],
    ["an overload, at the latest", {}, 0.9999, 1_999],
    ["one that asks for two seconds", { retryAfterMs: 2_000 }, 0, 2_000],
    ["not one that asks for more", { retryAfterMs: 2_001 }, 0, null],
    ["nothing that may have cost money", { kind: "silent" }, 0, null],
    ["no refusal", { kind: "refused" }, 0, null],
    ["no answer that broke off", { partial: { texts: [], isNextBegun: true, billed: 1 } }, 0, null],
  ])("is for %s", (_, failure, random, wait) => {
    expect(secondTryAfter(failed(failure), () => random)).toBe(wait);
  });
});
