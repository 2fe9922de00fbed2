import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LanguagePair } from "../../../src/translation/engine.ts";

/** A correct paragraph, as canonical inline HTML. */
export interface Sample {
  id: string;
  /** Whether nobody looked at it while the checks were tuned. */
  isHeldOut: boolean;
  pair: LanguagePair;
  source: string;
  target: string;
}

export const PAIRS: readonly LanguagePair[] = [
  { source: "fr", target: "en" },
  { source: "fr", target: "ar" },
];

/** `corpus/{source}-{target}.tsv`; its README says how it was written. */
export function readCorpus(pair: LanguagePair): Sample[] {
  const file = join(import.meta.dirname, "corpus", `${pair.source}-${pair.target}.tsv`);
  const [, ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  return lines.map((line, i) => {
    const [id, set, source, target, ...more] = line.split("\t");
    if (!id || !set || !source || !target || more.length > 0) throw new Error(`${file}:${i + 2}: not four columns`);
    return { id, isHeldOut: set === "held-out", pair, source, target };
  });
}
