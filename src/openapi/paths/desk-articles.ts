import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { ProblemKind } from "../../http/problem.ts";
import { desk, json } from "../operations.ts";
import { idempotencyKey, ifMatch, ifNoneMatch, ofArticle, ofRevision } from "../parameters.ts";
import {
  DRAFT_EXAMPLE,
  DraftSchema,
  ListQuerySchema,
  NewDraftSchema,
  PatchSchema,
  WithdrawalSchema,
} from "../requests.ts";
import { ListingSchema, RevisionSchema, RevisionsSchema, ShownSchema, WrittenSchema } from "../schemas/desk.ts";

const tags = ["Desk: articles"];
const BODY: ProblemKind[] = ["malformed-json", "unsupported-media-type", "content-too-large", "invalid-article"];
const KEY: ProblemKind[] = ["invalid-idempotency-key", "idempotency-key-reused"];

const WRITTEN = {
  ...DRAFT_EXAMPLE,
  aliases: [],
  slug: "la-mer-monte",
  state: "published",
  revision: 1,
  published_at: "2025-11-24T10:00:00.000Z",
  updated_at: "2025-11-24T10:00:00.000Z",
  urls: { fr: "https://news.example/fr/articles/la-mer-monte", en: "https://news.example/en/articles/la-mer-monte" },
};

const created = json(
  "It is published. What was written is shown at once; public URLs follow when KV has it, usually within two seconds.",
  WrittenSchema,
  WRITTEN,
  "ETag",
  "Location",
  "Idempotency-Replayed",
);
const updated = json(
  "It is corrected, or was the same already.",
  WrittenSchema,
  { ...WRITTEN, revision: 2 },
  "ETag",
  "Location",
  "Idempotency-Replayed",
);

const draft = (schema: z.ZodType, ...types: string[]) => ({
  required: true,
  content: Object.fromEntries(["application/json", ...types].map((type) => [type, { schema }])),
});

/** Articles, as their editors write them. */
export const deskArticlePaths: ZodOpenApiPathsObject = {
  "/api/articles": {
    get: desk("read", {
      operationId: "list-articles",
      summary: "Lists and searches articles, newest first",
      tags,
      requestParams: { query: ListQuerySchema },
      answers: { "200": json("A page of them.", ListingSchema) },
      problems: ["invalid-query"],
    }),
    post: desk("write", {
      operationId: "create-article",
      summary: "Publishes a new article under a slug made from its title",
      tags,
      requestParams: { header: z.object({ "Idempotency-Key": idempotencyKey }) },
      requestBody: draft(NewDraftSchema),
      answers: { "201": created, "200": updated },
      problems: [...BODY, ...KEY, "slug-taken", "recovering"],
    }),
  },
  "/api/articles/{slug}": {
    get: desk("read", {
      operationId: "read-article",
      summary: "An article as it was sent, with its state in every edition",
      tags,
      requestParams: { path: ofArticle },
      answers: { "200": json("The article.", ShownSchema, undefined, "ETag") },
      problems: ["not-found", "invalid-article"],
    }),
    put: desk("write", {
      operationId: "put-article",
      summary: "Publishes an article, or replaces it",
      description:
        "On a withdrawn article it brings it back under the same id. An identical body makes no new revision. Without a precondition the last write wins, and both revisions are kept.",
      tags,
      requestParams: {
        path: ofArticle,
        header: z.object({
          "If-Match": ifMatch,
          "If-None-Match": ifNoneMatch,
          "Idempotency-Key": idempotencyKey,
        }),
      },
      requestBody: draft(DraftSchema),
      answers: { "201": created, "200": updated },
      problems: [...BODY, ...KEY, "precondition-failed", "recovering"],
    }),
    patch: desk("write", {
      operationId: "patch-article",
      summary: "Corrects members of an article (JSON Merge Patch, RFC 7396)",
      tags,
      requestParams: {
        path: ofArticle,
        header: z.object({ "If-Match": ifMatch, "Idempotency-Key": idempotencyKey }),
      },
      requestBody: draft(PatchSchema, "application/merge-patch+json"),
      answers: { "200": updated },
      problems: [...BODY, ...KEY, "not-found", "withdrawn", "precondition-failed", "recovering"],
    }),
    delete: desk("write", {
      operationId: "withdraw-article",
      summary: "Withdraws an article",
      description: "Its pages answer 410, feeds leave it out, and partners are told for 30 days.",
      tags,
      requestParams: {
        path: ofArticle,
        header: z.object({ "If-Match": ifMatch, "If-None-Match": ifNoneMatch }),
      },
      requestBody: { content: { "application/json": { schema: WithdrawalSchema } } },
      answers: { "200": json("It is withdrawn.", WrittenSchema, undefined, "ETag", "Location") },
      problems: [...BODY, "not-found", "precondition-failed", "recovering"],
    }),
  },
  "/api/articles/{slug}/revisions": {
    get: desk("read", {
      operationId: "list-revisions",
      summary: "An article's history, newest first",
      tags,
      requestParams: { path: ofArticle },
      answers: { "200": json("Its revisions.", RevisionsSchema) },
      problems: ["not-found", "invalid-article"],
    }),
  },
  "/api/articles/{slug}/revisions/{revision}": {
    get: desk("read", {
      operationId: "read-revision",
      summary: "A revision whole, as it was sent",
      tags,
      requestParams: { path: ofRevision },
      answers: { "200": json("The revision.", RevisionSchema) },
      problems: ["not-found", "invalid-article"],
    }),
  },
};
