import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { ProblemKind } from "../http/problem.ts";
import type { Scope } from "../newsroom/author.ts";
import { type HeaderName, headers } from "./headers.ts";
import { conditional } from "./parameters.ts";
import { anyProblem, problems } from "./problems.ts";

export type Content = NonNullable<ZodOpenApiResponseObject["content"]>;
type Media = NonNullable<Content[string]>;
type Schema = NonNullable<Media["schema"]>;

export interface Operation extends Omit<ZodOpenApiOperationObject, "responses" | "security"> {
  operationId: string;
  summary: string;
  tags: string[];
  answers: ZodOpenApiResponsesObject;
  problems?: ProblemKind[];
}

/** An operation that anybody may ask for. */
export function open({ answers, problems: kinds = [], ...operation }: Operation): ZodOpenApiOperationObject {
  return { ...operation, security: [], responses: { ...answers, ...problems(...kinds), default: anyProblem } };
}

/** What the desk may refuse whatever is asked. */
const REFUSALS: ProblemKind[] = ["unauthorized", "insufficient-scope", "rate-limited"];

/** An operation of the desk, for tokens with a scope; null where any will do. */
export function desk(
  scope: Scope | null,
  { answers, problems: kinds = [], ...operation }: Operation,
): ZodOpenApiOperationObject {
  const refused = problems(...REFUSALS, ...kinds, "desk-closed");
  // Few tools show the scopes of a bearer token where they belong.
  const description = [scope === null ? "Any token." : `Scope: \`${scope}\`.`, operation.description]
    .filter((part) => part)
    .join("\n\n");
  return {
    ...operation,
    description,
    security: [{ token: scope === null ? [] : [scope] }],
    responses: { ...answers, ...refused, default: anyProblem },
  };
}

/** An answer with a body. */
export function answer(description: string, content: Content, ...names: HeaderName[]): ZodOpenApiResponseObject {
  return { description, content, ...(names.length > 0 && { headers: headers(...names) }) };
}

/** An answer in JSON. */
export function json(
  description: string,
  schema: Schema,
  example?: unknown,
  ...names: HeaderName[]
): ZodOpenApiResponseObject {
  return answer(description, { "application/json": { schema, ...(example !== undefined && { example }) } }, ...names);
}

/** What has no schema but its media type: a document of another standard. */
export function document(description: string, example?: string): Media {
  return { schema: { type: "string", description }, ...(example !== undefined && { example }) };
}

export const notModified: ZodOpenApiResponseObject = {
  id: "NotModified",
  description: "Nothing has changed: what you have is current. No body.",
  headers: headers("ETag", "Last-Modified", "Cache-Control", "Link", "Content-Language", "Dragoman-Translation"),
};

export function redirect(description: string, ...names: HeaderName[]): ZodOpenApiResponseObject {
  return { description, headers: headers("Location", ...names) };
}

const REPRESENTED: HeaderName[] = ["ETag", "Last-Modified", "Cache-Control", "Link", "Content-Language"];

/** A public URL's one representation, and the 304 in its place. */
export function represented(description: string, content: Content, ...more: HeaderName[]): ZodOpenApiResponsesObject {
  return { "200": answer(description, content, ...REPRESENTED, ...more), "304": notModified };
}

/** What a client may send to be told 304. */
export const asks = { header: conditional };
