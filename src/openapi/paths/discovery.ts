import * as z from "zod";
import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from "zod-openapi";
import { answer, asks, type Content, document, json, open, redirect, represented } from "../operations.ts";
import { acceptLanguage, inEdition } from "../parameters.ts";
import { HealthSchema } from "../schemas/feeds.ts";
import { NEWS_SITEMAP_EXAMPLE, SITEMAP_EXAMPLE } from "../schemas/xml-examples.ts";

const sitemap: Content = { "application/xml": document("Sitemap (sitemaps.org).", SITEMAP_EXAMPLE) };

/** What leads to everything else. */
export const discoveryPaths: ZodOpenApiPathsObject = {
  "/feeds.opml": fixed("feeds", "Every edition's feeds as a subscription list", {
    "text/x-opml": document("OPML 2.0."),
  }),
  "/sitemap.xml": fixed("sitemap", "What is ready to be read; an index beyond 50,000 URLs", sitemap),
  "/sitemap/{language}/{file}.xml": {
    get: open({
      operationId: "sitemap-file",
      summary: "A file of an edition's sitemap, where one cannot hold it all",
      tags: ["Discovery"],
      requestParams: {
        path: inEdition.extend({ file: z.int().positive().max(99_999).meta({ description: "From 1.", example: 1 }) }),
        ...asks,
      },
      answers: represented("The sitemap.", sitemap),
      problems: ["not-found"],
    }),
  },
  "/news-sitemap.xml": fixed("news-sitemap", "What appeared in the last two days", {
    "application/xml": document("News sitemap (Google News).", NEWS_SITEMAP_EXAMPLE),
  }),
  "/robots.txt": fixed("robots", "What robots may read", { "text/plain": document("RFC 9309.") }),
  "/health": {
    get: open({
      operationId: "health",
      summary: "Is it up, and what of it is configured",
      tags: ["Discovery"],
      answers: {
        "200": json("It is up.", HealthSchema, {
          status: "ok",
          origin: "https://news.example",
          editions: ["fr", "en"],
          source_language: "fr",
          engines: { fr: [], en: [{ name: "deepl", configured: true }] },
          desk: "open",
          translate_on_publish: false,
        }),
      },
    }),
  },
  "/openapi.json": fixed("openapi", "This document", { "application/json": document("OpenAPI 3.1.") }),
  "/docs": {
    get: open({
      operationId: "docs-door",
      summary: "Leads to the guide for partners in the language that fits",
      tags: ["Discovery"],
      requestParams: { header: acceptLanguage },
      answers: { "302": redirect("Where it is. Not to be kept.", "Vary") },
    }),
  },
  "/docs/api": fixed("api-reference", "This document as a page", { "text/html": document("The reference.") }),
  "/docs/api/{file}": fileOf("api-reference-file", "Discovery", "reference.css"),
  "/desk": {
    get: open({
      operationId: "editors-page-without-slash",
      summary: "Leads to the editors' page",
      tags: ["Pages"],
      answers: { "308": redirect("The same with its slash.") },
    }),
  },
  "/desk/": fixed("editors-page", "The editors' page: the desk in a browser", { "text/html": document("The page.") }),
  "/desk/{file}": fileOf("editors-page-file", "Pages", "main.js"),
  "/{language}/docs": {
    get: open({
      operationId: "docs",
      summary: "The guide for partners: feeds, polling, corrections, samples",
      tags: ["Discovery"],
      requestParams: { path: inEdition, ...asks },
      answers: represented("The guide.", { "text/html": document("A page.") }),
      problems: ["not-found"],
    }),
  },
};

/** A file that a page asks for by itself. */
function fileOf(operationId: string, tag: string, example: string): ZodOpenApiPathItemObject {
  const content: Content = { "text/css": document("A style sheet."), "text/javascript": document("A script.") };
  return {
    get: open({
      operationId,
      summary: "A file of that page",
      tags: [tag],
      requestParams: { path: z.object({ file: z.string().meta({ example }) }) },
      answers: { "200": answer("The file.", content, "ETag", "Cache-Control") },
      problems: ["not-found"],
    }),
  };
}

function fixed(operationId: string, summary: string, content: Content): ZodOpenApiPathItemObject {
  return {
    get: open({
      operationId,
      summary,
      tags: ["Discovery"],
      requestParams: asks,
      answers: represented("The document.", content),
    }),
  };
}
