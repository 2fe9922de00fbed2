import { matchesStrongly } from "../http/conditional.ts";
import type { Term } from "../translation/terms/term.ts";
import type { Affected, GlossaryWrite } from "./answers.ts";
import type { Workings } from "./workings.ts";

/** Between two steps of a scan: each has an alarm of its own. */
export const SCAN_PAUSE_MS = 100;
/** Renditions that an answer to a change lists at most; the rest is at `/affected`. */
const MOST_LISTED = 200;

/** Makes these the edition's terms of a source language, whole, and takes the first step of finding what that affects. */
export function replaceGlossary(
  of: Workings,
  source: string,
  terms: readonly Term[],
  ifMatch: string | null,
  now: number,
): GlossaryWrite {
  const { glossary, terms: scan, engineGlossary, outgoing, schedule, commit } = of;
  const before = glossary.digest(source);
  if (ifMatch !== null && !FORMATS.some((format) => matchesStrongly(ifMatch, glossaryTag(before, format)))) {
    return { outcome: "precondition-failed", digest: before };
  }
  const differing = commit(() => {
    const found = glossary.replace(source, terms, now);
    if (found === null) return null;
    scan.begin(source, found, now);
    schedule.add("terms", source, now + SCAN_PAUSE_MS);
    engineGlossary.check();
    outgoing.oweGlossary(source);
    return found;
  });
  if (differing === null) {
    const changed = { added: [], removed: [], changed: [] };
    const affected: Affected = { changed_at: null, renditions: [], complete: true };
    return { outcome: "replaced", digest: before, changed, affected };
  }
  commit(() => scan.step(source));
  const { added, removed, changed } = differing;
  const affected = affectedByTerms(of, source, "", MOST_LISTED);
  return { outcome: "replaced", digest: glossary.digest(source), changed: { added, removed, changed }, affected };
}

/** What the last change of terms affects, by slug, after one. */
export function affectedByTerms(of: Workings, source: string, after: string, limit: number): Affected {
  const report = of.terms.report(source, after, limit);
  if (report === null) return { changed_at: null, renditions: [], complete: true };
  const { changedAt, renditions, complete } = report;
  return { changed_at: new Date(changedAt).toISOString(), renditions, complete };
}

const FORMATS = ["json", "tsv"] as const;

/** The entity tag of a glossary in a format: each representation has one of its own (RFC 9110 §8.8.3). */
export function glossaryTag(digest: string, format: (typeof FORMATS)[number]): string {
  return `"${digest}.${format}"`;
}
