import { contentOf, NewArticleSchema } from "../src/articles/draft.ts";
import { type Problem, problemDetails } from "../src/http/problem.ts";
import type { ImportAnswer, Submission } from "../src/newsroom/answers.ts";
import type { AppContext } from "./context.ts";
import { faulty } from "./desk-answers.ts";
import { authorOf } from "./desk-author.ts";
import { contentProblem, draftOf, invalid, MOST_BODY_BYTES, parsedJson, tooLarge } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";
import { type ExportLine, type LineResult, restoreLines } from "./desk-restore.ts";

/** Longest line, bytes. */
export const MOST_LINE_BYTES = MOST_BODY_BYTES;

/** Made once: making a schema takes longer than checking a line. */
const LineSchema = NewArticleSchema.required();

/** A line as it was read: an article to save, a line of an export, or what is wrong with it. */
export type ReadLine = { line: number; bytes: number } & (
  | { submission: Submission }
  | { restore: ExportLine }
  | { slug: string | null; problem: Problem }
);

/** @param bytes the line's; null for one that was too long to read */
export function readLine(c: AppContext, line: number, bytes: Uint8Array | null): ReadLine {
  if (bytes === null) return { line, bytes: 0, slug: null, problem: tooLarge() };
  const size = bytes.byteLength;
  const json = parsedJson(bytes);
  if (!json.ok) return { line, bytes: size, slug: null, problem: json.error };
  if (isExportLine(json.value)) return { line, bytes: size, restore: json.value };
  const read = submissionOf(c, json.value);
  return { line, bytes: size, ...read };
}

/** Saves articles in one call and takes lines of an export back, and says what became of each, in order. */
export async function savedLines(c: AppContext, importName: string, lines: ReadLine[]): Promise<string> {
  const batch = lines.flatMap((one) => ("submission" in one ? [one.submission] : []));
  const answers = await saved(c, importName, batch);
  const restores = await restoreLines(
    c,
    lines.flatMap((one) => ("restore" in one ? [one.restore] : [])),
  );
  let told = "";
  for (const one of lines) {
    if ("problem" in one) told += resultLine(one.line, one);
    else if ("restore" in one) told += resultLine(one.line, restores.shift() as LineResult);
    else told += resultLine(one.line, articleResult(one.submission.slug, answers?.shift()));
  }
  return told;
}

function submissionOf(
  c: AppContext,
  json: unknown,
): { submission: Submission } | { slug: string | null; problem: Problem } {
  const parsed = LineSchema.safeParse(json);
  if (!parsed.success || !parsed.data.slug) {
    const problem = parsed.success
      ? faulty([{ pointer: "/slug", detail: "a line needs a slug" }])
      : invalid(parsed.error);
    return { slug: null, problem };
  }
  const { slug, ...rest } = parsed.data;
  const draft = draftOf(c, rest);
  if (!draft.ok) return { slug, problem: draft.error };
  const content = contentOf(draft.value);
  if (!content.ok) return { slug, problem: contentProblem(content.error) };
  return { submission: { slug, draft: draft.value, content: content.value, author: authorOf(c) } };
}

/** Null where the newsroom could not be reached: then nothing of the batch is certain. */
async function saved(c: AppContext, importName: string, batch: Submission[]): Promise<ImportAnswer[] | null> {
  if (batch.length === 0) return [];
  try {
    return (await newsroom(c).importArticles(importName, batch)) as ImportAnswer[] | null;
  } catch (error) {
    console.error(JSON.stringify({ event: "import-failed", lines: batch.length, error: String(error) }));
    return null;
  }
}

function articleResult(slug: string, answer: ImportAnswer | undefined): LineResult {
  if (answer?.outcome === "invalid") return { slug, problem: faulty(answer.faults) };
  if (answer !== undefined) return { slug, result: answer.outcome };
  return { slug, problem: { kind: "newsroom-busy", detail: "The newsroom did not answer. Send the line again." } };
}

function resultLine(line: number, outcome: LineResult): string {
  const { slug } = outcome;
  const told =
    "problem" in outcome
      ? { line, slug, result: "error", problem: problemDetails(outcome.problem) }
      : { line, slug, result: outcome.result };
  return `${JSON.stringify(told)}\n`;
}

function isExportLine(json: unknown): json is ExportLine {
  return typeof json === "object" && json !== null && "kind" in json;
}
