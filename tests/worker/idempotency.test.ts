import { afterEach, describe, expect, it } from "vitest";
import { desk, problem, put } from "./support/desk.ts";
import { becomes, rows } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const DRAFT = '{"language":"fr","title":"La mer","body_text":"Un paragraphe assez long."}';
const key = (value: string) => ({ "idempotency-key": value });
const post = (body: string, headers: Record<string, string> = {}) => desk("POST", "/api/articles", body, headers);

/** All of an answer that a client could act on. */
async function whole(answer: Response) {
  return {
    status: answer.status,
    etag: answer.headers.get("etag"),
    location: answer.headers.get("location"),
    body: await answer.json(),
  };
}

describe("a request sent again under its key", () => {
  it.each([
    ["POST", () => post(DRAFT, key("k1"))],
    ["PUT", () => desk("PUT", "/api/articles/mer", DRAFT, key("k1"))],
    ["PUT of what must not exist", () => put("mer", {}, { ...key("k1"), "if-none-match": "*" })],
  ])("gets the first answer: %s", async (_, send) => {
    const first = await send();
    expect(first.status).toBe(201);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    const expected = await whole(first);
    const again = await send();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await whole(again)).toEqual(expected);
    expect(await rows("SELECT count(*) AS n FROM revisions")).toEqual([{ n: 1 }]);
  });

  it("gets the first answer though the article went on meanwhile", async () => {
    const first = await whole(await put("mer", { title: "Un" }, key("k1")));
    await put("mer", { title: "Deux" });
    await desk("DELETE", "/api/articles/mer");
    expect(await whole(await put("mer", { title: "Un" }, key("k1")))).toEqual(first);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ state: "withdrawn" });
  });

  it("patches once, whatever the patch would do to its own result", async () => {
    const etag = (await put("mer", {})).headers.get("etag") ?? "";
    const patch = () => desk("PATCH", "/api/articles/mer", '{"title":"Corrigé"}', { ...key("k1"), "if-match": etag });
    const first = await whole(await patch());
    expect(first).toMatchObject({ status: 200, body: { revision: 2, title: "Corrigé" } });
    await put("mer", { title: "Par un autre" });
    expect(await whole(await patch())).toEqual(first);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ title: "Par un autre", revision: 3 });
  });

  it("is one write, though both are sent at once", async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(DRAFT, key("k1"))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(await rows("SELECT slug FROM articles")).toEqual([{ slug: "la-mer" }]);
  });

  it("is known with the key in quotes and bare", async () => {
    await post(DRAFT, key('"a \\"key\\""'));
    expect((await post(DRAFT, key('a "key"'))).headers.get("idempotency-replayed")).toBe("true");
  });
});

describe("another request under a key", () => {
  it.each([
    ["another body", () => post(DRAFT.replace("La mer", "Le ciel"), key("k1"))],
    ["another URL", () => desk("PUT", "/api/articles/ciel", DRAFT, key("k1"))],
    ["another precondition", () => post(DRAFT, { ...key("k1"), "if-none-match": "*" })],
    ["another method", () => desk("PATCH", "/api/articles/la-mer", DRAFT, key("k1"))],
  ])("is refused: %s", async (_, send) => {
    await post(DRAFT, key("k1"));
    const answer = await send();
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:idempotency-key-reused" });
    expect(await rows("SELECT slug, revision FROM articles")).toEqual([{ slug: "la-mer", revision: 1 }]);
  });
});

describe("a key", () => {
  it.each([[""], ['"'], ['"a'], ['"a"b"'], ["é"], ["x".repeat(256)]])("that is none is refused: %s", async (value) => {
    const answer = await put("mer", {}, key(value));
    expect(answer.status).toBe(400);
    expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:invalid-idempotency-key" });
  });

  it("of a request that was refused is free for the next", async () => {
    expect((await put("mer", { expires_at: "2020-01-01T00:00:00Z" }, key("k1"))).status).toBe(422);
    expect((await put("mer", {}, { ...key("k1"), "if-match": '"9"' })).status).toBe(412);
    expect((await put("mer", {}, key("k1"))).status).toBe(201);
  });

  it("is forgotten after a day, and its row with it", async () => {
    await becomes("2030-03-01T09:00:00Z");
    await put("mer", { title: "Un" }, key("k1"));
    await becomes("2030-03-01T20:00:00Z");
    await put("mer", { title: "Deux" }, key("k2"));
    await becomes("2030-03-02T09:00:00Z");
    expect(await rows("SELECT key FROM idempotency")).toEqual([{ key: "k2" }]);
    expect((await put("mer", { title: "Trois" }, key("k1"))).headers.get("idempotency-replayed")).toBeNull();
    await becomes("2030-03-03T20:00:00Z");
    expect(await rows("SELECT key FROM idempotency")).toEqual([]);
    expect(await rows("SELECT subject FROM schedule WHERE kind = 'forget-keys'")).toEqual([]);
  });
});

describe("an identical body without a key", () => {
  it("makes no revision", async () => {
    const first = await put("mer", {});
    const again = await put("mer", {});
    expect([again.status, again.headers.get("etag")]).toEqual([200, first.headers.get("etag")]);
    expect(await rows("SELECT count(*) AS n FROM revisions")).toEqual([{ n: 1 }]);
  });
});
