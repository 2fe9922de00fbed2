import { billableCharacters, leastBilled } from "../translation/batches.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { PlannedUnit } from "../translation/plan.ts";

/** The most that an engine bills for some paragraphs, in characters. */
export function costOf(seller: TranslationEngine, units: PlannedUnit[]): number {
  const most = (text: string) => seller.mostBilled?.(text) ?? billableCharacters(text);
  return units.reduce((sum, unit) => sum + most(unit.encoded.text), 0);
}

/** The least that any engine bills for them. */
export function leastCostOf(units: PlannedUnit[]): number {
  return units.reduce((sum, unit) => sum + leastBilled(unit.encoded.text), 0);
}
