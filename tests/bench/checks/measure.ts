import { checkTranslation } from "../../../src/translation/checks/checks.ts";
import { CHECK_NAMES, type CheckName, type Finding } from "../../../src/translation/checks/finding.ts";
import { DEFAULT_CHECKS } from "../../../src/translation/checks/settings.ts";
import type { LanguagePair } from "../../../src/translation/engine.ts";
import { random } from "../../unit/articles/random.ts";
import { PAIRS, readCorpus, type Sample } from "./corpus.ts";
import { FAULTS, type FaultKind } from "./faults.ts";

/** One spoilt paragraph and what the checks said of it. */
export interface Outcome {
  kind: FaultKind;
  sample: Sample;
  source: string;
  target: string;
  /** The worst that one of the fault's own checks said. */
  caught: "error" | "warning" | null;
  /** Whether any check at all held it. */
  isHeld: boolean;
}

export interface Measured {
  correct: { sample: Sample; findings: Finding[] }[];
  faults: Outcome[];
}

const SEED = 2025;

export function measure(): Measured {
  const corpora = PAIRS.map(readCorpus);
  const correct = corpora
    .flat()
    .map((sample) => ({ sample, findings: findingsOf(sample.source, sample.target, sample.pair) }));
  const faults = corpora.flatMap((samples, p) =>
    FAULTS.flatMap((kind, k) => {
      const next = random(SEED + 1_000 * p + k);
      return samples.flatMap((sample, i) =>
        (i + k) % (kind.every ?? 1) > 0 ? [] : (outcomeOf(kind, sample, corpora[1 - p]?.[i]?.target ?? "", next) ?? []),
      );
    }),
  );
  return { correct, faults };
}

function outcomeOf(kind: FaultKind, sample: Sample, other: string, next: () => number): Outcome | null {
  const { source, target, pair } = sample;
  const spoilt = kind.spoil({ source, target, language: pair.target, other }, next);
  if (spoilt === null) return null;
  const findings = findingsOf(spoilt.source, spoilt.target, pair);
  const own = findings.filter(({ check }) => kind.checks.includes(check));
  const caught = own.some(({ severity }) => severity === "error") ? "error" : own.length > 0 ? "warning" : null;
  return { kind, sample, ...spoilt, caught, isHeld: findings.some(({ severity }) => severity === "error") };
}

function findingsOf(source: string, target: string, pair: LanguagePair): Finding[] {
  return checkTranslation(source, target, pair, { settings: DEFAULT_CHECKS });
}

/** What one check, or all of them, did. */
export interface Row {
  check: CheckName | "all";
  applicable: number;
  caught: number;
  asError: number;
  /** Correct paragraphs that it flagged. */
  false: Record<"tuned" | "held-out", Record<"error" | "warning", number>>;
}

export function rowOf(check: CheckName | "all", { correct, faults }: Measured): Row {
  const applicable = faults.filter(({ kind }) => check === "all" || kind.checks[0] === check);
  const flagged = (isHeldOut: boolean, severity: "error" | "warning") =>
    correct.filter(
      ({ sample, findings }) =>
        sample.isHeldOut === isHeldOut &&
        findings.some((finding) => finding.severity === severity && (check === "all" || finding.check === check)),
    ).length;
  return {
    check,
    applicable: applicable.length,
    caught: applicable.filter(({ caught }) => caught !== null).length,
    asError: applicable.filter(({ caught }) => caught === "error").length,
    false: {
      tuned: { error: flagged(false, "error"), warning: flagged(false, "warning") },
      "held-out": { error: flagged(true, "error"), warning: flagged(true, "warning") },
    },
  };
}

/** One row for each check that faults were made for, or that flagged something. */
export function rowsOf(measured: Measured): Row[] {
  return CHECK_NAMES.map((check) => rowOf(check, measured)).filter(
    ({ applicable, false: { tuned, "held-out": held } }) =>
      applicable + tuned.error + tuned.warning + held.error + held.warning > 0,
  );
}
