import type { LanguagePair } from "../src/translation/engine.ts";
import type { Faults, Report } from "./faults.ts";
import { filesIn } from "./files.ts";
import { languagePair } from "./language-pair.ts";

export interface Term {
  source: string;
  target: string;
  /** `keep`: the term is not translated. */
  rule: "translate" | "keep";
}

export interface SeedGlossary extends LanguagePair {
  terms: Term[];
}

const HEADER = "source\ttarget\trule";

/** `glossary/{source}-{target}.tsv`: terms, one a line, under a header. */
export function readGlossaries(directory: string, faults: Faults): SeedGlossary[] {
  return filesIn(directory, "glossary", faults).flatMap((file) => {
    const pair = languagePair(file, "tsv");
    return pair === null ? [] : [{ ...pair, terms: termsOf(file.text, file.report) }];
  });
}

function termsOf(text: string, report: Report): Term[] {
  const [header, ...rows] = text.replace(/\n$/, "").split("\n");
  if (header !== HEADER) report(1, "the first line must be source, target and rule, joined by tabs");
  const lines = new Map<string, number>();
  return rows.flatMap((row, i) => {
    const line = i + 2;
    const term = termOf(row, (message) => report(line, message));
    if (term === null) return [];
    const other = lines.get(term.source);
    if (other !== undefined) report(line, `“${term.source}” is already on line ${other}`);
    lines.set(term.source, line);
    return [term];
  });
}

function termOf(row: string, report: (message: string) => void): Term | null {
  const columns = row.split("\t");
  const [source = "", target = "", rule = ""] = columns;
  const faults: string[] = [];
  if (columns.length !== 3) faults.push(`has ${columns.length} columns; source, target and rule are three`);
  else {
    if (source.trim() === "") faults.push("source: must not be empty");
    if (target.trim() === "") faults.push("target: must not be empty");
    if (columns.some((value) => value !== value.trim())) faults.push("a value begins or ends with a space");
    if (rule !== "translate" && rule !== "keep") faults.push(`rule: “${rule}” is neither translate nor keep`);
    if (rule === "keep" && target !== source) faults.push("a term to keep has its source as its target");
  }
  for (const fault of faults) report(fault);
  return faults.length === 0 ? { source, target, rule: rule as Term["rule"] } : null;
}
