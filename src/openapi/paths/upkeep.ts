import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { answer, desk, document, json } from "../operations.ts";
import { inEdition } from "../parameters.ts";
import { AuditQuerySchema, BudgetsChangeSchema, SpendingSchema, TokenSchema, UsageQuerySchema } from "../requests.ts";
import { AuditSchema, CreatedTokenSchema, ImportedLineSchema, MeSchema, TokensSchema } from "../schemas/desk.ts";
import { BudgetsSchema, ConfirmedSchema, StatusSchema, UsageSchema } from "../schemas/operations.ts";

const NDJSON = "application/x-ndjson";

/** Money, transfer and people: what an operator sees to. */
export const upkeepPaths: ZodOpenApiPathsObject = {
  "/api/budget": {
    get: desk("read", {
      operationId: "read-budgets",
      summary: "What each edition may buy, in characters",
      tags: ["Desk: money"],
      answers: { "200": json("By edition.", BudgetsSchema) },
    }),
    put: desk("admin", {
      operationId: "set-budgets",
      summary: "Sets editions' ceilings",
      tags: ["Desk: money"],
      requestBody: { required: true, content: { "application/json": { schema: BudgetsChangeSchema } } },
      answers: { "200": json("The budgets as they are now.", BudgetsSchema) },
      problems: ["malformed-json", "unsupported-media-type", "content-too-large", "invalid-budget", "recovering"],
    }),
  },
  "/api/usage": {
    get: desk("read", {
      operationId: "read-usage",
      summary: "What translations cost, day by day, what the memory saved, and what is left",
      tags: ["Desk: money"],
      requestParams: { query: UsageQuerySchema },
      answers: { "200": json("The books.", UsageSchema) },
      problems: ["invalid-query"],
    }),
  },
  "/api/editions/{language}/confirm-spending": {
    post: desk("admin", {
      operationId: "confirm-spending",
      summary: "After a loss of storage: what the engine was paid for today",
      tags: ["Desk: money"],
      requestParams: { path: inEdition },
      requestBody: { required: true, content: { "application/json": { schema: SpendingSchema } } },
      answers: { "200": json("It is noted, and the edition buys again.", ConfirmedSchema) },
      problems: [
        "not-found",
        "malformed-json",
        "unsupported-media-type",
        "content-too-large",
        "invalid-spending",
        "nothing-to-confirm",
        "recovering",
      ],
    }),
  },
  "/api/me": {
    get: desk(null, {
      operationId: "read-me",
      summary: "Whose token it is, and what it is for",
      tags: ["Desk: operation"],
      answers: { "200": json("The token's name and scopes.", MeSchema) },
    }),
  },
  "/api/import": {
    post: desk("write", {
      operationId: "import",
      summary: "Takes articles as NDJSON; lines of an export need `admin`",
      description:
        "One draft a line with its `slug`, at most 2 MiB a line. The answer streams back one line for each; a line that fails (`import-conflict`, `invalid-import`, `invalid-article`…) stops nothing else.",
      tags: ["Desk: transfer"],
      requestBody: {
        required: true,
        content: {
          [NDJSON]: document(
            "Lines of JSON.",
            '{"slug":"mer","language":"fr","title":"La mer","body_text":"La mer monte."}\n',
          ),
        },
      },
      answers: {
        "200": answer("One line for each line.", {
          [NDJSON]: { schema: ImportedLineSchema, example: { line: 1, slug: "mer", result: "created" } },
        }),
      },
      problems: ["unsupported-media-type", "import-conflict", "invalid-import", "newsroom-busy"],
    }),
  },
  "/api/export": {
    get: desk("admin", {
      operationId: "export",
      summary: "The whole publication as NDJSON, a chunk at a time",
      tags: ["Desk: transfer"],
      requestParams: {
        query: z.object({ cursor: z.string().optional().meta({ description: "As `Link: rel=next` has it." }) }),
      },
      answers: { "200": answer("A chunk. `Link` leads on.", { [NDJSON]: document("Lines of JSON.") }, "Link") },
      problems: ["invalid-query", "recovering"],
    }),
  },
  "/api/status": {
    get: desk("read", {
      operationId: "status",
      summary: "How every object is, what it owes KV, what was found to differ and mended",
      tags: ["Desk: operation"],
      answers: { "200": json("Their state.", StatusSchema) },
    }),
  },
  "/api/audit": {
    get: desk("admin", {
      operationId: "audit",
      summary: "Who wrote what, newest first",
      tags: ["Desk: operation"],
      requestParams: { query: AuditQuerySchema },
      answers: { "200": json("A page of it.", AuditSchema) },
      problems: ["invalid-query"],
    }),
  },
  "/api/tokens": {
    get: desk("admin", {
      operationId: "list-tokens",
      summary: "Who may use the desk, and for what",
      tags: ["Desk: operation"],
      answers: { "200": json("The tokens, without their secrets.", TokensSchema) },
    }),
    post: desk("admin", {
      operationId: "create-token",
      summary: "Makes a token",
      tags: ["Desk: operation"],
      requestBody: { required: true, content: { "application/json": { schema: TokenSchema } } },
      answers: { "201": json("The only answer that ever holds it.", CreatedTokenSchema, undefined, "Location") },
      problems: [
        "malformed-json",
        "unsupported-media-type",
        "content-too-large",
        "invalid-token-request",
        "token-name-taken",
        "too-many-tokens",
        "recovering",
      ],
    }),
  },
  "/api/tokens/{id}": {
    delete: desk("admin", {
      operationId: "delete-token",
      summary: "Ends a token at once",
      tags: ["Desk: operation"],
      requestParams: {
        path: z.object({ id: z.string().meta({ description: "The token's id, no secret.", example: "Ab3dE6gH" }) }),
      },
      answers: { "204": { description: "It is no token any more." } },
      problems: ["not-found", "recovering"],
    }),
  },
};
