import type { Article } from "../articles/article.ts";
import { fail, type Result } from "../articles/result.ts";
import { textOf } from "../articles/text.ts";
import { failedCheck } from "./checks.ts";
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

/** An answer for a unit → canonical inline HTML, or what is wrong with it. Every text passes here, whoever made it. */
export function accepted(unit: PlannedUnit, answer: string, pair: LanguagePair): Result<string, string> {
  const decoded = decodeMarkup(answer, unit.encoded.elements);
  if (!decoded.ok) return fail(`markup: ${decoded.error}`);
  const check = failedCheck(unit.html, decoded.value, pair);
  return check === null ? decoded : fail(check);
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
