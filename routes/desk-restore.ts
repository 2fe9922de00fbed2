import type * as z from "zod";
import { RenditionSchema } from "../src/articles/rendition-schema.ts";
import type { RestoreResult } from "../src/edition/restore.ts";
import { EDITION_LINE_KINDS, type EditionLine, EditionLineSchema } from "../src/edition/transfer.ts";
import type { Problem } from "../src/http/problem.ts";
import { holds } from "../src/newsroom/author.ts";
import {
  NEWSROOM_LINE_KINDS,
  type NewsroomLine,
  NewsroomLineSchema,
  type RestoreResult as NewsroomResult,
} from "../src/newsroom/transfer.ts";
import { type AppContext, configOf } from "./context.ts";
import { invalid } from "./desk-body.ts";
import { newsroom } from "./desk-newsroom.ts";

/** A line of an export: its `kind` says what the rest is. */
export interface ExportLine {
  kind: unknown;
  [member: string]: unknown;
}

/** What became of a line. */
export type LineResult =
  | { slug: string | null; result: "created" | "updated" | "unchanged" }
  | { slug: string | null; problem: Problem };

type Read = { target: string; line: EditionLine | NewsroomLine } | { problem: Problem };

const NEWSROOM = "";

/** Takes lines of an export back, in one call for each object that they are of. */
export async function restoreLines(c: AppContext, lines: ExportLine[]): Promise<LineResult[]> {
  const read = lines.map((line) => readLine(c, line));
  const results: LineResult[] = read.map((one, i) => ({
    slug: slugOf(lines[i] as ExportLine),
    problem: "problem" in one ? one.problem : BUSY,
  }));
  // Editions first: nothing is shown before all that belongs to it is there.
  for (const target of [...configOf(c).publication.editions, NEWSROOM]) {
    const indexes = read.flatMap((one, i) => ("target" in one && one.target === target ? [i] : []));
    if (indexes.length === 0) continue;
    const some = indexes.map((i) => (read[i] as { line: EditionLine | NewsroomLine }).line);
    const answers = await restored(c, target, some);
    for (const [j, i] of indexes.entries()) {
      results[i] = resultOf(slugOf(lines[i] as ExportLine), answers?.[j]);
    }
  }
  return results;
}

/** Null where the object could not be reached, or is taking back what it lost. */
async function restored(
  c: AppContext,
  target: string,
  lines: (EditionLine | NewsroomLine)[],
): Promise<(RestoreResult | NewsroomResult)[] | null> {
  try {
    if (target === NEWSROOM) return (await newsroom(c).restore(lines as NewsroomLine[])) as NewsroomResult[] | null;
    const edition = c.env.EDITION.getByName(target);
    return (await edition.restore(target, lines as EditionLine[])) as RestoreResult[] | null;
  } catch (error) {
    console.error(JSON.stringify({ event: "restore-failed", target, lines: lines.length, error: String(error) }));
    return null;
  }
}

function readLine(c: AppContext, line: ExportLine): Read {
  if (!holds(c.get("author"), "admin")) {
    return {
      problem: { kind: "insufficient-scope", detail: "Restoring an export needs a token with the scope admin." },
    };
  }
  const isNewsrooms = (NEWSROOM_LINE_KINDS as readonly unknown[]).includes(line.kind);
  if (isNewsrooms) return checked(NewsroomLineSchema.safeParse(line), () => NEWSROOM);
  if ((EDITION_LINE_KINDS as readonly unknown[]).includes(line.kind)) {
    const read = checked(EditionLineSchema.safeParse(line), (found) => found.edition);
    return "target" in read ? believable(c, read) : read;
  }
  return { problem: { kind: "invalid-import", detail: `Lines of the kind ${String(line.kind)} cannot be imported.` } };
}

function checked<L extends EditionLine | NewsroomLine>(
  parsed: z.ZodSafeParseResult<L>,
  target: (line: L) => string,
): Read {
  if (!parsed.success) return { problem: { ...invalid(parsed.error), kind: "invalid-import" } };
  return { target: target(parsed.data), line: parsed.data };
}

/** A file is not believed: what it would have served is checked as an engine's answer is. */
function believable(c: AppContext, read: { target: string; line: EditionLine | NewsroomLine }): Read {
  const { editions } = configOf(c).publication;
  if (!editions.includes(read.target)) {
    const detail = `The publication has no ${read.target} edition; it has ${editions.join(", ")}.`;
    return { problem: { kind: "invalid-import", detail, errors: [{ pointer: "/edition", detail }] } };
  }
  if (read.line.kind !== "rendition" || read.line.rendition === null) return read;
  const parsed = RenditionSchema.safeParse(read.line.rendition);
  if (!parsed.success) return { problem: { ...invalid(parsed.error), kind: "invalid-import" } };
  const { slug, language } = parsed.data;
  if (slug === read.line.slug && language === read.target) return read;
  const detail = "The rendition is of another article, or of another edition.";
  return { problem: { kind: "invalid-import", detail, errors: [{ pointer: "/rendition", detail }] } };
}

function resultOf(slug: string | null, answer: RestoreResult | NewsroomResult | undefined): LineResult {
  switch (answer) {
    case undefined:
      return { slug, problem: BUSY };
    case "conflict": {
      const detail = "There is another one here already. An export is imported into an empty publication.";
      return { slug, problem: { kind: "import-conflict", detail } };
    }
    case "invalid": {
      const detail =
        "The revision that the article is at, or its last entry of the audit, is missing or another's. Import it first.";
      return { slug, problem: { kind: "invalid-import", detail } };
    }
    default:
      return { slug, result: answer };
  }
}

const BUSY: Problem = { kind: "newsroom-busy", detail: "The newsroom did not answer. Send the line again." };

function slugOf(line: ExportLine): string | null {
  return typeof line["slug"] === "string" ? line["slug"] : null;
}
