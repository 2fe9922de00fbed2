import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { desk, edition, get, problem, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { becomes, rows, told } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

const TODAY = "2030-03-01T09:00:00.000Z";
const TOMORROW = "2030-03-02T09:00:00.000Z";
const LATER = "2030-03-03T09:00:00.000Z";
const AFTER_ALL = "2030-03-04T09:00:00.000Z";

beforeEach(() => becomes(TODAY));
afterEach(wipe);

const shown = async (slug: string) =>
  (await (await desk("GET", `/api/articles/${slug}`)).json()) as Record<string, unknown>;
const inFrench = (slug: string) =>
  runInDurableObject(edition("fr"), async (instance: Edition) => {
    const answer = await instance.rendition("fr", slug, 0);
    return answer.state === "found" ? answer.replica.metadata.state : answer.state;
  });
const kinds = async (slug: string) =>
  (await rows("SELECT kind, author FROM log WHERE slug = ? ORDER BY sequence", slug)).map(
    ({ kind, author }) => `${kind} by ${author}`,
  );

describe("an article under embargo", () => {
  it("is on no public surface until its time, and then appears without anyone's request", async () => {
    const answer = await put("mer", { title: "La mer", published_at: TOMORROW });
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({ state: "scheduled", revision: 1, published_at: TOMORROW });
    for (const path of ["", ".json", ".txt", ".md"]) expect((await get(`/fr/articles/mer${path}`)).status).toBe(404);
    for (const path of ["/fr/", "/fr/rss.xml", "/fr/atom.xml", "/fr/feed.json", "/fr/withdrawn.json"]) {
      expect(await (await get(path)).text(), path).not.toContain("La mer");
    }
    expect(await told()).toEqual([]);
    expect(await shown("mer")).toMatchObject({ state: "scheduled", editions: {} });

    await becomes(TOMORROW);
    await settle("fr");
    expect(await inFrench("mer")).toBe("ready");
    expect(JSON.stringify(await env.KV.get("front/fr"))).toContain("La mer");
    expect(await shown("mer")).toMatchObject({ state: "published", updated_at: TOMORROW });
    expect(await kinds("mer")).toEqual(["schedule by editor", "appear by schedule"]);
  });

  it("keeps its entity tag when the embargo ends, so that an editor's If-Match holds", async () => {
    const etag = (await put("mer", { published_at: TOMORROW })).headers.get("etag") ?? "";
    await becomes(TOMORROW);
    expect((await desk("GET", "/api/articles/mer")).headers.get("etag")).toBe(etag);
    expect((await put("mer", { title: "Corrigé" }, { "if-match": etag })).status).toBe(200);
    expect((await put("mer", { title: "Encore" }, { "if-match": etag })).status).toBe(412);
  });

  it("is corrected like any other, and is as old as its publication when it appears", async () => {
    await put("mer", { title: "Un", published_at: TOMORROW });
    expect(await (await put("mer", { title: "Deux" })).json()).toMatchObject({ state: "scheduled", revision: 2 });
    const patched = await desk("PATCH", "/api/articles/mer", '{"title":"Trois"}');
    expect(await patched.json()).toMatchObject({ state: "scheduled", revision: 3, published_at: TOMORROW });
    await becomes(TOMORROW);
    expect(await shown("mer")).toMatchObject({ title: "Trois", published_at: TOMORROW, updated_at: TOMORROW });
  });

  it("follows its date when that is moved", async () => {
    await put("mer", { published_at: TOMORROW });
    await put("mer", { published_at: LATER });
    await becomes(TOMORROW);
    expect(await told()).toEqual([]);
    await becomes(LATER);
    expect(await told()).toMatchObject([{ slug: "mer", isPublic: true }]);
  });

  it("is brought forward by a date that has come, once", async () => {
    await put("mer", { published_at: TOMORROW });
    expect(await (await put("mer", { published_at: TODAY })).json()).toMatchObject({ state: "published" });
    expect(await inFrench("mer")).toBe("ready");
    await becomes(TOMORROW);
    expect(await kinds("mer")).toEqual(["schedule by editor", "publish by editor"]);
  });

  it("is withdrawn without an edition ever hearing of it", async () => {
    await put("mer", { published_at: TOMORROW });
    expect((await withdraw("mer")).status).toBe(200);
    await becomes(TOMORROW);
    expect(await told()).toEqual([]);
    expect(await shown("mer")).toMatchObject({ state: "withdrawn", editions: {} });
    expect(await inFrench("mer")).toBe("unknown");
  });

  it("appears though every object was killed in between", async () => {
    await put("mer", { published_at: TOMORROW });
    await abortAllDurableObjects();
    await becomes(TOMORROW);
    expect(await inFrench("mer")).toBe("ready");
  });

  it("is not lost to a date as far off as a date can be", async () => {
    await put("mer", { published_at: "9999-12-31T23:59:59Z" });
    await put("ile", { published_at: "2055-06-01T00:00:00Z" });
    await put("ciel", { published_at: TOMORROW });
    await becomes(TOMORROW);
    expect(await told()).toMatchObject([{ slug: "ciel" }]);
    // Looked at on the way there.
    await becomes("2045-01-01T00:00:00Z");
    expect(await told()).toMatchObject([{ slug: "ciel" }]);
    await becomes("2055-06-01T00:00:00Z");
    expect(await told()).toMatchObject([{ slug: "ciel" }, { slug: "ile" }]);
  });
});

describe("a published article that is given a date to come", () => {
  it("is taken off, and appears again at its time", async () => {
    await put("mer", { published_at: "2030-01-01T00:00:00Z" });
    expect(await inFrench("mer")).toBe("ready");
    expect(await (await put("mer", { published_at: TOMORROW })).json()).toMatchObject({ state: "scheduled" });
    expect(await inFrench("mer")).toBe("withdrawn");
    expect(await told()).toMatchObject([{ slug: "mer", isPublic: false }]);
    // A correction of what nobody sees is no news.
    const [before] = await told();
    await put("mer", { title: "Corrigé", published_at: TOMORROW });
    expect(await told()).toEqual([before]);
    await becomes(TOMORROW);
    expect(await inFrench("mer")).toBe("ready");
    expect(await kinds("mer")).toEqual([
      "publish by editor",
      "schedule by editor",
      "correct by editor",
      "appear by schedule",
    ]);
  });
});

describe("an article that expires", () => {
  it("is withdrawn at its time, by nobody's request", async () => {
    const answer = await put("mer", { expires_at: TOMORROW });
    const etag = answer.headers.get("etag");
    await becomes(TOMORROW);
    expect(await inFrench("mer")).toBe("withdrawn");
    expect(await shown("mer")).toMatchObject({
      state: "withdrawn",
      expires_at: TOMORROW,
      withdrawn: { at: TOMORROW, by: "schedule", reason: null },
    });
    expect((await desk("GET", "/api/articles/mer")).headers.get("etag")).not.toBe(etag);
    expect(await kinds("mer")).toEqual(["publish by editor", "expire by schedule"]);
  });

  it("stays when a newer revision moved its time, and goes then", async () => {
    await put("mer", { expires_at: TOMORROW });
    await put("mer", { expires_at: LATER });
    await becomes(TOMORROW);
    expect(await inFrench("mer")).toBe("ready");
    await becomes(LATER);
    expect(await inFrench("mer")).toBe("withdrawn");
  });

  it("stays for good when a newer revision has no end", async () => {
    await put("mer", { expires_at: TOMORROW });
    await put("mer", {});
    await becomes(AFTER_ALL);
    expect(await inFrench("mer")).toBe("ready");
  });

  it("may do so after an embargo", async () => {
    await put("mer", { published_at: TOMORROW, expires_at: LATER });
    await becomes(TOMORROW);
    expect(await inFrench("mer")).toBe("ready");
    await becomes(LATER);
    expect(await inFrench("mer")).toBe("withdrawn");
  });

  it("comes back under the same id by a PUT", async () => {
    await put("mer", { expires_at: TOMORROW });
    await becomes(TOMORROW);
    expect((await put("mer", { expires_at: LATER })).status).toBe(201);
    expect(await inFrench("mer")).toBe("ready");
    expect(await rows("SELECT id FROM articles")).toEqual([{ id: 1 }]);
  });

  it.each([
    ["now", { expires_at: TODAY }, "must be later than now"],
    ["a time that has passed", { expires_at: "2020-01-01T00:00:00Z" }, "must be later than now"],
    ["its publication", { published_at: LATER, expires_at: LATER }, "must be later than published_at"],
    ["before its publication", { published_at: LATER, expires_at: TOMORROW }, "must be later than published_at"],
  ])("cannot do so at %s", async (_, draft, detail) => {
    const answer = await put("mer", draft);
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ errors: [{ pointer: "/expires_at", detail }] });
    expect((await desk("GET", "/api/articles/mer")).status).toBe(404);
  });
});

describe("a new end of an article", () => {
  it("is a translation's at once, though its new text has yet to be translated", async () => {
    await equip("en", fakeEngine(), () => Date.parse(TODAY));
    await put("mer", { title: "La mer", expires_at: TOMORROW });
    await get("/en/articles/mer.json");
    await equip("en", null);
    const ends = async () => {
      await settle("en");
      return runInDurableObject(edition("en"), async (instance: Edition) => {
        const answer = await instance.rendition("en", "mer", 0);
        return answer.state === "found" ? answer.replica.metadata.expiresAt : answer.state;
      });
    };
    expect(await ends()).toBe(Date.parse(TOMORROW));
    await put("mer", { title: "L’océan", expires_at: LATER });
    expect(await ends()).toBe(Date.parse(LATER));
    await put("mer", { title: "L’océan", expires_at: null });
    expect(await ends()).toBeUndefined();
  });
});
