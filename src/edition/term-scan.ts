import type { Article, Rendition } from "../articles/article.ts";
import { plan } from "../translation/plan.ts";
import { type Difference, uncovered } from "../translation/terms/difference.ts";
import { termRules } from "../translation/terms/findings.ts";
import { identity, type Term } from "../translation/terms/term.ts";
import { unitsOf } from "../translation/units.ts";
import type { AffectedRendition } from "./answers.ts";
import { type Glossary, termOf } from "./glossary.ts";
import type { Memory } from "./memory.ts";
import type { RenditionRow } from "./renditions.ts";
import { type Comparing, compared, isTouched } from "./term-comparison.ts";

/** Renditions looked at in one step, and the most text of them, characters: each step has an alarm of its own. */
const STEP = 200;
const MOST_CHARACTERS = 4_000_000;
/** Longer than any call to an engine: one that is under way may know of neither of two changes, milliseconds. */
const TOGETHER_MS = 60_000;

export interface ScanPorts {
  language: () => string;
  now: () => number;
  sql: SqlStorage;
  glossary: Glossary;
  memory: Memory;
  find(slug: string): RenditionRow | null;
  source(slug: string): Article | null;
  /** Marks a rendition as stale, with what KV has to hear of it; runs inside a commit. */
  outdate(slug: string): void;
  /** Entries changed: the backup has to hear of them; runs inside a commit. */
  kept(ids: number[]): void;
}

type ScanRow = { changed_at: number; after: string | null };

/**
 * Finds what a change of terms affects, article by article, from a place that survives the object. Only paragraphs that
 * have a changed term are compared, and only what goes against a changed term counts: what was accepted is not bought
 * again for another reason (promise 2).
 */
export class TermScan {
  readonly #ports: ScanPorts;

  constructor(ports: ScanPorts) {
    this.#ports = ports;
  }

  /**
   * A glossary changed: what it affects is looked for from the start. A scan that is not through goes on with both
   * changes, and so does one that follows another at once.
   */
  begin(source: string, { added, removed, changed, before }: Difference, now: number): void {
    const { sql, glossary, language } = this.#ports;
    const last = this.#row(source);
    if (last === null || (last.after === null && now - last.changed_at > TOGETHER_MS)) {
      sql.exec("DELETE FROM term_changes WHERE source_language = ?", source);
      sql.exec("DELETE FROM term_effects WHERE source_language = ?", source);
    }
    const gone = [...removed, ...before];
    const hidden = uncovered(gone, glossary.terms(source), { source, target: language() });
    for (const term of gone) this.#note(source, term, 1);
    for (const term of [...added, ...changed, ...hidden]) this.#note(source, term, 0);
    sql.exec("INSERT OR REPLACE INTO term_scans (source_language, changed_at, after) VALUES (?, ?, '')", source, now);
  }

  /** The next articles, in the caller's transaction. Returns whether that was all. */
  step(source: string): boolean {
    const { sql } = this.#ports;
    const { after, changed_at: changedAt } = this.#row(source) ?? { after: null, changed_at: 0 };
    if (after === null) return true;
    const slugs = sql
      .exec<{ slug: string }>(
        `SELECT slug FROM renditions WHERE source_language = ? AND slug > ? AND state <> 'withdrawn'
         ORDER BY slug LIMIT ?`,
        source,
        after,
        STEP,
      )
      .toArray();
    const comparing = this.#comparing(source, changedAt);
    let characters = 0;
    let last: string | null = null;
    for (const { slug } of slugs) {
      characters += this.#compare(source, slug, comparing);
      last = slug;
      if (characters > MOST_CHARACTERS) break;
    }
    const isDone = slugs.length < STEP && last === (slugs.at(-1)?.slug ?? null);
    sql.exec("UPDATE term_scans SET after = ? WHERE source_language = ?", isDone ? null : last, source);
    return isDone;
  }

