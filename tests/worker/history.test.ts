import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { edition, newsroom, put, withdraw } from "./support/desk.ts";
import { becomes } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

beforeEach(async () => {
  await becomes("2030-01-01T00:00:00Z");
  await put("mer", {});
  await put("ciel", {});
});
afterEach(wipe);

const since = (cursor: string | null) =>
  runInDurableObject(newsroom(), (instance: Newsroom) => instance.changesSince(cursor));

describe("the log, as editions read it,", () => {
  it("goes on after a cursor, and ends at its head", async () => {
    const { changes, head } = await since(null);
    expect(changes.map(({ slug }) => slug)).toEqual(["mer", "ciel"]);
    expect(changes[0]?.cursor).toBe(`1.${Date.UTC(2030, 0, 1)}`);
    expect(changes.at(-1)?.sequence).toBe(head);
    const after = await since(changes[0]?.cursor ?? "");
    expect(after.changes.map(({ slug }) => slug)).toEqual(["ciel"]);
    expect(await since(changes[1]?.cursor ?? "")).toEqual({ changes: [], head, restarted: false });
  });

  it("can be followed to its head whatever was written that editions need not hear of", async () => {
    await put("demain", { published_at: "2031-01-01T00:00:00Z" });
    await withdraw("demain");
    const { changes, head } = await since(null);
    expect(changes.at(-1)?.sequence).toBe(head);
    const cursor = changes.at(-1)?.cursor ?? "";
    await put("mer", { title: "Corrigé" });
    expect((await since(cursor)).changes.map(({ slug }) => slug)).toEqual(["mer"]);
    // The row that the cursor names is not the article's last any more, and still holds.
    expect((await since(`1.${Date.UTC(2030, 0, 1)}`)).restarted).toBe(false);
  });

  it.each([["3.1"], ["1.5"], ["99.1893456000000"], ["2"], [""], ["."], ["x.y"]])(
    "is another one to the cursor %s",
    async (cursor) => {
      expect(await since(cursor)).toEqual({ changes: [], head: 2, restarted: true });
    },
  );
});

describe("an edition whose cursor is of another history", () => {
  it("pulls from the start, and reaches the head", async () => {
    await runInDurableObject(edition("fr"), async (instance: Edition, { storage: { sql } }) => {
      sql.exec("UPDATE state SET value = '77.1' WHERE name = 'cursor'");
      sql.exec("UPDATE renditions SET sequence = 77, rendition = NULL, state = 'pending' WHERE slug = 'mer'");
      expect(await instance.poke("fr")).toBe(2);
      expect(await instance.states("fr", ["mer", "ciel", "rien"])).toEqual({ mer: "ready", ciel: "ready" });
    });
  });
});
