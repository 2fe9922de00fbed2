import { normalise } from "../memory-key.ts";
import { detailOf, type Finding, quoted } from "./finding.ts";

/**
 * Paragraphs of one article with the same source and different targets, by their index. Encoded paragraphs or
 * canonical HTML: all the same kind.
 */
export function inconsistentFindings(units: readonly { source: string; target: string }[]): Map<number, Finding[]> {
  const wordings = new Map<string, Map<string, number[]>>();
  for (const [index, { source, target }] of units.entries()) {
    const targets = wordings.get(normalise(source)) ?? new Map<string, number[]>();
    wordings.set(normalise(source), targets);
    const indexes = targets.get(normalise(target));
    if (indexes === undefined) targets.set(normalise(target), [index]);
    else indexes.push(index);
  }
  const findings = new Map<number, Finding[]>();
  for (const targets of wordings.values()) {
    if (targets.size < 2) continue;
    for (const [target, indexes] of targets) {
      const others = [...targets.keys()].filter((other) => other !== target);
      const detail = detailOf(`The same paragraph is also translated as ${quoted(others)}.`);
      for (const index of indexes)
        findings.set(index, [{ check: "inconsistent-translation", severity: "warning", detail }]);
    }
  }
  return findings;
}
