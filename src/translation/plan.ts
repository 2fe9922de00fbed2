import type { Article } from "../articles/article.ts";
import { fail, ok, type Result } from "../articles/result.ts";
import { textOf } from "../articles/text.ts";
import { type CheckOptions, checkTranslation, firstError } from "./checks/checks.ts";
import type { Finding } from "./checks/finding.ts";
import { DEFAULT_CHECKS } from "./checks/settings.ts";
import type { LanguagePair } from "./engine.ts";
import { decodeMarkup, type Encoded, encodeMarkup } from "./markup.ts";
import { memoryKey } from "./memory-key.ts";
import { hasWords, type Unit, unitsOf } from "./units.ts";

/** A paragraph ready to be looked up or bought. */
export interface PlannedUnit extends Unit {
  encoded: Encoded;
  /** Key in the memory; null where there is nothing to translate. */
  key: string | null;
}

export function plan(article: Article, language: string): PlannedUnit[] {
  return unitsOf(article).map((unit) => {
    const encoded = encodeMarkup(unit.html);
    const key = hasWords(unit, article) ? memoryKey(article.language, language, encoded.text) : null;
    return { ...unit, encoded, key };
  });
}

/** A text that may be served; its findings are warnings. */
export interface Accepted {
  /** Canonical inline HTML. */
  html: string;
  findings: Finding[];
}

/** An answer for a unit → its text, or the error that it is refused for. Every text passes here, whoever made it. */
export function accepted(
  unit: PlannedUnit,
  answer: string,
  pair: LanguagePair,
  options: CheckOptions = { settings: DEFAULT_CHECKS },
): Result<Accepted, Finding> {
  const decoded = decodeMarkup(answer, unit.encoded.elements);
  if (!decoded.ok) return fail({ check: "tag-mismatch", severity: "error", detail: `Markup: ${decoded.error}.` });
  const findings = checkTranslation(unit.html, decoded.value, pair, options);
  const error = firstError(findings);
  return error === null ? ok({ html: decoded.value, findings }) : fail(error);
}

/** Longest context, characters; it is free, but shares the request's size limit. */
const MOST_CONTEXT = 3_000;

/** What stands around the paragraphs of a batch, for the engine to understand names and headlines by. */
export function contextOf(article: Article, batch: PlannedUnit[]): string {
  const indexes = batch.filter((u) => u.place.startsWith("body.")).map((u) => Number(u.place.slice(5)));
  const from = Math.max(0, Math.min(...indexes, article.body.paragraphs.length) - 1);
  const near = article.body.paragraphs.slice(indexes.length === 0 ? 0 : from).map((p) => textOf(p.html));
  const context = [article.title, article.summary ?? "", ...near].filter((text) => text !== "").join("\n");
  return context.slice(0, MOST_CONTEXT).toWellFormed();
}
