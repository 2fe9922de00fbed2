import type { LanguagePair } from "../src/translation/engine.ts";
import { normalise } from "../src/translation/memory-key.ts";
import { type MemoryPair, memoryPair } from "../src/translation/segment.ts";
import type { Faults } from "./faults.ts";
import { filesIn, type SeedFile } from "./files.ts";
import { isLanguage, languagePair } from "./language-pair.ts";
import { parseTmx, type TmxUnit, type TmxVariant } from "./tmx.ts";

export interface SeedMemoryFile extends LanguagePair {
  /** Paragraphs as the memory keeps them (translation/markup.ts). */
  entries: { source: string; target: string }[];
}

/** `memory/{source}-{target}.tmx`: paragraphs and their translations. */
export function readMemories(directory: string, faults: Faults): SeedMemoryFile[] {
  return filesIn(directory, "memory", faults).flatMap((file) => {
    const pair = languagePair(file, "tmx");
    return pair === null ? [] : [{ ...pair, entries: entriesOf(file, pair) }];
  });
}

function entriesOf({ text, report }: SeedFile, pair: LanguagePair): SeedMemoryFile["entries"] {
  const tmx = parseTmx(text, report);
  if (tmx === null) return [];
  if (!isLanguage(tmx.srclang, pair.source)) {
    report(tmx.line, `srclang “${tmx.srclang}” is not ${pair.source}, the source that the file's name says`);
  }
  const known = new Map<string, { target: string; line: number }>();
  const entries: SeedMemoryFile["entries"] = [];
  for (const unit of tmx.units) {
    const kept = keptOf(unit, pair, report);
    if (kept === null) continue;
    const key = normalise(kept.source);
    const other = known.get(key);
    if (other === undefined) {
      known.set(key, { target: kept.target, line: unit.line });
      entries.push({ source: kept.source, target: kept.target });
    } else if (other.target !== kept.target) {
      report(unit.line, `the same source is translated otherwise on line ${other.line}`);
    }
  }
  return entries;
}

function keptOf(unit: TmxUnit, pair: LanguagePair, report: SeedFile["report"]): MemoryPair | null {
  if (unit.srclang !== null && !isLanguage(unit.srclang, pair.source)) {
    report(unit.line, `srclang “${unit.srclang}” of the unit is not ${pair.source}`);
  }
  const source = only(unit, pair.source, report);
  const target = only(unit, pair.target, report);
  if (source === null || target === null) return null;
  const kept = memoryPair(source.html, target.html, pair);
  if (kept.ok) return kept.value;
  report(target.line, kept.error);
  return null;
}

/** The unit's one variant in a language, with its segment. */
function only(
  { line, variants }: TmxUnit,
  language: string,
  report: SeedFile["report"],
): (TmxVariant & { html: string }) | null {
  const [variant, second] = variants.filter((variant) => isLanguage(variant.language, language));
  if (variant === undefined) {
    report(line, `the unit has no <tuv> in ${language}`);
    return null;
  }
  if (second !== undefined) report(second.line, `the unit has more than one <tuv> in ${language}`);
  const { html } = variant;
  if (html === null) report(variant.line, "<tuv> has no <seg>");
  return html === null || second !== undefined ? null : { ...variant, html };
}
