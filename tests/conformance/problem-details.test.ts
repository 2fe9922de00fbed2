import { describe, expect, it } from "vitest";
import { PROBLEMS, type ProblemKind, problemResponse, problemStatus, problemType } from "../../src/http/problem.ts";

const KINDS = Object.keys(PROBLEMS) as ProblemKind[];

describe.each(KINDS)("RFC 9457: %s", (kind) => {
  const response = problemResponse({ kind, detail: "What to do." });

  it("§3.1 has type, title, status and detail, and the status of the answer", async () => {
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.clone().json()).toEqual({
      type: `urn:dragoman:problem:${kind}`,
      title: PROBLEMS[kind][1],
      status: response.status,
      detail: "What to do.",
    });
    expect([response.status, problemType(kind)]).toEqual([problemStatus(kind), `urn:dragoman:problem:${kind}`]);
    expect(response.status).toBeGreaterThanOrEqual(400);
  });

  it("§3.1.1 its type is a URI", () => {
    expect(URL.canParse(problemType(kind))).toBe(true);
  });
});

it("§3.1 no two kinds share a title", () => {
  expect(new Set(KINDS.map((kind) => PROBLEMS[kind][1])).size).toBe(KINDS.length);
});

describe("RFC 9110 §10.2.3 Retry-After", () => {
  it.each([
    [undefined, null],
    [60, "60"],
    [0, "1"],
    [-5, "1"],
    [0.2, "1"],
    [1.2, "2"],
    [86_399.999, "86400"],
  ])("%s s is said as %s: whole seconds, at least one", (retryAfter, expected) => {
    const problem = { kind: "rate-limited", detail: "Wait.", ...(retryAfter !== undefined && { retryAfter }) } as const;
    expect(problemResponse(problem).headers.get("retry-after")).toBe(expected);
  });
});

it("§3.2 extension members stand beside the others, and headers on the answer", async () => {
  const response = problemResponse({
    kind: "invalid-article",
    detail: "See errors.",
    errors: [{ pointer: "/title", detail: "must not be empty" }],
    extensions: { original: "https://news.example/fr/articles/a" },
    headers: { allow: "GET" },
  });
  expect([response.status, response.headers.get("allow")]).toEqual([422, "GET"]);
  expect(await response.json()).toMatchObject({
    errors: [{ pointer: "/title", detail: "must not be empty" }],
    original: "https://news.example/fr/articles/a",
  });
});

it("ends with a line feed, for a terminal", async () => {
  expect(await problemResponse({ kind: "not-found", detail: "x" }).text()).toMatch(/\}\n$/);
});
