import type { PlannedUnit } from "../translation/plan.ts";
import { breaches, type TermRules, termsIn, writesForbidden } from "../translation/terms/findings.ts";
import { identity, nameOf } from "../translation/terms/term.ts";
import type { MemoryEntry } from "./memory.ts";
import { htmlOf } from "./translation-view.ts";

/** The terms that a wording is held against. */
export interface Comparing {
  /** All terms as they are. */
  rules: TermRules;
  /** Those that came, went or changed, as they are and as they were. */
  probe: TermRules;
  /** Those that count no more. */
  gone: TermRules;
  /** Since when, milliseconds since the epoch. */
  changedAt: number;
  /** Identities of those that count now. */
  changed: ReadonlySet<string>;
}

/** Whether a paragraph, or its wording as served, has any of the terms that changed. */
export function isTouched(html: string, served: string | null, probe: TermRules): boolean {
  return termsIn(html, probe).length > 0 || (served !== null && writesForbidden(served, probe));
}

interface Compared {
  /** Names of the changed terms that the wording goes against. */
  names: string[];
  /** Whether an engine can mend it: it is no person's wording, and none that was made knowing the terms. */
  isForEngine: boolean;
  outdatedKey?: string;
  /** An entry that was outdated and is right again. */
  goodKey?: string;
}

/** One paragraph's wording against the terms: as served, or as the memory would serve it. */
export function compared(
  unit: PlannedUnit,
  served: string | null,
  entries: ReadonlyMap<string, MemoryEntry>,
  { rules, gone, changed, changedAt }: Comparing,
): Compared {
  const key = unit.key as string;
  const entry = entries.get(key);
  const wording = served ?? htmlOf(unit, entry);
  if (wording === null) return { names: [], isForEngine: false };
  const all = breaches(unit.html, wording, rules);
  const names = all.filter(({ term }) => changed.has(identity(term))).map(({ term }) => nameOf(term));
  if (names.length > 0) {
    const isForEngine = entry === undefined || (entry.origin !== "person" && entry.created_at < changedAt);
    return { names, isForEngine, ...(entry && isForEngine && { outdatedKey: key }) };
  }
  // Only what terms had made outdated: an editor may have asked for another purchase too.
  const isGood = entry?.outdated && all.length === 0 && breaches(unit.html, wording, gone).length > 0;
  return { names, isForEngine: false, ...(isGood && { goodKey: key }) };
}
