import type { ZodOpenApiPathItemObject, ZodOpenApiPathsObject } from "zod-openapi";
import type { ProblemKind } from "../../http/problem.ts";
import { asks, type Content, document, open, redirect, represented } from "../operations.ts";
import { acceptLanguage, ofArticle, ofRendition } from "../parameters.ts";
import { ArticleSchema } from "../schemas/article.ts";
import { NinjsSchema } from "../schemas/ninjs.ts";

/** Why an edition may have no version of an article to give. */
const MISSING: ProblemKind[] = [
  "not-found",
  "withdrawn",
  "rate-limited",
  "being-translated",
  "translation-unavailable",
  "translation-budget-spent",
  "translation-over-budget",
  "translation-held",
  "translation-awaits-review",
  "engine-overloaded",
  "engine-quota-spent",
  "engine-refused",
  "engine-failed",
  "engine-unreachable",
  "engine-garbled",
  "engine-silent",
  "engine-awaits-confirmation",
  "recovering",
];

const moved = { "301": redirect("The slug is an alias; this is the article.", "Cache-Control") };

/** An article's formats, and the doors. */
export const articlePaths: ZodOpenApiPathsObject = {
  "/": door("front-door", "Leads to the edition and the format that fit", "a front page or feed"),
  "/articles/{slug}": {
    get: {
      ...door("article-door", "Leads to the edition and the format of an article that fit", "an article").get,
      requestParams: { path: ofArticle, header: acceptLanguage },
    },
  },
  "/{language}/articles/{slug}.json": format("json", "An article as JSON", {
    "application/json": { schema: ArticleSchema },
  }),
  "/{language}/articles/{slug}.txt": format("text", "An article as plain text", {
    "text/plain": document("Title, summary, byline, text, and where it comes from."),
  }),
  "/{language}/articles/{slug}.md": format("markdown", "An article as Markdown", {
    "text/markdown": document("CommonMark with tables and footnotes; particulars as YAML front matter."),
  }),
  "/{language}/articles/{slug}.ninjs.json": format("ninjs", "An article as IPTC ninjs 3.1", {
    "application/json": { schema: NinjsSchema },
  }),
  "/{language}/articles/{slug}": format("page", "An article's page", { "text/html": document("A page for readers.") }),
  "/{language}/articles/{slug}/compare": {
    get: open({
      operationId: "article-comparison",
      summary: "A translation beside its original, paragraph by paragraph",
      tags: ["Pages"],
      requestParams: { path: ofRendition, ...asks },
      answers: {
        ...represented("The page.", { "text/html": document("A page for readers.") }),
        ...moved,
        "302": redirect("An original has nothing beside it: this is its page."),
      },
      problems: MISSING,
    }),
  },
};

function door(operationId: string, summary: string, what: string): ZodOpenApiPathItemObject & { get: object } {
  return {
    get: open({
      operationId,
      summary,
      description: `By Accept-Language (RFC 4647 lookup) and Accept to ${what}. Programs ask the URL that they want, and do without.`,
      tags: ["Pages"],
      requestParams: { header: acceptLanguage },
      answers: { "302": redirect("Where it is. Not to be kept.", "Vary") },
      problems: ["not-found"],
    }),
  };
}

function format(name: string, summary: string, content: Content): ZodOpenApiPathItemObject {
  return {
    get: open({
      operationId: `article-${name}`,
      summary,
      description:
        "Where the edition has no translation yet, one is made: a page says so after 3 seconds, a program is kept waiting up to 20.",
      tags: [name === "page" ? "Pages" : "Articles"],
      requestParams: { path: ofRendition, ...asks },
      answers: { ...represented("The article.", content, "Dragoman-Translation", "X-Robots-Tag"), ...moved },
      problems: MISSING,
    }),
  };
}
