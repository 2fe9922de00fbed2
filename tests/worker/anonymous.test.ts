import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { app } from "../../src/app.ts";
import { get, ORIGIN, put } from "./support/desk.ts";
import { equip, fakeEngine, settle, spent } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

/** A request as anybody may send it; counts what it reached behind KV, and waits for what it left behind. */
async function anonymous(path: string, reached: { brake: number; edition: number }, braked = false): Promise<Response> {
  const EDITION = new Proxy(env.EDITION, {
    get: (namespace, name) => {
      if (name === "getByName") reached.edition++;
      const member = Reflect.get(namespace, name);
      return typeof member === "function" ? member.bind(namespace) : member;
    },
  });
  const MISS_LIMIT = {
    limit: async () => {
      reached.brake++;
      return { success: !braked };
    },
  };
  const work: Promise<unknown>[] = [];
  const context = { waitUntil: (p: Promise<unknown>) => work.push(p), passThroughOnException() {}, props: {} };
  const request = new Request(ORIGIN + path, { redirect: "manual" });
  const answer = await app.fetch(request, { ...env, EDITION, MISS_LIMIT }, context as unknown as ExecutionContext);
  await Promise.all(work);
  return answer;
}

describe("an anonymous request", () => {
  it.each([
    ["/de/articles/mer.json", 404],
    ["/de/rss.xml", 404],
    ["/en/articles/MER.json", 404],
    ["/en/articles/mer.pdf", 404],
    [`/en/articles/${"a".repeat(101)}.json`, 404],
    ["/en/articles/mer.json?again=1", 308],
    ["/en/rss.xml?again=2", 308],
    ["/en/tags/Pas-Un-Tag/rss.xml", 404],
  ])("for what no edition can have reaches neither object nor brake: %s", async (path, status) => {
    await put("mer", {});
    const reached = { brake: 0, edition: 0 };
    expect((await anonymous(path, reached)).status).toBe(status);
    expect(reached).toEqual({ brake: 0, edition: 0 });
  });

  it.each(["/en/articles/jamais-vue.json", "/en/tags/jamais-vu/rss.xml", "/en/archive/77/rss.xml"])(
    "for what there is not reaches an object once, however often it is sent: %s",
    async (path) => {
      await equip("en", fakeEngine());
      const reached = { brake: 0, edition: 0 };
      for (let i = 0; i < 20; i++) expect((await anonymous(path, reached)).status).toBe(404);
      expect(reached).toEqual({ brake: 1, edition: 1 });
    },
  );

  it("for a translation that failed reaches neither object nor engine again in the engine's pause", async () => {
    await put("mer", {});
    const engine = fakeEngine(() => ({ ok: false, failure: { kind: "refused", detail: "" } }));
    await equip("en", engine);
    const reached = { brake: 0, edition: 0 };
    for (const format of ["json", "txt", "md", "json", "txt", "md"]) {
      expect((await anonymous(`/en/articles/mer.${format}`, reached)).status).toBe(503);
    }
    expect(reached).toEqual({ brake: 1, edition: 1 });
    expect(engine.calls).toHaveLength(1);
    expect(await spent("en")).toBe(0);
  });

  it("that is one too many from its client costs nothing: no object, no engine", async () => {
    await put("mer", {});
    const engine = fakeEngine();
    await equip("en", engine);
    const reached = { brake: 0, edition: 0 };
    for (const path of ["/en/articles/mer.json", "/en/articles/mer", "/en/archive/1/rss.xml"]) {
      expect((await anonymous(path, reached, true)).status).toBe(429);
    }
    expect(reached.edition).toBe(0);
    expect(engine.calls).toEqual([]);
  });

  it("is braked for its client by the platform's own limit, and for nobody else", async () => {
    await put("mer", {});
    const engine = fakeEngine();
    await equip("en", engine);
    // Any address of its /64 is the same client.
    const client = { "cf-connecting-ip": "2001:db8:0:7::77" };
    for (let tries = 0; (await env.MISS_LIMIT.limit({ key: "2001:db8:0:7" })).success; tries++) {
      expect(tries).toBeLessThan(1_300);
    }
    const answer = await get("/en/articles/mer.json", client);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(engine.calls).toEqual([]);
    expect((await get("/en/articles/mer.json", { "cf-connecting-ip": "2001:db8:0:8::77" })).status).toBe(200);
    // What KV has is for everybody.
    await settle("en");
    expect((await get("/en/articles/mer.json", client)).status).toBe(200);
  });
});
