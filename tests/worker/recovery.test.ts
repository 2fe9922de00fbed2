import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { EDITION_LINE_KINDS } from "../../src/edition/transfer.ts";
import { desk, edition, get, problem, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, settle, spent } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

/** Everything in KV, but for the seeds. */
async function everyKey(): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  const { keys } = await env.KV.list();
  for (const { name, metadata } of keys) all[name] = `${JSON.stringify(metadata)} ${await env.KV.get(name)}`;
  return all;
}

/** An edition's rows as an export has them. */
async function rowsOf(language: string): Promise<string[]> {
  return runInDurableObject(edition(language), async (instance: Edition) => {
    const lines: string[] = [];
    for (const kind of EDITION_LINE_KINDS) {
      if (["budget", "usage"].includes(kind)) continue;
      lines.push(...((await instance.export(language, { kind, after: null }))?.lines ?? []));
    }
    return lines;
  });
}

/** The object with nothing in it, as after a loss of its storage. */
async function lose(language: string): Promise<void> {
  await runInDurableObject(edition(language), (_: Edition, state) => state.storage.deleteAll());
  await abortAllDurableObjects();
}

/** Tells the edition what is new until it is through with taking back what it lost. */
async function recovered(language: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await runInDurableObject(edition(language), (instance: Edition) => instance.poke(language).catch(() => 0));
    await settle(language, 5_000);
    const { state, outbox } = await runInDurableObject(edition(language), (i: Edition) => i.status(language));
    if (state === "ok" && !outbox.some(({ kind }) => kind === "compare")) return;
  }
  throw new Error("the edition did not recover");
}

async function aPublication(): Promise<void> {
  await equip("en", fakeEngine());
  for (let i = 1; i <= 33; i++) {
    await put(`n${i}`, {
      title: `Numéro ${i}`,
      tags: i % 2 ? ["impair"] : ["pair"],
      tag_labels: i === 1 ? { impair: "Impair" } : {},
    });
  }
  for (let i = 1; i <= 33; i++) await get(`/en/articles/n${i}.json`);
  await withdraw("n5");
  await put("n6", { title: "Numéro six, corrigé", tags: ["impair"] });
  // This one nobody asks for: it stays stale.
  await put("n8", { title: "Numéro huit, corrigé", tags: ["pair"] });
  // Of the edition itself: a Worker that has asked for it just before asks no more for a while.
  await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "n6", 5_000));
  await settle("en", 70_000);
  await settle("en", 70_000);
  await settle("en", 70_000);
}

describe("an edition that lost its storage", () => {
  it("takes everything back from KV, which stays as it is", async () => {
    await aPublication();
    const [rows, kv] = [await rowsOf("en"), await everyKey()];
    await lose("en");
    await recovered("en");
    expect((await rowsOf("en")).filter((line) => !line.includes('"kind":"timeline-page"'))).toEqual(
      rows.filter((line) => !line.includes('"kind":"timeline-page"')),
    );
    expect(await everyKey()).toEqual(kv);
    // Entry numbers go on where they were.
    await equip("en", fakeEngine());
    await runInDurableObject(edition("en"), (i: Edition) => i.confirmSpending("en", 0));
    await put("n34", { title: "Numéro 34", tags: ["impair"] });
    await get("/en/articles/n34.json");
    await settle("en");
    expect(await env.KV.get("rendition/en/n34")).toContain('"places":[["",34,2,1],["impair",19,1,1]]');
  });

  it("buys nothing until an admin has said what was spent, and then nothing that KV remembered", async () => {
    await aPublication();
    await lose("en");
    const engine = fakeEngine();
    await equip("en", engine);
    await recovered("en");
    await equip("en", engine);
    await put("neuf", { title: "Un neuf", body_text: "Un texte que personne ne connaît encore." });
    const refusal = await get("/en/articles/neuf.json");
    expect(refusal.status).toBe(503);
    expect((await problem(refusal)).type).toBe("urn:dragoman:problem:engine-awaits-confirmation");
    expect(engine.calls).toEqual([]);
    await runInDurableObject(edition("en"), (i: Edition) => i.confirmSpending("en", 1_234));
    expect(await spent("en")).toBe(1_234);
    const answer = await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", "neuf", 5_000));
    expect(answer.state).toBe("found");
    expect(engine.sent()).toEqual(["Un neuf", "Un texte que personne ne connaît encore."]);
  });

  it("keeps the month's ceiling too, where it is told what the month has cost", async () => {
    await aPublication();
    await lose("en");
    await recovered("en");
    const now = Date.UTC(2026, 10, 25, 12);
    await equip("en", fakeEngine(), () => now);
    const confirm = (body: object) => desk("POST", "/api/editions/en/confirm-spending", JSON.stringify(body));
    expect((await confirm({ characters: 500, this_month: 400 })).status).toBe(422);
    expect(await (await confirm({ characters: 500, this_month: 4_000 })).json()).toEqual({
      ...{ language: "en", characters: 500, this_month: 4_000 },
    });
    const { today, this_month } = await runInDurableObject(edition("en"), (i: Edition) =>
      i.usage("en", "2026-11-01", "2026-11-30"),
    );
    expect([today.spent, this_month.spent]).toEqual([500, 4_000]);
  });

  it("answers readers from KV meanwhile, and says so of what KV lacks", async () => {
    await aPublication();
    await lose("en");
    expect((await get("/en/articles/n1.json")).status).toBe(200);
    const [missing, feed] = [await get("/en/articles/inconnu.json"), await get("/en/rss.xml")];
    expect((await problem(missing)).type).toBe("urn:dragoman:problem:recovering");
    expect(feed.status).toBe(200);
  });

  it("finds by its digest what never reached KV", async () => {
    await aPublication();
    const stale = await env.KV.getWithMetadata<object>("front/en");
    await put("n1", { title: "Numéro un, corrigé", tags: ["impair"] });
    await get("/en/articles/n1.json");
    await settle("en", 70_000);
    await get("/en/articles/n1.json");
    await settle("en", 70_000);
    const fresh = await env.KV.get<{ renditions: unknown[] }>("front/en", "json");
    // The put of the front was lost with the rows.
    await env.KV.put("front/en", stale.value ?? "", { metadata: stale.metadata });
    await lose("en");
    await recovered("en");
    await settle("en", 70_000);
    expect((await env.KV.get<{ renditions: unknown[] }>("front/en", "json"))?.renditions).toEqual(fresh?.renditions);
  });

  it("resumes after each step that is cut off", async () => {
    await aPublication();
    const rows = await rowsOf("en");
    await lose("en");
    for (let i = 0; i < 8; i++) {
      await runInDurableObject(edition("en"), (instance: Edition) => instance.poke("en").catch(() => 0));
      await abortAllDurableObjects();
    }
    await recovered("en");
    const renditions = (lines: string[]) => lines.filter((line) => line.includes('"kind":"rendition"'));
    expect(renditions(await rowsOf("en"))).toEqual(renditions(rows));
  });
});

