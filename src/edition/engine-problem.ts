import type { ProblemKind } from "../http/problem.ts";
import type { EngineFailureKind } from "../translation/engine.ts";

/** What readers are told of an engine's failure. */
export const PROBLEM_OF: Record<EngineFailureKind, ProblemKind> = {
  overloaded: "engine-overloaded",
  "too-large": "translation-held",
  "quota-spent": "engine-quota-spent",
  refused: "engine-refused",
  failed: "engine-failed",
  unreachable: "engine-unreachable",
  garbled: "engine-garbled",
  "wrong-count": "engine-garbled",
  silent: "engine-silent",
};
