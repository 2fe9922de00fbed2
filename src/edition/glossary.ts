import { createHash } from "node:crypto";
import type { GlossaryValue } from "../replica/values.ts";
import { type Difference, difference } from "../translation/terms/difference.ts";
import { sorted, type Term } from "../translation/terms/term.ts";

/** A row of `glossaries`: what is true of all terms of one source language. */
export type GlossaryRow = {
  source_language: string;
  /** Rises with every change. */
  version: number;
  changed_at: number;
  /** 1 once an editor has replaced it: then seeds add nothing any more. */
  edited: 0 | 1;
};

type TermRow = { source: string; target: string; rule: Term["rule"]; options: string };

/** The terms of one edition, by source language. Callers wrap each write in the transaction that it belongs to. */
export class Glossary {
  readonly #sql: SqlStorage;
  /** The same list as long as it is the same glossary, so that it is made ready once. */
  readonly #read = new Map<string, { version: number; terms: readonly Term[] }>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  find(source: string): GlossaryRow | null {
    const rows = this.#sql.exec<GlossaryRow>(
      "SELECT source_language, version, changed_at, edited FROM glossaries WHERE source_language = ?",
      source,
    );
    return rows.toArray()[0] ?? null;
  }

  /** Source languages that have terms, or had. */
  sources(): string[] {
    const rows = this.#sql.exec<{ source_language: string }>("SELECT source_language FROM glossaries");
    return rows.toArray().map((row) => row.source_language);
  }

  /** All terms of a source language, in their order. */
  terms(source: string): readonly Term[] {
    const version = this.find(source)?.version ?? 0;
    const known = this.#read.get(source);
    if (known?.version === version) return known.terms;
    const rows = this.#sql.exec<TermRow>(
      "SELECT source, target, rule, options FROM glossary WHERE source_language = ?",
      source,
    );
    const terms = sorted(rows.toArray().map(termOf));
    this.#read.set(source, { version, terms });
    return terms;
  }

  /** What stands for the content of the glossary: the same terms, the same digest. */
  digest(source: string): string {
    return createHash("sha256")
      .update(JSON.stringify(this.terms(source)))
      .digest("base64url")
      .slice(0, 22);
  }

  /** Makes these the terms of a source language. Writes only what differs; null where nothing does. */
  replace(source: string, terms: readonly Term[], now: number): Difference | null {
    const differing = difference(this.terms(source), terms);
    const { added, removed, changed, before } = differing;
    if (added.length + removed.length + changed.length === 0) return null;
    for (const term of [...removed, ...before]) {
      this.#sql.exec(
        "DELETE FROM glossary WHERE source_language = ? AND source = ? AND target = ?",
        source,
        term.source,
        term.target,
      );
    }
    for (const term of [...added, ...changed]) this.#put(source, term);
    this.#touch(source, now, 1);
    return differing;
  }

  /** Takes seeded terms that are not there yet, as long as no editor has made the glossary theirs. */
  seed(source: string, terms: readonly Term[], now: number): boolean {
    if (this.find(source)?.edited) return false;
    const { added } = difference(this.terms(source), terms);
    for (const term of added) this.#put(source, term);
    if (added.length > 0) this.#touch(source, now, 0);
    return added.length > 0;
  }

  /** Takes back what a loss took, where there is nothing. */
  restore(source: string, { terms, edited }: GlossaryValue, version: number, changedAt: number): void {
    if (this.find(source) !== null) return;
    for (const term of terms) this.#put(source, term);
    this.#touch(source, changedAt, edited);
    this.#sql.exec("UPDATE glossaries SET version = ? WHERE source_language = ?", version, source);
  }

  /** Takes one term of an export. */
  restoreTerm(source: string, term: Term, now: number): void {
    this.#put(source, term);
    this.#touch(source, now, 1);
  }

  #put(source: string, { source: from, target, rule, ...options }: Term): void {
    this.#sql.exec(
      "INSERT INTO glossary (source_language, source, target, rule, options) VALUES (?, ?, ?, ?, ?)",
      source,
      from,
      target,
      rule,
      JSON.stringify(options),
    );
  }

  #touch(source: string, now: number, edited: 0 | 1): void {
    this.#sql.exec(
      `INSERT INTO glossaries (source_language, version, changed_at, edited) VALUES (?, 1, ?, ?)
       ON CONFLICT (source_language) DO UPDATE SET version = version + 1,
         changed_at = max(changed_at + 1, excluded.changed_at), edited = max(edited, excluded.edited)`,
      source,
      now,
      edited,
    );
  }
}

/** A row as a term. */
export function termOf({ source, target, rule, options }: TermRow): Term {
  return { source, target, rule, ...(JSON.parse(options) as Omit<Term, "source" | "target" | "rule">) };
}
