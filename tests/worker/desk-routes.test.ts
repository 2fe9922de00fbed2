import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { desk, problem, put } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

beforeAll(async () => {
  await put("mer", {});
});
afterAll(wipe);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const ROUTES: [path: string, allow: string][] = [
  ["/api/articles", "GET, HEAD, POST"],
  ["/api/articles/mer", "GET, HEAD, PUT, PATCH, DELETE"],
  ["/api/articles/mer/revisions", "GET, HEAD"],
  ["/api/articles/mer/revisions/1", "GET, HEAD"],
  ["/api/articles/mer/translations/en/retranslate", "POST"],
  ["/api/import", "POST"],
  ["/api/export", "GET, HEAD"],
  ["/api/audit", "GET, HEAD"],
  ["/api/status", "GET, HEAD"],
  ["/api/tokens", "GET, HEAD, POST"],
  ["/api/tokens/abc", "DELETE"],
  ["/api/editions/en/confirm-spending", "POST"],
];

describe.each(ROUTES)("%s", (path, allow) => {
  it(`takes ${allow}, and says so to every other method`, async () => {
    for (const method of METHODS.filter((name) => !allow.split(", ").includes(name))) {
      const answer = await desk(method, path);
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
      expect((await problem(answer)).type).toBe("urn:dragoman:problem:method-not-allowed");
    }
  });
});

const BODIES: [method: string, path: string, faulty: string, pointer: string][] = [
  ["POST", "/api/articles", '{"language":"fr","title":"","body_text":"a"}', "/title"],
  ["PUT", "/api/articles/mer", '{"language":"fr","title":"Titre","body_text":"a","autre":1}', "/autre"],
  ["PATCH", "/api/articles/mer", '{"tags":["Pas un tag"]}', "/tags/0"],
  ["DELETE", "/api/articles/mer", '{"reason":5}', "/reason"],
  ["POST", "/api/tokens", '{"name":"presse","scopes":["tout"]}', "/scopes/0"],
  ["POST", "/api/editions/en/confirm-spending", '{"characters":-1}', "/characters"],
];

describe.each(BODIES)("the body of %s %s", (method, path, faulty, pointer) => {
  it.each([
    ["of another media type is 415", 415, faulty, "text/plain"],
    ["that is no JSON is 400", 400, '{"title":', "application/json"],
    ["that is too large is 413", 413, `{"title":"${"x".repeat(2_100_000)}"}`, "application/json"],
  ])("%s", async (_, status, body, type) => {
    const answer = await desk(method, path, body, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String), detail: expect.any(String) });
  });

  it("that has a bad member is 422, and the member is pointed at", async () => {
    const answer = await desk(method, path, faulty);
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: { pointer: string; detail: string }[] };
    expect(errors).toEqual([{ pointer, detail: expect.any(String) }]);
  });
});

it("a body that is compressed is 415, whatever takes it", async () => {
  const packed = new Response(new Blob(['{"title":"a"}\n']).stream().pipeThrough(new CompressionStream("gzip")));
  const body = new TextDecoder("latin1").decode(await packed.arrayBuffer());
  for (const [method, path] of [...BODIES, ["POST", "/api/import"], ["PUT", "/api/glossary/fr-en"]] as string[][]) {
    const answer = await desk(method as string, path as string, body, { "content-encoding": "gzip" });
    expect([path, answer.status, answer.headers.get("accept-encoding")]).toEqual([path, 415, "identity"]);
  }
});

it("a member of the wrong type is told what it has to be", async () => {
  const answer = await desk(
    "PUT",
    "/api/articles/mer",
    '{"language":5,"body_text":"a","tags":"b","image":{"url":"https://news.example/a.jpg","width":0}}',
  );
  expect(((await answer.json()) as { errors: object }).errors).toEqual([
    { pointer: "/language", detail: "must be a string" },
    { pointer: "/title", detail: "must be given" },
    { pointer: "/tags", detail: "must be a list" },
    { pointer: "/image/width", detail: "must be >0" },
  ]);
});

it("a revision that is no number is not found", async () => {
  for (const revision of ["abc", "0x1", "99", "1e3"])
    expect((await desk("GET", `/api/articles/mer/revisions/${revision}`)).status, revision).toBe(404);
});
