import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import { TMX_TYPES } from "../../../routes/desk-memory.ts";
import { headers } from "../headers.ts";
import { desk, document, json, notModified } from "../operations.ts";
import { ifMatch, ofPair } from "../parameters.ts";
import { AffectedQuerySchema, NewGlossarySchema } from "../requests.ts";
import { AffectedSchema, GlossarySchema, GlossaryWrittenSchema, TmxSummarySchema } from "../schemas/translations.ts";
import { TMX_EXAMPLE } from "../schemas/xml-examples.ts";

const tags = ["Desk: memory and terms"];
const TSV = "text/tab-separated-values";
const tmx = document("TMX 1.4b.", TMX_EXAMPLE);
const tsv = document(
  "A header that names the columns, one term a line, lists joined by `|`.",
  "source\ttarget\trule\ngarde à vue\tpolice custody\ttranslate\n",
);

/** A language pair's translation memory and glossary. */
export const termPaths: ZodOpenApiPathsObject = {
  "/api/memory/{source}-{target}.tmx": {
    get: desk("read", {
      operationId: "export-memory",
      summary: "The translation memory as TMX 1.4b",
      tags,
      requestParams: { path: ofPair },
      answers: { "200": { description: "The memory.", content: { "application/xml": tmx } } },
      problems: ["not-found", "recovering"],
    }),
    post: desk("translate", {
      operationId: "import-memory",
      summary: "Takes translations from a TMX file, at most 4 MiB and 2,000 units a request",
      description: "They never count as a person's: a person's and a machine's wording stand against them.",
      tags,
      requestParams: { path: ofPair },
      requestBody: {
        required: true,
        content: Object.fromEntries(TMX_TYPES.map((type) => [type, tmx])),
      },
      answers: { "200": json("What became of it.", TmxSummarySchema) },
      problems: ["not-found", "unsupported-media-type", "content-too-large", "invalid-tmx", "recovering"],
    }),
  },
  "/api/glossary/{source}-{target}": {
    get: desk("read", {
      operationId: "read-glossary",
      summary: "A pair's terms, JSON or TSV by Accept",
      tags,
      requestParams: { path: ofPair, header: z.object({ "If-None-Match": z.string().optional() }) },
      answers: {
        "200": {
          description: "The terms.",
          headers: headers("ETag", "Vary"),
          content: { "application/json": { schema: GlossarySchema }, [TSV]: tsv },
        },
        "304": notModified,
      },
      problems: ["not-found"],
    }),
    put: desk("translate", {
      operationId: "replace-glossary",
      summary: "Replaces a pair's terms, whole",
      description:
        "At most 10,000 terms and 1 MiB. Translations that the change affects become `stale`, and only their paragraphs are bought again.",
      tags,
      requestParams: { path: ofPair, header: z.object({ "If-Match": ifMatch }) },
      requestBody: {
        required: true,
        content: { "application/json": { schema: NewGlossarySchema }, [TSV]: tsv },
      },
      answers: { "200": json("What changed, and what that affects.", GlossaryWrittenSchema, undefined, "ETag") },
      problems: [
        "not-found",
        "malformed-json",
        "unsupported-media-type",
        "content-too-large",
        "invalid-glossary",
        "glossary-changed",
        "recovering",
      ],
    }),
  },
  "/api/glossary/{source}-{target}/affected": {
    get: desk("read", {
      operationId: "affected-by-terms",
      summary: "Translations that the last change of terms affects",
      tags,
      requestParams: { path: ofPair, query: AffectedQuerySchema },
      answers: { "200": json("Some of them, by slug.", AffectedSchema) },
      problems: ["not-found", "invalid-query"],
    }),
  },
};
