import { describe, expect, it } from "vitest";
import { desk, get } from "./support/desk.ts";

const FILES: [path: string, type: string][] = [
  ["/desk/", "text/html; charset=utf-8"],
  ["/desk/main.js", "text/javascript; charset=utf-8"],
  ["/desk/ar.js", "text/javascript; charset=utf-8"],
  ["/desk/frame.css", "text/css; charset=utf-8"],
];

describe.each(FILES)("%s", (path, type) => {
  it("is kept by a browser, and asked for each time by a strong entity tag", async () => {
    const answer = await get(path);
    const { status, headers } = answer;
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([200, type, "no-cache"]);
    const etag = headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]+"$/);
    const again = await get(path, { "if-none-match": etag });
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
  });

  it("runs nothing and asks nobody but this service, stands in no frame, and is in no index", async () => {
    const { headers } = await get(path);
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("x-robots-tag")).toBe("noindex");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("access-control-allow-origin")).toBeNull();
    expect(headers.get("set-cookie")).toBeNull();
  });
});

it("every file that a file of the page asks for is there", async () => {
  const asked = new Set(["main.js"]);
  const page = await (await get("/desk/")).text();
  for (const [, name] of page.matchAll(/href="([a-z-]+\.css)"/g)) asked.add(name as string);
  for (const name of asked) {
    const answer = await get(`/desk/${name}`);
    expect(answer.status, name).toBe(200);
    for (const [, next] of (await answer.text()).matchAll(/^(?:import|\}) .*"\.\/([a-z-]+\.js)";$/gm))
      asked.add(next as string);
  }
  expect(asked.size).toBeGreaterThan(15);
});

it("a query is taken away, for a token must not stand in an address; what is no file is not found", async () => {
  const withQuery = await get("/desk/?token=secret");
  expect([withQuery.status, withQuery.headers.get("location")]).toEqual([308, "https://news.example/desk/"]);
  expect((await get("/desk")).headers.get("location")).toBe("https://news.example/desk/");
  for (const name of ["none.js", "constructor", "page.html"])
    expect((await get(`/desk/${name}`)).status, name).toBe(404);
});

it("says who a token is, and to nobody else", async () => {
  expect(await (await desk("GET", "/api/me")).json()).toEqual({ name: "editor", scopes: ["admin"] });
  const body = JSON.stringify({ name: "Relectrice", scopes: ["translate"] });
  const { token } = (await (await desk("POST", "/api/tokens", body)).json()) as { token: string };
  const authorization = `Bearer ${token}`;
  expect(await (await desk("GET", "/api/me", undefined, { authorization })).json()).toEqual({
    name: "Relectrice",
    scopes: ["translate"],
  });
  expect((await get("/api/me")).status).toBe(401);
});
