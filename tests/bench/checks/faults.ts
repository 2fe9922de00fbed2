import type { CheckName } from "../../../src/translation/checks/finding.ts";
import { DATE_FAULTS } from "./date-faults.ts";
import { MARKUP_FAULTS } from "./markup-faults.ts";
import { NUMBER_FAULTS } from "./number-faults.ts";
import { SIGN_FAULTS } from "./sign-faults.ts";
import { TEXT_FAULTS } from "./text-faults.ts";

/** A pair of texts, and what else a fault may need. */
export interface Correct {
  source: string;
  target: string;
  language: string;
  /** The same paragraph in the other target language. */
  other: string;
}

/** One way to spoil a correct translation. */
export interface FaultKind {
  name: string;
  /** The checks of which one has to say so. */
  checks: readonly CheckName[];
  /** A fault that any paragraph can have is made of one paragraph in so many. */
  every?: number;
  /** The spoilt pair; null where the fault does not apply. `random` gives numbers from 0 to 1. */
  spoil(correct: Correct, random: () => number): { source: string; target: string } | null;
}

export const FAULTS: readonly FaultKind[] = [
  ...NUMBER_FAULTS,
  ...DATE_FAULTS,
  ...MARKUP_FAULTS,
  ...SIGN_FAULTS,
  ...TEXT_FAULTS,
];
