import * as z from "zod";
import { fail, ok, type Result } from "../../articles/result.ts";
import { CHECK_NAMES, type CheckName, type Severity } from "./finding.ts";

/** What is surely wrong is an error; what a right translation may do too is a warning. */
const SEVERITIES: Record<CheckName, Severity> = {
  "empty-target": "error",
  "target-same-as-source": "error",
  "number-mismatch": "error",
  "date-mismatch": "error",
  "url-mismatch": "error",
  "email-mismatch": "error",
  "tag-mismatch": "error",
  "placeholder-mismatch": "error",
  "bracket-mismatch": "error",
  "quotation-mismatch": "warning",
  "end-punctuation": "warning",
  script: "error",
  "length-ratio": "error",
  "sentence-count": "error",
  repetition: "error",
  "doubled-words": "warning",
  "term-missing": "warning",
  "do-not-translate": "error",
  "forbidden-term": "error",
  "control-characters": "error",
  "bidi-characters": "error",
  "inconsistent-translation": "warning",
};

const THRESHOLDS = {
  /** Letters below which a text may rightly stay as it is, or change its length a lot: names, acronyms. */
  shortText: 24,
  /** Words in a row that a translation may have in common with its source. */
  longestShared: 8,
  /** Part of a translation's words that it has in common with its source, where their languages are not akin. */
  keptShare: 0.3,
  /** Least part of the letters that are in the target language's script, where it is not the source's. */
  leastScript: 0.3,
  /** Times as long, or as short, as translations of this pair are. */
  longestRatio: 3,
  shortestRatio: 0.45,
  /** Characters of a long text, whose length changes less. */
  longText: 100,
  shortestOfLong: 0.58,
  /** Characters that even the shortest text may grow by. */
  slack: 200,
  /** Part of the usual length below which a text with fewer sentences lost some. */
  droppedRatio: 0.73,
  /** Times that words stand in a row where an engine loops. */
  loopTimes: 3,
};

export type Thresholds = typeof THRESHOLDS;

/** A check's severity is the one of what it is sure of; what it doubts is a warning at most. */
export interface CheckSettings {
  severities: Readonly<Record<CheckName, Severity | "off">>;
  thresholds: Readonly<Thresholds>;
}

export const DEFAULT_CHECKS: CheckSettings = { severities: SEVERITIES, thresholds: THRESHOLDS };

/** The same settings with all other checks off. */
export function onlyThese({ severities, thresholds }: CheckSettings, checks: readonly CheckName[]): CheckSettings {
  const only = CHECK_NAMES.map((name) => [name, checks.includes(name) ? severities[name] : "off"] as const);
  return { severities: Object.fromEntries(only) as CheckSettings["severities"], thresholds };
}

const severity = z.enum(["off", "warning", "error"]).optional();
const threshold = z.number().positive().optional();
const Overrides = z.strictObject({
  ...Object.fromEntries(CHECK_NAMES.map((name) => [name, severity])),
  thresholds: z.strictObject(Object.fromEntries(Object.keys(THRESHOLDS).map((name) => [name, threshold]))).optional(),
});

/**
 * What a publication wants otherwise, as JSON: `{"length-ratio": "warning", "thresholds": {"longestRatio": 3.5}}`.
 * An empty string changes nothing. Fails with what is wrong, for an operator.
 */
export function parseCheckSettings(json: string): Result<CheckSettings, string> {
  if (json.trim() === "") return ok(DEFAULT_CHECKS);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fail("it is not JSON");
  }
  const parsed = Overrides.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join(".") ?? "";
    return fail(where === "" ? (issue?.message ?? "invalid") : `${where}: ${issue?.message}`);
  }
  const { thresholds, ...severities } = parsed.data;
  return ok({
    severities: { ...SEVERITIES, ...(severities as Partial<CheckSettings["severities"]>) },
    thresholds: { ...THRESHOLDS, ...(thresholds as Partial<Thresholds> | undefined) },
  });
}
