import type { LanguagePair } from "../src/translation/engine.ts";
import { normalise } from "../src/translation/memory-key.ts";
import { TmxReader, type TmxUnit } from "../src/translation/tmx/tmx-reader.ts";
import { isSource, unitPair } from "../src/translation/tmx/unit-pair.ts";
import { XmlFault } from "../src/translation/tmx/xml-reader.ts";
import type { Faults } from "./faults.ts";
import { filesIn, type SeedFile } from "./files.ts";
import { pairOfFile } from "./pair-of-file.ts";

export interface SeedMemoryFile extends LanguagePair {
  /** Paragraphs as the memory keeps them (translation/markup.ts). */
  entries: { source: string; target: string }[];
}

/** `memory/{source}-{target}.tmx`: paragraphs and their translations. */
export function readMemories(directory: string, faults: Faults): SeedMemoryFile[] {
  return filesIn(directory, "memory", faults).flatMap((file) => {
    const pair = pairOfFile(file, "tmx");
    return pair === null ? [] : [{ ...pair, entries: entriesOf(file, pair) }];
  });
}

function entriesOf({ text, report }: SeedFile, pair: LanguagePair): SeedMemoryFile["entries"] {
  const known = new Map<string, { target: string; line: number }>();
  const entries: SeedMemoryFile["entries"] = [];
  const unit = (unit: TmxUnit) => {
    const kept = unitPair(unit, pair, report);
    if (kept === null) return;
    const key = normalise(kept.source);
    const other = known.get(key);
    if (other === undefined) {
      known.set(key, { target: kept.target, line: unit.line });
      entries.push(kept);
    } else if (other.target !== kept.target) {
      report(unit.line, `the same source is translated otherwise on line ${other.line}`);
    }
  };
  const header = (srclang: string, line: number) => {
    if (!isSource(srclang, pair))
      report(line, `srclang “${srclang}” is not ${pair.source}, the source that the file's name says`);
  };
  try {
    const reader = new TmxReader({ header, unit, report });
    reader.write(text);
    reader.end();
    return entries;
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    report(error.line, error.message);
    return [];
  }
}
