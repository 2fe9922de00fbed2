import { createDocument, type ZodOpenApiObject } from "zod-openapi";
import { HEADERS } from "./headers.ts";
import { articlePaths } from "./paths/articles.ts";
import { deskArticlePaths } from "./paths/desk-articles.ts";
import { discoveryPaths } from "./paths/discovery.ts";
import { editionPaths } from "./paths/editions.ts";
import { termPaths } from "./paths/terms.ts";
import { translationPaths } from "./paths/translations.ts";
import { upkeepPaths } from "./paths/upkeep.ts";
import { ProblemSchema } from "./problems.ts";

const DESCRIPTION =
  `Public URLs are read without a token, from any origin, with any client. Each has one representation:
the URL names language and format, so every cache may keep it. GET works everywhere, HEAD wherever GET does. A query on a
public URL is answered 308 to the URL without it.

The desk, below \`/api\`, takes JSON and gives JSON, with \`Authorization: Bearer TOKEN\`. Each operation says which scope
its token needs; \`admin\` includes the others.

Errors are problem details (RFC 9457): branch on \`type\`, show \`detail\`. Members may be added to any answer; ignore those
that you do not know.`.replaceAll(/(?<!\n)\n(?!\n)/g, " ");

/**
 * The description of every URL, from the schemas that the routes validate with: so, like `app.ts`, this folder knows the
 * routes. The Worker has no part of it; it is built beforehand. Answers have schemas of their own, held to the types that
 * the code answers with where there are such types, and compared with real answers by tests/e2e/docs.test.ts.
 */
export function openapiDocument() {
  return createDocument(description(), {
    // Members may be added to answers, so nobody is told that there are no others.
    override: ({ jsonSchema, io }) => {
      // Every integer of JSON is between these.
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (io === "output" && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
}

function description(): ZodOpenApiObject {
  return {
    openapi: "3.1.0",
    info: {
      title: "Dragoman",
      version: "1",
      description: `A multilingual newsroom: articles and feeds in every edition's language.\n\n${DESCRIPTION}`,
      license: { name: "MIT", identifier: "MIT" },
    },
    // Relative to where the document is served from (OpenAPI 3.1 §4.8.5): it knows no deployment.
    servers: [{ url: "/", description: "This publication" }],
    tags: [
      { name: "Feeds", description: "RSS, Atom and JSON Feed, full text, one language a URL." },
      { name: "Archives", description: "What feeds had before (RFC 5005)." },
      { name: "Articles", description: "An article for programs: JSON, plain text, Markdown." },
      { name: "Pages", description: "For readers." },
      { name: "Discovery", description: "What leads to everything else." },
      { name: "Desk: articles", description: "Publish, correct, withdraw." },
      { name: "Desk: translations", description: "Word, approve, ask again." },
      { name: "Desk: memory and terms", description: "TMX and glossaries, one a language pair." },
      { name: "Desk: money", description: "Budgets and usage, in characters." },
      { name: "Desk: transfer", description: "Everything out, everything in." },
      { name: "Desk: operation", description: "State, audit, tokens." },
    ],
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of the desk, with scopes: read, write, translate, admin." },
      },
      headers: HEADERS,
      schemas: { Problem: ProblemSchema },
    },
    paths: {
      ...editionPaths(),
      ...articlePaths,
      ...discoveryPaths,
      ...deskArticlePaths,
      ...translationPaths,
      ...termPaths,
      ...upkeepPaths,
    },
  }; // biome-ignore format: a table
}
