import { afterEach, describe, expect, it } from "vitest";
import { desk, problem, put, withdraw } from "./support/desk.ts";
import { becomes } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

interface Page {
  entries: { sequence: number; at: string; by: string; action: string; slug: string; revision: number; reason: null }[];
  next: string | null;
}
const audit = async (query = "") => (await (await desk("GET", `/api/audit${query}`)).json()) as Page;

describe("the audit", () => {
  it("says who did what, when and why, newest first", async () => {
    await becomes("2030-03-01T09:00:00.000Z");
    await put("mer", {});
    await put("mer", { title: "Corrigé" });
    await desk("DELETE", "/api/articles/mer", '{"reason":"Demande de la source."}');
    await put("mer", { title: "Corrigé" });
    const { entries, next } = await audit();
    const at = "2030-03-01T09:00:00.000Z";
    const row = { at, by: "editor", slug: "mer", reason: null };
    expect(entries).toEqual([
      { ...row, sequence: 4, action: "restore", revision: 2 },
      { ...row, sequence: 3, action: "withdraw", revision: 2, reason: "Demande de la source." },
      { ...row, sequence: 2, action: "correct", revision: 2 },
      { ...row, sequence: 1, action: "publish", revision: 1 },
    ]);
    expect(next).toBeNull();
  });

  it("has no entry for what changed nothing", async () => {
    await put("mer", {});
    await put("mer", {});
    await put("mer", { title: "x" }, { "if-match": '"9"' });
    await withdraw("rien");
    expect((await audit()).entries).toHaveLength(1);
  });

  it("is read page by page, each entry once, while it grows", async () => {
    for (let i = 0; i < 5; i++) await put(`n${i}`, {});
    const first = await audit("?limit=2");
    await put("entre", {});
    const second = await audit(`?limit=2&cursor=${first.next}`);
    const third = await audit(`?limit=2&cursor=${second.next}`);
    const slugs = [first, second, third].flatMap(({ entries }) => entries.map(({ slug }) => slug));
    expect(slugs).toEqual(["n4", "n3", "n2", "n1", "n0"]);
    expect(third.next).toBeNull();
  });

  it.each([["?cursor=x"], ["?cursor=WyJhIl0"], ["?limit=0"], ["?limit=101"], ["?page=2"]])(
    "refuses a query that it does not know: %s",
    async (query) => {
      const answer = await desk("GET", `/api/audit${query}`);
      expect(answer.status).toBe(400);
      expect(await problem(answer)).toMatchObject({ type: "urn:dragoman:problem:invalid-query" });
    },
  );
});

describe("the reason of a withdrawal", () => {
  it("is shown with the withdrawn article, until it is restored", async () => {
    await becomes("2030-03-01T09:00:00.000Z");
    await put("mer", {});
    await desk("DELETE", "/api/articles/mer", '{"reason":"Erreur sur la personne."}');
    const read = async () => (await (await desk("GET", "/api/articles/mer")).json()) as { withdrawn?: unknown };
    expect((await read()).withdrawn).toEqual({
      at: "2030-03-01T09:00:00.000Z",
      by: "editor",
      reason: "Erreur sur la personne.",
    });
    await put("mer", {});
    expect((await read()).withdrawn).toBeUndefined();
  });

  it.each([
    [JSON.stringify({ reason: "x".repeat(501) }), "application/json", 422],
    ['{"because":"x"}', "application/json", 422],
    ['{"reason":1}', "application/json", 422],
    ["{", "application/json", 400],
    ["reason=x", "application/x-www-form-urlencoded", 415],
  ])("must be one: %.40s", async (body, type, status) => {
    await put("mer", {});
    expect((await desk("DELETE", "/api/articles/mer", body, { "content-type": type })).status).toBe(status);
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({ state: "published" });
  });
});
