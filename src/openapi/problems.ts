import * as z from "zod";
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { PROBLEMS, type ProblemKind, problemStatus, problemType } from "../http/problem.ts";

const detail = z.string().meta({ description: "What is wrong with it, and what to do." });

/** Problem details (RFC 9457) as every error has them. */
export const ProblemSchema = z
  .looseObject({
    type: z.string().meta({ description: "Stable; branch on this.", example: problemType("invalid-article") }),
    title: z.string().meta({ description: "The same for every problem of this type." }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: "What was wrong, and what to do. For people: the wording may change." }),
    errors: z
      .array(
        z.union([
          z.object({
            pointer: z.string().meta({ description: "A JSON pointer into the request (RFC 6901)." }),
            detail,
          }),
          z.object({ parameter: z.string().meta({ description: "A parameter of the query." }), detail }),
          z.object({ line: z.int().meta({ description: "A line of the file." }), detail }),
        ]),
      )
      .optional()
      .meta({ description: "Every fault, by its place." }),
    original: z
      .object({ language: z.string(), url: z.url() })
      .optional()
      .meta({ description: "Where a translation cannot be had: the original." }),
  })
  .meta({
    id: "Problem",
    description: "Problem details (RFC 9457).",
    example: {
      type: problemType("invalid-article"),
      title: PROBLEMS["invalid-article"][1],
      status: 422,
      detail: "Some members are not valid; see errors.",
      errors: [{ pointer: "/title", detail: "must not be empty" }],
    },
  });

/** Responses for what can go wrong, one for each status, with the types that it may have. */
export function problems(...kinds: ProblemKind[]): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(kinds, problemStatus);
  return Object.fromEntries([...byStatus].map(([status, some]) => [String(status), responseOf(status, some)]));
}

const known = new Map<string, ZodOpenApiResponseObject>();

/** The same kinds are the same component. */
function responseOf(status: number, kinds: ProblemKind[]): ZodOpenApiResponseObject {
  const key = kinds.toSorted().join(" ");
  let response = known.get(key);
  if (response === undefined) {
    response = {
      id: nameOf(kinds),
      description: kinds.map((kind) => `\`${kind}\`: ${PROBLEMS[kind][1]}.`).join("\n\n"),
      headers: headersOf(status),
      content: {
        "application/problem+json": {
          schema: {
            allOf: [{ $ref: "#/components/schemas/Problem" }],
            properties: { type: { enum: kinds.map(problemType) }, status: { const: status } },
          },
        },
      },
    };
    known.set(key, response);
  }
  return response;
}

function headersOf(status: number): NonNullable<ZodOpenApiResponseObject["headers"]> {
  switch (status) {
    case 401:
    case 403:
      return { "WWW-Authenticate": { $ref: "#/components/headers/WWW-Authenticate" } };
    case 429:
    case 503:
      return { "Retry-After": { $ref: "#/components/headers/Retry-After" } };
    default:
      return {};
  }
}

/** A component's name: of the kinds, or of what many have in common. */
function nameOf(kinds: ProblemKind[]): string {
  return kinds.includes("being-translated") ? "NoTranslation" : kinds.toSorted().map(pascal).join("Or");
}

function pascal(kind: string): string {
  return kind.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What any URL may answer. */
export const anyProblem: ZodOpenApiResponseObject = {
  id: "AnyProblem",
  description:
    "Any URL may answer these: `method-not-allowed` (405, with `Allow`), `internal-error` and `misconfigured` (500). Other statuses may be added: treat one that is not listed by its class.",
  headers: { Allow: { $ref: "#/components/headers/Allow" } },
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
