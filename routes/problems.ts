import { lookupLanguage, preferredFormat } from "../src/http/accept.ts";
import { type Problem, type ProblemKind, problemResponse, problemStatus } from "../src/http/problem.ts";
import type { ProblemKind as PageKind } from "../src/pages/messages.ts";
import { PROBLEM_KINDS } from "../src/pages/messages.ts";
import { problemPage } from "../src/pages/problem-page.ts";
import { contentSecurityPolicy, waitingPolicy } from "../src/pages/style.ts";
import { type AppContext, configOf } from "./context.ts";

/** A problem as JSON; as a page for who asks for HTML outside the desk. */
export function problem(c: AppContext, what: Problem): Response {
  const wantsPage = !c.req.path.startsWith("/api/") && (c.req.header("accept") ?? "").includes("text/html");
  return wantsPage ? pageProblem(c, readersLanguage(c), what) : problemResponse(what);
}

const PROBLEM_TYPES: [mediaType: string, format: "html" | "json"][] = [
  ["text/html", "html"],
  ["application/problem+json", "json"],
  ["application/json", "json"],
];

export interface About {
  slug?: string | undefined;
  originalLanguage?: string | undefined;
}

/** The problem of a URL that is a page: one in the reader's language, with the way to the original, unless JSON is what is wanted. */
export function pageProblem(c: AppContext, language: string, what: Problem, about: About = {}): Response {
  if (preferredFormat(c.req.header("accept") ?? null, PROBLEM_TYPES) === "json") return problemResponse(what);
  const { publication } = configOf(c);
  const status = problemStatus(what.kind);
  const page = problemPage({
    language,
    status,
    kind: pageKind(what.kind),
    publication,
    retryAfter: what.retryAfter && Math.ceil(what.retryAfter),
    ...about,
  });
  return new Response(page, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": what.kind === "being-translated" ? waitingPolicy : contentSecurityPolicy,
      "content-language": language,
      ...(what.retryAfter !== undefined && { "retry-after": String(Math.max(1, Math.ceil(what.retryAfter))) }),
      ...what.headers,
    },
  });
}

/** 405 with what the URL does take (RFC 9110 §15.5.6). */
export function methodNotAllowed(c: AppContext, allow: string): Response {
  const detail = `${c.req.method} is not taken here. Use ${allow}.`;
  return problem(c, { kind: "method-not-allowed", detail, headers: { allow } });
}

/** 308 to the same URL without its query, so that none can split a cache; built from matched parameters only. */
export function withoutQuery(c: AppContext, path: string): Response | null {
  if (!c.req.url.includes("?")) return null;
  if (new URL(c.req.url).search === "") return null;
  return c.redirect(configOf(c).publication.origin + path, 308);
}

/** Pages know a few kinds; to a reader every fault of an engine is the same, and a paragraph that no budget pays. */
function pageKind(kind: ProblemKind): PageKind {
  if ((PROBLEM_KINDS as readonly string[]).includes(kind)) return kind as PageKind;
  return /^(?:engine|translation)-/.test(kind) ? "translation-unavailable" : "server-error";
}

function readersLanguage(c: AppContext): string {
  const { publication } = configOf(c);
  const fromPath = c.req.path.split("/")[1] ?? "";
  if (publication.editions.includes(fromPath)) return fromPath;
  return lookupLanguage(c.req.header("accept-language") ?? null, publication.editions, publication.sourceLanguage);
}
