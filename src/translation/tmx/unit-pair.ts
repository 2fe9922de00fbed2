import type { CheckOptions } from "../checks/checks.ts";
import type { LanguagePair } from "../engine.ts";
import { type MemoryPair, memoryPair } from "../segment.ts";
import type { Report, TmxUnit, TmxVariant } from "./tmx-reader.ts";

/** What the memory keeps of a unit; null for a unit that it cannot keep, which is reported. */
export function unitPair(unit: TmxUnit, pair: LanguagePair, report: Report, checks?: CheckOptions): MemoryPair | null {
  if (unit.srclang !== null && !isSource(unit.srclang, pair)) {
    report(unit.line, `srclang “${unit.srclang}” of the unit is not ${pair.source}`);
    return null;
  }
  const source = only(unit, pair.source, report);
  const target = only(unit, pair.target, report);
  if (source === null || target === null) return null;
  const kept = memoryPair(source.html, target.html, pair, checks);
  if (kept.ok) return kept.value;
  report(target.line, kept.error);
  return null;
}

/** Whether a file or a unit may be translated from the pair's source; `*all*` says that any variant may be the source. */
export function isSource(srclang: string, { source }: LanguagePair): boolean {
  return srclang.toLowerCase() === "*all*" || isLanguage(srclang, source);
}

/** The unit's one variant in a language, with its segment. */
function only({ line, variants }: TmxUnit, language: string, report: Report): (TmxVariant & { html: string }) | null {
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

/** Whether a tag names the language `wanted`; a region may narrow it down (`en-GB` is `en`). */
function isLanguage(tag: string, wanted: string): boolean {
  const [given, asked] = [tag.toLowerCase(), wanted.toLowerCase()]; // RFC 5646 §2.1.1: tags ignore case.
  return given === asked || given.startsWith(`${asked}-`);
}
