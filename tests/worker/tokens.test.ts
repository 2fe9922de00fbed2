import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { desk, newsroom, ORIGIN, problem, put } from "./support/desk.ts";
import { bearing, createdToken, postToken } from "./support/tokens.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);
afterEach(() => vi.restoreAllMocks());

const listed = async () =>
  ((await (await desk("GET", "/api/tokens")).json()) as { tokens: Record<string, unknown>[] }).tokens;

describe("creating a token", () => {
  it("answers 201 with the token, once, and nobody stores the answer", async () => {
    const answer = await postToken({ name: "Rédaction", scopes: ["write", "read"] });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const created = (await answer.json()) as Record<string, string>;
    expect(created).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
      name: "Rédaction",
      scopes: ["read", "write"],
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      token: expect.stringMatching(new RegExp(`^dgm_${created["id"]}_[\\w-]{43}$`)),
    });
    expect(answer.headers.get("location")).toBe(`${ORIGIN}/api/tokens/${created["id"]}`);
    const { token: _, ...shown } = created;
    expect(await listed()).toEqual([{ ...shown, created_by: "editor", last_used_at: null }]);
  });

  it("keeps nothing that the token could be had from", async () => {
    const { token } = await createdToken("Anna", ["read"]);
    const rows = await runInDurableObject(newsroom(), (_: Newsroom, state) =>
      JSON.stringify(state.storage.sql.exec("SELECT * FROM tokens").toArray()),
    );
    expect(rows).toContain('"Anna"');
    expect(rows).not.toContain(token.slice("dgm_12345678_".length));
    expect(JSON.stringify(await listed())).not.toMatch(/digest|dgm_/);
  });

  it("normalizes the name, which is then taken until its token is deleted", async () => {
    const { id, name } = await createdToken("  Re\u0301daction ", ["read"]);
    expect(name).toBe("Rédaction");
    const refused = await postToken({ name: "Rédaction", scopes: ["read"] });
    expect(refused.status).toBe(409);
    expect(await problem(refused)).toMatchObject({
      type: "urn:dragoman:problem:token-name-taken",
      errors: [{ pointer: "/name" }],
    });
    await desk("DELETE", `/api/tokens/${id}`);
    expect((await postToken({ name: "Rédaction", scopes: ["read"] })).status).toBe(201);
  });

  it.each(["editor", "Editor", "seed", "schedule"])(
    "gives nobody the name %s, under which others write",
    async (name) => {
      expect((await postToken({ name, scopes: ["read"] })).status).toBe(409);
      expect(await listed()).toEqual([]);
    },
  );

  it("ends at a hundred tokens", async () => {
    await runInDurableObject(newsroom(), async (instance: Newsroom) => {
      for (let n = 1; n <= 100; n++) await instance.createToken({ name: `token ${n}`, scopes: ["read"], by: "editor" });
    });
    const refused = await postToken({ name: "one more", scopes: ["read"] });
    expect(refused.status).toBe(409);
    expect(await problem(refused)).toMatchObject({ type: "urn:dragoman:problem:too-many-tokens" });
    expect(await listed()).toHaveLength(100);
  });
});