describe("drift", () => {
  const sweep = async (language: string, rounds = 6) => {
    for (let i = 0; i < rounds; i++) {
      await runInDurableObject(edition(language), (instance: Edition) => instance.sweep(language));
      await settle(language, 130_000);
    }
  };

  it("is found and repaired, whatever KV lost, kept or made up, and reported", async () => {
    await aPublication();
    await settle("en", 130_000);
    const kv = await everyKey();
    for (const key of ["rendition/en/n3", "page/en/1", "front/en/impair", "memory/en/0", "sitemap/en/0"])
      await env.KV.delete(key);
    const { value, metadata } = await env.KV.getWithMetadata<{ version: number }>("rendition/en/n7");
    await env.KV.put("rendition/en/n7", value ?? "", {
      metadata: { ...metadata, version: (metadata?.version ?? 0) - 1 },
    });
    await sweep("en");
    const after = await everyKey();
    expect(Object.keys(after).sort()).toEqual(Object.keys(kv).sort());
    for (const key of Object.keys(kv)) expect(after[key]?.split(" ")[1], key).toBe(kv[key]?.split(" ")[1]);
    const { drift } = await runInDurableObject(edition("en"), (i: Edition) => i.status("en"));
    expect(drift.repaired).toBe(6);
    expect(drift.latest.map(({ key, fault }) => `${key} ${fault}`).sort()).toEqual([
      "front/en/impair missing",
      "memory/en/0 missing",
      "page/en/1 missing",
      "rendition/en/n3 missing",
      "rendition/en/n7 other-version",
      "sitemap/en/0 missing",
    ]);
    expect(drift.completed_at).not.toBeNull();
  });

  it("takes entries back with their pages, where the rows are of an earlier time", async () => {
    for (let i = 1; i <= 31; i++) await put(`n${i}`, { title: `Numéro ${i}` });
    await settle("fr", 130_000);
    await runInDurableObject(edition("fr"), (_: Edition, { storage }) => {
      for (const table of ["renditions", "entries"])
        storage.sql.exec(`DELETE FROM ${table} WHERE slug IN ('n30', 'n31')`);
      storage.sql.exec("DELETE FROM pages WHERE page = 2");
      storage.sql.exec("UPDATE pages SET entries = 29, version = 0");
    });
    await sweep("fr", 3);
    await put("n31", { title: "Corrigé" });
    await put("n32", { title: "Numéro 32" });
    await settle("fr", 130_000);
    const feed = await (await get("/fr/feed.json")).json<{ items: { title: string }[] }>();
    expect(feed.items.map(({ title }) => title).slice(0, 3)).toEqual(["Numéro 32", "Corrigé", "Numéro 30"]);
    const ranges = await runInDurableObject(edition("fr"), (_: Edition, { storage }) =>
      storage.sql.exec("SELECT page, first, entries FROM pages ORDER BY page").toArray(),
    );
    expect(ranges).toEqual([
      { page: 1, first: 1, entries: 30 },
      { page: 2, first: 31, entries: 2 },
    ]);
  });

  it("is nothing where there is none", async () => {
    await aPublication();
    await settle("en", 130_000);
    await sweep("en");
    const { drift } = await runInDurableObject(edition("en"), (i: Edition) => i.status("en"));
    expect(drift.repaired).toBe(0);
    expect(drift.compared).toBeGreaterThan(30);
  });
});
