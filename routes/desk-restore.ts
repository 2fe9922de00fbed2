import type { Problem } from "../src/http/problem.ts";
import type { AppContext } from "./context.ts";

/** A line of an export: its `kind` says what the rest is. */
export interface ExportLine {
  kind: unknown;
  [member: string]: unknown;
}

/** What became of a line. */
export type LineResult =
  | { slug: string | null; result: "created" | "updated" | "unchanged" }
  | { slug: string | null; problem: Problem };

type RestoreLine = (c: AppContext, line: ExportLine) => Promise<LineResult>;

/** How the lines of an export are taken back, by kind. */
const RESTORERS: Record<string, RestoreLine> = {};

/** Takes a line of an export back. */
export async function restoreLine(c: AppContext, line: ExportLine): Promise<LineResult> {
  const kind = String(line.kind);
  if (Object.hasOwn(RESTORERS, kind)) return (RESTORERS[kind] as RestoreLine)(c, line);
  const slug = typeof line["slug"] === "string" ? line["slug"] : null;
  return { slug, problem: { kind: "invalid-import", detail: `Lines of the kind ${kind} cannot be imported.` } };
}