  /** A time before the last change of terms, for what was made without them; now where there was none. */
  before(source: string): number {
    const { now } = this.#ports;
    return Math.min(now(), (this.#row(source)?.changed_at ?? Number.POSITIVE_INFINITY) - 1);
  }

  /** A translation has landed: it may have been under way while terms changed, or use what no article used then. */
  landed(slug: string): void {
    const article = this.#ports.source(slug);
    const scan = article && this.#row(article.language);
    if (scan) this.#compare(article.language, slug, this.#comparing(article.language, scan.changed_at));
  }

  /** What has been found so far, by slug, after one; and since when. Null where no term ever changed. */
  report(
    source: string,
    after: string,
    limit: number,
  ): { changedAt: number; complete: boolean; renditions: AffectedRendition[] } | null {
    const scan = this.#row(source);
    if (scan === null) return null;
    const rows = this.#ports.sql.exec<{ slug: string; terms: string; stale: number }>(
      "SELECT slug, terms, stale FROM term_effects WHERE source_language = ? AND slug > ? ORDER BY slug LIMIT ?",
      source,
      after,
      limit,
    );
    const renditions = rows.toArray().map(({ slug, terms, stale }) => ({
      slug,
      terms: JSON.parse(terms) as string[],
      stale: stale === 1,
    }));
    return { changedAt: scan.changed_at, complete: scan.after === null, renditions };
  }

  /** Compares one article's translation. Returns how much text that was, characters. */
  #compare(source: string, slug: string, comparing: Comparing): number {
    const { language, sql, memory, find, kept, outdate } = this.#ports;
    const article = this.#ports.source(slug);
    const row = find(slug);
    if (article === null || row === null) return 0;
    const rendition = row.rendition === null ? null : (JSON.parse(row.rendition) as Rendition);
    const isCurrent = rendition?.translation?.source_revision === article.revision;
    const served = new Map(isCurrent ? unitsOf(rendition).map(({ place, html }) => [place, html]) : []);
    const touched = plan(article, language()).filter(({ key, html, place }) => {
      return key !== null && isTouched(html, served.get(place) ?? null, comparing.probe);
    });
    const entries = memory.find(touched.map(({ key }) => key as string));
    const found = touched.map((unit) => compared(unit, served.get(unit.place) ?? null, entries, comparing));
    const outdated = found.flatMap(({ outdatedKey }) => outdatedKey ?? []);
    const good = found.flatMap(({ goodKey }) => goodKey ?? []);
    kept([...memory.outdate(outdated), ...memory.renew(good)]);
    // Only what readers see counts as affected; the rest has not been translated yet, and will be with the new terms.
    const terms = rendition === null ? [] : [...new Set(found.flatMap(({ names }) => names))].sort();
    const isStale = isCurrent && found.some(({ isForEngine }) => isForEngine);
    if (isStale && row.state === "ready") outdate(slug);
    if (terms.length === 0) {
      sql.exec("DELETE FROM term_effects WHERE source_language = ? AND slug = ?", source, slug);
    } else {
      sql.exec(
        "INSERT OR REPLACE INTO term_effects (source_language, slug, terms, stale) VALUES (?, ?, ?, ?)",
        source,
        slug,
        JSON.stringify(terms),
        isStale ? 1 : 0,
      );
    }
    return article.body.paragraphs.reduce((sum, { html }) => sum + html.length, row.rendition?.length ?? 0);
  }

  #comparing(source: string, changedAt: number): Comparing {
    const pair = { source, target: this.#ports.language() };
    const rows = this.#ports.sql.exec<Parameters<typeof termOf>[0] & { gone: number }>(
      "SELECT source, target, rule, options, gone FROM term_changes WHERE source_language = ?",
      source,
    );
    const changes = rows.toArray().map((row) => ({ term: termOf(row), isGone: row.gone === 1 }));
    return {
      rules: termRules(this.#ports.glossary.terms(source), pair),
      probe: termRules(
        changes.map(({ term }) => term),
        pair,
      ),
      gone: termRules(
        changes.filter(({ isGone }) => isGone).map(({ term }) => term),
        pair,
      ),
      changedAt,
      changed: new Set(changes.filter(({ isGone }) => !isGone).map(({ term }) => identity(term))),
    };
  }

  #row(source: string): ScanRow | null {
    const rows = this.#ports.sql.exec<ScanRow>(
      "SELECT changed_at, after FROM term_scans WHERE source_language = ?",
      source,
    );
    return rows.toArray()[0] ?? null;
  }

  #note(sourceLanguage: string, { source, target, rule, ...options }: Term, gone: 0 | 1): void {
    this.#ports.sql.exec(
      "INSERT OR REPLACE INTO term_changes (source_language, gone, source, target, rule, options) VALUES (?, ?, ?, ?, ?, ?)",
      sourceLanguage,
      gone,
      source,
      target,
      rule,
      JSON.stringify(options),
    );
  }
}
