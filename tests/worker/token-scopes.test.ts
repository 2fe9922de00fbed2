import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES, type Scope } from "../../src/newsroom/author.ts";
import { desk, problem, put } from "./support/desk.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { wipe } from "./support/wipe.ts";

/** Every route of the desk, and what no route has; and the scope it asks for. */
const ROUTES: [method: string, path: string, scope: Scope][] = [
  ["GET", "/api/articles", "read"],
  ["GET", "/api/articles/mer", "read"],
  ["HEAD", "/api/articles/mer", "read"],
  ["GET", "/api/articles/mer/revisions", "read"],
  ["GET", "/api/articles/mer/revisions/1", "read"],
  ["GET", "/api/articles/mer/translations/en", "read"],
  ["POST", "/api/articles", "write"],
  ["PUT", "/api/articles/mer", "write"],
  ["PATCH", "/api/articles/mer", "write"],
  ["DELETE", "/api/articles/jamais-vu", "write"],
  ["OPTIONS", "/api/articles/mer", "write"],
  ["DELETE", "/api/articles/mer/revisions/1", "write"],
  ["POST", "/api/import", "write"],
  ["POST", "/api/articles/mer/translations/en/retranslate", "translate"],
  ["PUT", "/api/articles/mer/translations/en", "translate"],
  ["GET", "/api/glossary/fr-en", "read"],
  ["GET", "/api/glossary/fr-en/affected", "read"],
  ["PUT", "/api/glossary/fr-en", "translate"],
  ["DELETE", "/api/articles/mer/translations/en", "translate"],
  ["PUT", "/api/articles/mer/translations/en/paragraphs/x", "translate"],
  ["DELETE", "/api/articles/mer/translations/en/paragraphs/x", "translate"],
  ["POST", "/api/articles/mer/translations/en/approve", "translate"],
  ["GET", "/api/memory/fr-en.tmx", "read"],
  ["POST", "/api/memory/fr-en.tmx", "translate"],
  ["GET", "/api/tokens", "admin"],
  ["POST", "/api/tokens", "admin"],
  ["DELETE", "/api/tokens/aB3dE6gH", "admin"],
  ["GET", "/api/audit", "admin"],
  ["GET", "/api/export", "admin"],
  ["GET", "/api/status", "read"],
  ["GET", "/api/budget", "read"],
  ["PUT", "/api/budget", "admin"],
  ["GET", "/api/usage", "read"],
  ["POST", "/api/editions/en/confirm-spending", "admin"],
  ["GET", "/api/", "admin"],
  ["GET", "/api/articles/", "admin"],
  ["PUT", "/api//articles/mer", "admin"],
  ["GET", "/api/nowhere", "admin"],
];

const tokens = new Map<Scope, string>();

beforeAll(async () => {
  await put("mer", {});
  for (const scope of SCOPES) tokens.set(scope, (await createdToken(`only ${scope}`, [scope])).token);
});
afterAll(wipe);

describe.each(SCOPES)("a token with the scope %s", (scope) => {
  it.each(ROUTES)(`%s %s (needs %s)`, async (method, path, needed) => {
    const answer = await desk(method, path, method === "PUT" || method === "POST" ? "{}" : undefined, {
      ...bearing(tokens.get(scope) ?? ""),
    });
    if (scope === needed || scope === "admin") {
      expect([200, 202, 404, 405, 409, 415, 422]).toContain(answer.status);
      return;
    }
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toBe(`Bearer error="insufficient_scope", scope="${needed}"`);
    if (method === "HEAD") return;
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:insufficient-scope",
      detail: `This needs a token with the scope ${needed}; only ${scope} has ${scope}.`,
    });
  });
});

it("a refused write changes nothing", async () => {
  await put("mer", { title: "Autre" }, bearing(tokens.get("read") ?? ""));
  await desk("DELETE", "/api/articles/mer", undefined, bearing(tokens.get("translate") ?? ""));
  expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ revision: 1, state: "published" });
});
