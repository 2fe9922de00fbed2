import type { LanguagePair } from "../src/translation/engine.ts";
import { readTsv } from "../src/translation/terms/glossary-file.ts";
import type { Term } from "../src/translation/terms/term.ts";
import type { Faults } from "./faults.ts";
import { filesIn } from "./files.ts";
import { pairOfFile } from "./pair-of-file.ts";

export interface SeedGlossary extends LanguagePair {
  terms: Term[];
}

/** `glossary/{source}-{target}.tsv`: terms, one a line, under a header; the desk takes the same. */
export function readGlossaries(directory: string, faults: Faults): SeedGlossary[] {
  return filesIn(directory, "glossary", faults).flatMap((file) => {
    const pair = pairOfFile(file, "tsv");
    if (pair === null) return [];
    const { terms, faults: found } = readTsv(file.text);
    for (const fault of found) file.report("line" in fault ? fault.line : 1, fault.message);
    return [{ ...pair, terms }];
  });
}
