import { createHash } from "node:crypto";
import type { Article } from "../articles/article.ts";
import { sanitizedInline, serialize } from "../articles/sanitize.ts";
import { textOf } from "../articles/text.ts";
import { type CheckOptions, checkTranslation } from "../translation/checks/checks.ts";
import type { Finding } from "../translation/checks/finding.ts";
import { inconsistentFindings } from "../translation/checks/inconsistent.ts";
import type { LanguagePair } from "../translation/engine.ts";
import { decodeMarkup } from "../translation/markup.ts";
import type { PlannedUnit } from "../translation/plan.ts";
import { isReviewed, type Review, type ReviewedText } from "../translation/review.ts";
import type { MemoryEntry, RefusedAnswer } from "./memory.ts";
import type { RenditionRow } from "./renditions.ts";
import type { ParagraphView, TranslationView } from "./translation-answers.ts";

/** What a translation is shown from. */
export interface Draft {
  article: Article;
  state: RenditionRow["state"];
  units: PlannedUnit[];
  /** By key. */
  entries: ReadonlyMap<string, MemoryEntry>;
  refused: ReadonlyMap<string, RefusedAnswer>;
  review: Review | null;
  pair: LanguagePair;
  checks: CheckOptions;
}

/** A translation with its source, paragraph by paragraph, and what the checks say of each. */
export function viewOf(draft: Draft): TranslationView {
  const { article, state, units, review } = draft;
  const paragraphs = withInconsistent(
    draft,
    units.map((unit) => paragraphOf(draft, unit)),
  );
  const texts = paragraphs.flatMap(({ id, target, refused, origin }): (ReviewedText | null)[] => {
    if (id === null) return [];
    return [target === null || refused ? null : { key: id, html: target, byPerson: origin === "person" }];
  });
  const whole = texts.filter((text) => text !== null);
  const holds = whole.length === texts.length && isReviewed(review, article.revision, whole);
  const reviewed = holds ? { by: review.reviewer, at: new Date(review.reviewed_at).toISOString() } : null;
  const { language: source_language, revision: source_revision } = article;
  return { state, source_language, source_revision, reviewed, paragraphs };
}

/** The same words with other markup are another paragraph to the memory, and may have been translated otherwise. */
function withInconsistent({ checks }: Draft, paragraphs: ParagraphView[]): ParagraphView[] {
  const severity = checks.settings.severities["inconsistent-translation"];
  if (severity === "off") return paragraphs;
  const told = paragraphs.filter(({ id, target }) => id !== null && target !== null);
  const found = inconsistentFindings(
    told.map(({ source, target }) => ({ source: textOf(source), target: textOf(target ?? "") })),
  );
  return paragraphs.map((paragraph) => {
    const findings = (found.get(told.indexOf(paragraph)) ?? []).map((finding) => ({ ...finding, severity }));
    return findings.length === 0 ? paragraph : { ...paragraph, checks: [...paragraph.checks, ...findings] };
  });
}

/** A strong entity tag: another one as soon as anything in the view is another (RFC 9110 §8.8.1). */
export function etagOf(view: TranslationView): string {
  return `"${createHash("sha256").update(JSON.stringify(view)).digest("base64url").slice(0, 22)}"`;
}

/** An entry's text; null where its markup does not fit the source. */
export function htmlOf(unit: PlannedUnit, entry: Pick<MemoryEntry, "target"> | undefined): string | null {
  const decoded = entry && decodeMarkup(entry.target, unit.encoded.elements);
  return decoded?.ok ? decoded.value : null;
}

function paragraphOf(draft: Draft, unit: PlannedUnit): ParagraphView {
  const { key: id, html: source } = unit;
  const view: ParagraphView = {
    id,
    type: typeOf(draft.article, unit.place),
    source,
    target: id === null ? source : null,
    origin: null,
    engine: null,
    reviewer: null,
    updated_at: null,
    outdated: false,
    refused: false,
    checks: [],
  };
  if (id === null) return view;
  const entry = draft.entries.get(id);
  const target = htmlOf(unit, entry);
  if (entry !== undefined && target !== null) {
    const { origin, engine, reviewer, outdated } = entry;
    const checks = checkTranslation(source, target, draft.pair, draft.checks);
    return { ...view, target, origin, engine, reviewer, outdated, updated_at: time(entry.created_at), checks };
  }
  const refused = draft.refused.get(id);
  if (refused === undefined) return view;
  const { engine, at } = refused;
  return {
    ...view,
    ...asRefused(draft, unit, refused.target),
    origin: "machine",
    engine,
    refused: true,
    updated_at: time(at),
  };
}

/** A refused answer, its markup as far as the sanitizer lets it be shown. */
function asRefused(draft: Draft, unit: PlannedUnit, answer: string): Pick<ParagraphView, "target" | "checks"> {
  const decoded = decodeMarkup(answer, unit.encoded.elements);
  const target = decoded.ok ? decoded.value : shownAsText(answer);
  const fault: Finding[] = decoded.ok
    ? []
    : [{ check: "tag-mismatch", severity: "error", detail: `Markup: ${decoded.error}.` }];
  const found = checkTranslation(unit.html, target, draft.pair, draft.checks);
  return { target, checks: [...fault, ...found.filter(({ check }) => decoded.ok || check !== "tag-mismatch")] };
}

function shownAsText(answer: string): string {
  return serialize(sanitizedInline(answer.replace(/<(?:[^"<>]|"[^"]*")*>/g, ""))).trim();
}

function typeOf(article: Article, place: string): ParagraphView["type"] {
  if (place.startsWith("body.")) return article.body.paragraphs[Number(place.slice(5))]?.type ?? "paragraph";
  return place.startsWith("tag.") ? "tag-label" : (FIELD_TYPES[place] ?? "title");
}
const FIELD_TYPES: Record<string, ParagraphView["type"]> = {
  title: "title",
  summary: "summary",
  "image.alt": "image-alt",
  "image.caption": "image-caption",
  correction_note: "correction-note",
};

function time(at: number): string {
  return new Date(at).toISOString();
}
