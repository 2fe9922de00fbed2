import * as z from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import type { ProblemKind } from "../../http/problem.ts";
import { desk, json } from "../operations.ts";
import { ifMatch, ofParagraph, ofRendition } from "../parameters.ts";
import { AnewSchema, WordingSchema, WordingsSchema } from "../requests.ts";
import { AskedAgainSchema, TranslationSchema } from "../schemas/translations.ts";

const tags = ["Desk: translations"];
const header = z.object({ "If-Match": ifMatch });
const shown = json("The translation as it is now.", TranslationSchema, undefined, "ETag");

const COMMON: ProblemKind[] = ["not-found", "withdrawn", "recovering", "precondition-failed", "invalid-article"];
const BODY: ProblemKind[] = [
  "malformed-json",
  "unsupported-media-type",
  "content-too-large",
  "invalid-translation",
  "translation-refused",
];
const BASE = "/api/articles/{slug}/translations/{language}";

/** What persons do with a translation. Every write takes the entity tag that reading it gave. */
export const translationPaths: ZodOpenApiPathsObject = {
  [BASE]: {
    get: desk("read", {
      operationId: "read-translation",
      summary: "Each paragraph beside its source: who made it, and what the checks say",
      tags,
      requestParams: { path: ofRendition, header },
      answers: { "200": shown },
      problems: COMMON,
    }),
    put: desk("translate", {
      operationId: "word-paragraphs",
      summary: "A person's wording of some paragraphs",
      description:
        "It goes before a machine's, in every article that has the paragraph, and survives corrections of others.",
      tags,
      requestParams: { path: ofRendition, header },
      requestBody: { required: true, content: { "application/json": { schema: WordingsSchema } } },
      answers: { "200": shown },
      problems: [...COMMON, ...BODY],
    }),
    delete: desk("translate", {
      operationId: "reset-translation",
      summary: "Back to the machine's, all of it",
      tags,
      requestParams: { path: ofRendition, header },
      answers: { "200": shown },
      problems: COMMON,
    }),
  },
  [`${BASE}/paragraphs/{id}`]: {
    put: desk("translate", {
      operationId: "word-paragraph",
      summary: "A person's wording of one paragraph",
      tags,
      requestParams: { path: ofParagraph, header },
      requestBody: { required: true, content: { "application/json": { schema: WordingSchema } } },
      answers: { "200": shown },
      problems: [...COMMON, ...BODY],
    }),
    delete: desk("translate", {
      operationId: "reset-paragraph",
      summary: "Back to the machine's, one paragraph",
      tags,
      requestParams: { path: ofParagraph, header },
      answers: { "200": shown },
      problems: COMMON,
    }),
  },
  [`${BASE}/approve`]: {
    post: desk("translate", {
      operationId: "approve-translation",
      summary: "Marks the translation as reviewed",
      tags,
      requestParams: { path: ofRendition, header },
      answers: { "200": shown },
      problems: [...COMMON, "translation-incomplete", "translation-refused"],
    }),
  },
  [`${BASE}/retranslate`]: {
    post: desk("translate", {
      operationId: "retranslate",
      summary: "Another chance for a translation that is held; named paragraphs are bought anew",
      tags,
      requestParams: { path: ofRendition, header },
      requestBody: { content: { "application/json": { schema: AnewSchema } } },
      answers: { "202": json("It is asked for.", AskedAgainSchema, undefined, "ETag") },
      problems: [...COMMON, ...BODY.filter((kind) => kind !== "translation-refused")],
    }),
  },
};