describe("a request for a token that is not valid", () => {
  it.each([
    ['{"scopes":["read"]}', ["/name"]],
    ['{"name":"","scopes":["read"]}', ["/name"]],
    ['{"name":"   ","scopes":["read"]}', ["/name"]],
    [JSON.stringify({ name: "x".repeat(61), scopes: ["read"] }), ["/name"]],
    [JSON.stringify({ name: "Anna\u202e", scopes: ["read"] }), ["/name"]],
    [JSON.stringify({ name: "An\nna", scopes: ["read"] }), ["/name"]],
    ['{"name":7,"scopes":["read"]}', ["/name"]],
    ['{"name":"Anna"}', ["/scopes"]],
    ['{"name":"Anna","scopes":[]}', ["/scopes"]],
    ['{"name":"Anna","scopes":["read","read"]}', ["/scopes"]],
    ['{"name":"Anna","scopes":["read","root"]}', ["/scopes/1"]],
    ['{"name":"Anna","scopes":"read"}', ["/scopes"]],
    ['{"name":"Anna","scopes":["read"],"token":"mine"}', ["/token"]],
    ["[]", [""]],
  ])("is told where: %.70s", async (body, pointers) => {
    const answer = await postToken(body);
    expect(answer.status).toBe(422);
    const told = await problem(answer);
    expect(told.type).toBe("urn:dragoman:problem:invalid-token-request");
    expect((told["errors"] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(pointers);
    expect(await listed()).toEqual([]);
  });

  it.each([
    ["{", "application/json", 400, "malformed-json"],
    ["name=Anna", "application/x-www-form-urlencoded", 415, "unsupported-media-type"],
    [`"${"x".repeat(2_100_000)}"`, "application/json", 413, "content-too-large"],
  ])("is refused whole: %.20s as %s", async (body, type, status, kind) => {
    const answer = await postToken(body, { "content-type": type });
    expect(answer.status).toBe(status);
    expect(await problem(answer)).toMatchObject({ type: `urn:dragoman:problem:${kind}` });
  });

  it.each([
    ["😀".repeat(60), ["read"]],
    ["محرر الأخبار", ["translate"]],
  ] as const)("is none with sixty characters of any script: %s", async (name, scopes) => {
    expect(await createdToken(name, [...scopes])).toMatchObject({ name });
  });

  it.each([
    ["PUT", "/api/tokens", "GET, HEAD, POST"],
    ["GET", "/api/tokens/aB3dE6gH", "DELETE"],
  ])("%s %s is 405 with Allow", async (method, path, allow) => {
    const answer = await desk(method, path);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
  });
});

describe("using a token", () => {
  it("records writes under its name", async () => {
    const { token } = await createdToken("Anna", ["write", "read"]);
    await put("mer", { title: "Un" });
    await put("mer", { title: "Deux" }, bearing(token));
    const answer = await desk("GET", "/api/articles/mer/revisions", undefined, bearing(token));
    const { revisions } = (await answer.json()) as { revisions: { revision: number; by: string }[] };
    expect(revisions.map(({ revision, by }) => [revision, by])).toEqual([
      [2, "Anna"],
      [1, "editor"],
    ]);
  });

  it("lets an admin's token create and delete others", async () => {
    const admin = await createdToken("Chef", ["admin"]);
    const answer = await postToken({ name: "Anna", scopes: ["read"] }, bearing(admin.token));
    const { id } = (await answer.json()) as { id: string };
    expect((await listed()).find((token) => token["id"] === id)).toMatchObject({ created_by: "Chef" });
    expect((await desk("DELETE", `/api/tokens/${id}`, undefined, bearing(admin.token))).status).toBe(204);
    expect((await listed()).map(({ name }) => name)).toEqual(["Chef"]);
  });

  it("ends with its deletion, at once; a second deletion finds nothing", async () => {
    const { id, token } = await createdToken("Anna", ["read"]);
    const read = () =>
      desk("GET", "/api/articles/mer", undefined, { ...bearing(token), "cf-connecting-ip": "192.0.2.1" });
    expect((await read()).status).toBe(404);
    const deleted = await desk("DELETE", `/api/tokens/${id}`);
    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    const refused = await read();
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
    expect((await desk("DELETE", `/api/tokens/${id}`)).status).toBe(404);
  });

  it("notes its last use, at most once an hour", async () => {
    const { token } = await createdToken("Anna", ["read"]);
    const start = Date.parse("2026-11-24T10:00:00Z");
    const usedAt = async (minutes: number) => {
      await runInDurableObject(newsroom(), async (instance: Newsroom) => {
        instance.now = () => start + minutes * 60_000;
        expect(await instance.authenticate(token)).toEqual({ name: "Anna", scopes: ["read"] });
      });
      return (await listed())[0]?.["last_used_at"];
    };
    expect(await usedAt(0)).toBe("2026-11-24T10:00:00.000Z");
    expect(await usedAt(59)).toBe("2026-11-24T10:00:00.000Z");
    expect(await usedAt(60)).toBe("2026-11-24T11:00:00.000Z");
  });

  it("takes more than the right id: the secret too, whole", async () => {
    const anna = await createdToken("Anna", ["read"]);
    const omar = await createdToken("Omar", ["read"]);
    const last = anna.token.at(-1) === "A" ? "B" : "A";
    const wrong = [
      anna.token.slice(0, -1) + last,
      anna.token.slice(0, -1),
      `${anna.token}A`,
      anna.token.toUpperCase(),
      `dgm_${anna.id}_${omar.token.slice(13)}`,
      `dgm_${anna.id}_`,
      anna.id,
    ];
    for (const token of wrong) {
      const headers = { ...bearing(token), "cf-connecting-ip": "192.0.2.2" };
      const answer = await desk("GET", "/api/articles/mer", undefined, headers);
      expect([token, answer.status]).toEqual([token, 401]);
      expect((await newsroom().authenticate(token)) as unknown).toBeNull();
    }
    expect((await listed()).map((token) => token["last_used_at"])).toEqual([null, null]);
  });

  it("is shown in no problem and no log line, right or wrong", async () => {
    const logs = (["log", "info", "warn", "error"] as const).map((level) => vi.spyOn(console, level));
    const { id, token } = await createdToken("Anna", ["read"]);
    const client = { "cf-connecting-ip": "192.0.2.3" };
    const answers = [
      await desk("PUT", "/api/articles/mer", "{}", { ...bearing(token), ...client }),
      await desk("GET", "/api/articles/mer", undefined, { ...bearing(`${token}x`), ...client }),
      await desk("DELETE", `/api/tokens/${token}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 401, 404]);
    const said = [
      ...(await Promise.all(answers.map((answer) => answer.text()))),
      JSON.stringify(logs.map((l) => l.mock.calls)),
    ];
    for (const text of said) expect(text).not.toContain(`dgm_${id}_`);
  });
});
