import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { desk, newsroom, ORIGIN, problem } from "./support/desk.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
const WRONG = `dgm_aB3dE6gH_${"A".repeat(43)}`;
/** One client a test: the brake outlives them. */
let clients = 0;
const newClient = () => ({ "cf-connecting-ip": `198.51.100.${++clients}` });

const read = (headers: Record<string, string>) => desk("GET", "/api/articles/mer", undefined, headers);

/** Fails until the brake holds; how often that was answered 401. */
async function fail(headers: Record<string, string>): Promise<number> {
  for (let tries = 0; ; tries++) if ((await read(headers)).status === 429) return tries;
}

describe("the brake", () => {
  it("answers 429 after twenty failures in a minute, well-formed or not", async () => {
    for (const token of [WRONG, "wrong"]) {
      const headers = { ...newClient(), ...bearing(token) };
      // Twenty, or more where a new minute began meanwhile: the windows follow the wall clock.
      const failures = await fail(headers);
      expect([failures >= 20, failures < 40]).toEqual([true, true]);
      const answer = await read(headers);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
      expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:rate-limited" });
    }
  });

  it("holds the client's named tokens too, and nobody else's", async () => {
    const { token } = await createdToken("Anna", ["read"]);
    const client = newClient();
    await fail({ ...client, ...bearing(WRONG) });
    expect((await read({ ...client, ...bearing(token) })).status).toBe(429);
    expect((await read({ ...newClient(), ...bearing(token) })).status).toBe(404);
  });

  it("asks no object while it holds", async () => {
    const client = newClient();
    await fail({ ...client, ...bearing(WRONG) });
    const NEWSROOM = {
      getByName: () => {
        throw new Error("asked");
      },
    } as unknown as typeof env.NEWSROOM;
    const request = (headers: Record<string, string>) =>
      app.fetch(new Request(`${ORIGIN}/api/articles/mer`, { headers }), { ...env, NEWSROOM }, context);
    expect((await request({ ...client, ...bearing(WRONG) })).status).toBe(429);
    // Without the brake it would have been asked.
    expect((await request({ ...newClient(), ...bearing(WRONG) })).status).toBe(500);
  });

  it("never locks out who holds EDITOR_TOKEN", async () => {
    const client = newClient();
    await fail({ ...client, ...bearing(WRONG) });
    expect((await read(client)).status).toBe(404);
  });

  it("counts failures only: a token that is right may be used as often as one likes", async () => {
    const { token } = await createdToken("Anna", ["read", "write"]);
    const headers = { ...newClient(), ...bearing(token) };
    for (let n = 0; n < 30; n++) expect((await read(headers)).status).toBe(404);
  });

  it("does not count requests without credentials, nor those with too small a scope", async () => {
    const { token } = await createdToken("Anna", ["read"]);
    const client = newClient();
    for (let n = 0; n < 30; n++) {
      const bare = await read({ ...client, authorization: "" });
      expect([bare.status, bare.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="desk"']);
      expect((await desk("DELETE", "/api/articles/mer", undefined, { ...client, ...bearing(token) })).status).toBe(403);
    }
    expect((await read({ ...client, ...bearing(token) })).status).toBe(404);
  });
});

describe("a desk without EDITOR_TOKEN", () => {
  it("is closed to named tokens as well", async () => {
    const { token } = await createdToken("Anna", ["admin"]);
    const { EDITOR_TOKEN: _, ...closed } = env as typeof env & { EDITOR_TOKEN: string };
    const request = new Request(`${ORIGIN}/api/tokens`, { headers: bearing(token) });
    const answer = await app.fetch(request, closed, context);
    expect(answer.status).toBe(503);
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:desk-closed" });
    expect((await newsroom().authenticate(token)) as unknown).toMatchObject({ name: "Anna" });
  });
});
