import type { MiddlewareHandler } from "hono";
import type { ZodError } from "zod";
import { type ContentFault, type Draft, DraftSchema } from "../src/articles/draft.ts";
import { issueText } from "../src/articles/issue-text.ts";
import { jsonPointer } from "../src/articles/json-pointer.ts";
import { fail, ok, type Result } from "../src/articles/result.ts";
import { type Problem, type ProblemKind, problemResponse } from "../src/http/problem.ts";
import { type AppContext, type AppEnv, configOf } from "./context.ts";

/** The largest body taken: 1 MiB of article, and room for JSON's escapes around it. */
export const MOST_BODY_BYTES = 2 * 1024 * 1024;

/** Refuses a body that is compressed: nobody unpacks it here (RFC 9110 §15.5.16). */
export const unpacked: MiddlewareHandler<AppEnv> = async (c, next) => {
  const coding = c.req.header("content-encoding")?.trim().toLowerCase() || "identity";
  if (coding === "identity") return next();
  return problemResponse({
    kind: "unsupported-media-type",
    detail: "Send the body as it is, without Content-Encoding.",
    headers: { "accept-encoding": "identity" },
  });
};

/** JSON as it came. */
export interface Sent {
  json: unknown;
  bytes: Uint8Array;
}

/** The request's JSON, sent as one of `types`. */
export async function jsonOf(c: AppContext, types: string[]): Promise<Result<unknown, Problem>> {
  const sent = await sentOf(c, types);
  return sent.ok ? ok(sent.value.json) : sent;
}

/** The request's JSON and its bytes. */
export async function sentOf(c: AppContext, types: string[]): Promise<Result<Sent, Problem>> {
  if (!types.includes(mediaTypeOf(c))) return fail(otherType(types));
  const bytes = await bodyWithin(c.req.raw, MOST_BODY_BYTES);
  if (bytes === null) return fail(tooLarge());
  const json = parsedJson(bytes);
  return json.ok ? ok({ json: json.value, bytes }) : json;
}

/** The JSON of a request that need not have any: undefined where its body is empty, as a proxy may hand on none. */
export async function optionalJsonOf(c: AppContext, types: string[]): Promise<Result<unknown, Problem>> {
  const bytes = await bodyWithin(c.req.raw, MOST_BODY_BYTES);
  if (bytes === null) return fail(tooLarge());
  if (bytes.byteLength === 0) return ok(undefined);
  return types.includes(mediaTypeOf(c)) ? parsedJson(bytes) : fail(otherType(types));
}

function otherType(types: string[]): Problem {
  return { kind: "unsupported-media-type", detail: `Send the body as ${types.join(" or ")}.` };
}

/** The body's media type, without parameters. */
export function mediaTypeOf(c: AppContext): string {
  return (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

export function parsedJson(bytes: Uint8Array): Result<unknown, Problem> {
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes)));
  } catch (error) {
    return fail({ kind: "malformed-json", detail: `This is not JSON in UTF-8: ${(error as Error).message}` });
  }
}

/** A draft as the schema has it, in a language that has an edition. */
export function draftOf(c: AppContext, json: unknown): Result<Draft, Problem> {
  const parsed = DraftSchema.safeParse(json);
  if (!parsed.success) return fail(invalid(parsed.error));
  const { language } = parsed.data;
  const { editions } = configOf(c).publication;
  if (editions.includes(language)) return ok(parsed.data);
  const detail = `The publication has no ${language} edition; it has ${editions.join(", ")}.`;
  return fail({ kind: "invalid-article", detail, errors: [{ pointer: "/language", detail }] });
}

/** Every member that a schema refuses, pointed at. */
export function invalid(error: ZodError, kind: ProblemKind = "invalid-article"): Problem {
  const errors = error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ pointer: jsonPointer([...issue.path, key]), detail: "no such member" }))
      : [{ pointer: jsonPointer(issue.path), detail: issueText(issue) }],
  );
  return { kind, detail: "Some members are not valid; see errors.", errors };
}

export function contentProblem(fault: ContentFault): Problem {
  switch (fault) {
    case "content-too-large":
      return tooLarge();
    case "body-empty":
      return bodyProblem("The body has no text and no image once it is sanitized.");
    case "body-intricate":
      return bodyProblem(
        "The body has more than 3,000 quotations, lists and footnotes between its paragraphs. Split it.",
      );
    case "body-unsettled":
      return bodyProblem("The body's markup is broken in a way that cannot be mended safely.");
  }
}

function bodyProblem(detail: string): Problem {
  return { kind: "invalid-article", detail, errors: [{ pointer: "", detail }] };
}

export function tooLarge(): Problem {
  return {
    kind: "content-too-large",
    detail: "An article's body is at most 1 MiB, 1.25 MB once it is sanitized, and a request 2 MiB. Split it.",
  };
}

/** A body's bytes, or null as soon as there are more than `most`; what it claims to measure is not believed. */
export async function bodyWithin(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
