import { createHash } from "node:crypto";
import type { DutyOutcome } from "../objects/schedule.ts";
import type { EngineFailure, EngineGlossaries } from "../translation/engine.ts";
import type { Term } from "../translation/terms/term.ts";
import type { Glossary } from "./glossary.ts";

/** When a glossary that could not be brought to the engine is tried again, milliseconds. */
const AGAIN_MS = 60_000;
/** The same where the engine has said no: only its account, or another release, changes that. */
const REFUSED_AGAIN_MS = 3_600_000;

export interface EngineGlossaryPorts {
  language: () => string;
  sql: SqlStorage;
  glossary: Glossary;
  /** Null where no engine keeps glossaries. */
  engine: () => EngineGlossaries | null;
  /** The publication's own name, which no other's names begin with. */
  authority: string;
  now: () => number;
  /** Has a glossary brought to the engine, at `dueAt`. */
  schedule(source: string, dueAt: number): void;
  /** Whether that is due, or being done. */
  isDue(source: string): boolean;
}

/** `engine_refused`: an id that the engine gave and then would not take. */
type Row = { version: number; engine_id: string | null; engine_version: number | null; engine_refused: string | null };

/**
 * The edition's terms as the engine's own glossary, in step by their hash. It helps translations, and never holds one
 * up: while it is not there they are bought without it.
 */
export class EngineGlossary {
  readonly #ports: EngineGlossaryPorts;

  constructor(ports: EngineGlossaryPorts) {
    this.#ports = ports;
  }

  /** The engine's id of the glossary of a source language; an older one serves until the new one is there. */
  id(source: string): string | null {
    return this.#row(source)?.engine_id ?? null;
  }

  /** Whether the terms as they are will be there in a moment. One that failed is waited for no more. */
  isOnItsWay(source: string): boolean {
    const { engine, isDue } = this.#ports;
    const row = this.#row(source);
    return row !== null && row.engine_version !== row.version && engine() !== null && isDue(source);
  }

  /** The engine does not know the id, or does not take it: the glossary is made anew. */
  gone(source: string, id: string): void {
    const { sql, schedule, now } = this.#ports;
    const { rowsWritten } = sql.exec(
      `UPDATE glossaries SET engine_id = NULL, engine_version = NULL, engine_refused = ?1
       WHERE source_language = ?2 AND engine_id = ?1`,
      id,
      source,
    );
    if (rowsWritten > 0) schedule(source, now());
  }

  /** Has every glossary that the engine does not have as it is brought there. */
  check(): void {
    const { glossary, engine, schedule, now } = this.#ports;
    if (engine() === null) return;
    for (const source of glossary.sources()) {
      const row = this.#row(source);
      if (row !== null && row.engine_version !== row.version) schedule(source, now());
    }
  }

  /** Brings one glossary to the engine and removes its older ones. What fails is tried again later. */
  async sync(source: string): Promise<DutyOutcome> {
    const { glossary, engine, authority, sql, now } = this.#ports;
    const port = engine();
    const row = this.#row(source);
    if (port === null || row === null || row.engine_version === row.version) return { done: true };
    const pair = { source, target: this.#ports.language() };
    const prefix = `dragoman ${authority} ${source}-${pair.target} `;
    const entries = entriesOf(glossary.terms(source));
    let id: string | null = null;
    if (Object.keys(entries).length > 0) {
      const made = await port.ensure(prefix, hashOf(entries), pair, entries);
      if (!made.ok) return this.#later(source, made.error);
      id = made.value;
      // One that the engine lists and yet refuses is of no use; the next change of terms makes another.
      if (id === row.engine_refused) id = null;
    }
    sql.exec("UPDATE glossaries SET engine_id = ? WHERE source_language = ?", id, source);
    const failure = await port.removeOthers(prefix, id);
    if (failure !== null) return this.#later(source, failure);
    sql.exec("UPDATE glossaries SET engine_version = ? WHERE source_language = ?", row.version, source);
    const isCurrent = this.#row(source)?.version === row.version;
    return isCurrent ? { done: true } : { done: false, dueAt: now() };
  }

  #later(source: string, failure: EngineFailure): DutyOutcome {
    console.warn(JSON.stringify({ event: "engine-glossary-failed", source, ...failure }));
    const pause = failure.kind === "refused" || failure.kind === "quota-spent" ? REFUSED_AGAIN_MS : AGAIN_MS;
    return { done: false, dueAt: this.#ports.now() + pause };
  }

  #row(source: string): Row | null {
    const rows = this.#ports.sql.exec<Row>(
      "SELECT version, engine_id, engine_version, engine_refused FROM glossaries WHERE source_language = ?",
      source,
    );
    return rows.toArray()[0] ?? null;
  }
}

/** What an engine's glossary can say: a source and its translation. */
function entriesOf(terms: readonly Term[]): Record<string, string> {
  const pairs = terms.filter(({ rule }) => rule === "translate").map(({ source, target }) => [source, target] as const);
  return Object.fromEntries(pairs);
}

function hashOf(entries: Record<string, string>): string {
  return createHash("sha256")
    .update(JSON.stringify(Object.entries(entries)))
    .digest("hex")
    .slice(0, 16);
}
