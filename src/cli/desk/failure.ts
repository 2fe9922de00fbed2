import * as z from "zod";
import { isLoopback } from "../loopback.ts";

/** A problem (RFC 9457) as the service sends it; an intermediary's answer has fewer members. */
export const ProblemSchema = z.object({
  type: z.string().default("about:blank"),
  title: z.string().default(""),
  status: z.number().optional(),
  detail: z.string().default(""),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional(),
        parameter: z.string().optional(),
        line: z.number().optional(),
        detail: z.string(),
      }),
    )
    .default([]),
});

export type Problem = z.output<typeof ProblemSchema>;

/** Why a command could not do its work. */
export type Failure =
  | { kind: "interrupted" }
  /** `code` as Node's network errors have it, such as ECONNREFUSED. */
  | { kind: "unreachable"; url: string; code: string }
  /** `tokenFrom` is where the token was found that the service does not know. */
  | { kind: "refused"; status: number; problem: Problem; tokenFrom?: string }
  /** `after` seconds is how long the service asks us to stay away. */
  | { kind: "busy"; status: number; problem: Problem; after: number | null }
  | { kind: "moved"; url: string; to: string }
  | { kind: "garbled"; url: string; what: string }
  /** Something on this machine: a file, a flag, the token. */
  | { kind: "local"; message: string };

/** A failure in words, and what to do about it. */
export function failureText(failure: Failure): string {
  switch (failure.kind) {
    case "interrupted":
      return "Interrupted.";
    case "unreachable":
      return `${failure.url} cannot be reached (${failure.code}).${hint(failure)}`;
    case "refused":
      return problemText(failure.problem, failure.status) + tokenHint(failure);
    case "busy":
      return problemText(failure.problem, failure.status);
    case "moved":
      return `${failure.url} redirects to ${failure.to}. Name the service itself: --url ORIGIN`;
    case "garbled":
      return `${failure.url} does not answer as Dragoman does: ${failure.what}. Is --url right?`;
    case "local":
      return failure.message;
  }
}

/** A problem on one line: what was wrong, with each field's fault. */
export function problemText({ title, detail, errors }: Problem, status: number | undefined): string {
  const fields = errors.filter((error) => error.detail !== detail).map((error) => `${placeOf(error)} ${error.detail}`);
  const said = fields.length > 0 ? detail.replace("; see errors", "") : detail; // Here they follow.
  const what = said || title || "no reason given";
  return [status === undefined ? what : `${what} (${status})`, ...fields].join("; ");
}

function placeOf({ pointer, parameter, line }: Problem["errors"][number]): string {
  if (line !== undefined) return `line ${line}`;
  return pointer || parameter || "/";
}

/** Whether the same request can be answered otherwise a little later. */
export function mayPass(failure: Failure): boolean {
  return failure.kind === "unreachable" || failure.kind === "busy";
}

function tokenHint({ tokenFrom }: { tokenFrom?: string }): string {
  return tokenFrom === undefined ? "" : ` The token was that of ${tokenFrom}.`;
}

function hint({ url, code }: { url: string; code: string }): string {
  const { hostname } = new URL(url);
  if (code === "ECONNREFUSED" && isLoopback(hostname)) {
    return " Start the service with npm start, or name another: --url ORIGIN";
  }
  if (code === "ENOTFOUND") return ` Is ${hostname} spelt right?`;
  return "";
}
