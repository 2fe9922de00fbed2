import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { edition, get, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, frontOf, settle, well } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

interface JsonFeed {
  items: { id: string; url: string; title: string; date_published: string; date_modified: string }[];
}

async function feed(language: string): Promise<JsonFeed> {
  return (await get(`/${language}/feed.json`)).json();
}

async function slugs(language: string): Promise<string[]> {
  return (await feed(language)).items.map(({ url }) => url.split("/").at(-1) as string);
}

async function publish(from: number, to: number): Promise<void> {
  for (let i = from; i <= to; i++)
    await put(`n${i}`, { title: `Numéro ${i}`, body_text: `Le texte du numéro ${i}, assez long.` });
}

describe("an edition's timeline", () => {
  it("feeds the open page and the last full one, newest entry first: 30 to 59 entries", async () => {
    await publish(1, 29);
    await settle("fr");
    expect(await slugs("fr")).toHaveLength(29);
    await publish(30, 31);
    await settle("fr");
    expect(await slugs("fr")).toHaveLength(31);
    await publish(32, 59);
    await settle("fr");
    expect((await slugs("fr")).slice(0, 2)).toEqual(["n59", "n58"]);
    expect(await slugs("fr")).toHaveLength(59);
    await publish(60, 60);
    await settle("fr");
    expect(await slugs("fr")).toEqual(Array.from({ length: 30 }, (_, i) => `n${60 - i}`));
  });

  it("is not shifted by a backdated article, a correction or a withdrawal", async () => {
    await publish(1, 3);
    await put("vieux", { published_at: "2020-01-01T00:00:00Z" });
    await put("n1", { title: "Numéro un, corrigé" });
    await settle("fr");
    expect(await slugs("fr")).toEqual(["vieux", "n3", "n2", "n1"]);
    await withdraw("n2");
    await settle("fr");
    expect(await slugs("fr")).toEqual(["vieux", "n3", "n1"]);
  });

  it("numbers entries as they become visible in the edition: a late translation is a new entry there", async () => {
    await publish(1, 2);
    await equip(
      "en",
      fakeEngine((texts) =>
        texts.some((text) => text.includes("1"))
          ? { ok: false, failure: { kind: "overloaded", detail: "" } }
          : well(texts),
      ),
    );
    await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", "n2", 1_000));
    await settle("en", 60_000);
    await equip("en", fakeEngine());
    await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", "n1", 1_000));
    await settle("en");
    expect(await slugs("en")).toEqual(["n1", "n2"]);
  });

  it("keeps an entry's id, whatever is corrected", async () => {
    await put("n1", { title: "Un" });
    const before = await feed("fr");
    await put("n1", { title: "Deux" });
    await settle("fr");
    const after = await feed("fr");
    expect(after.items[0]).toMatchObject({
      id: before.items[0]?.id,
      title: "Deux",
      date_published: before.items[0]?.date_published,
    });
    expect(after.items[0]?.id).toBe("tag:dragoman.example,2025:fr/n1");
  });

  it("gives the same bytes for the same content, from KV and from the object", async () => {
    await publish(1, 3);
    await settle("fr");
    for (const file of ["rss.xml", "atom.xml", "feed.json", ""]) {
      const fromKv = await get(`/fr/${file}`);
      await env.KV.delete("front/fr");
      const fromObject = await get(`/fr/${file}`);
      expect(await fromObject.text()).toBe(await fromKv.text());
      expect(fromObject.headers.get("etag")).toBe(fromKv.headers.get("etag"));
      await frontOf("fr");
    }
  });
});

describe("the replica", () => {
  it("ends up equal to what the object holds, after a burst of writes to one article", async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => put("mer", { title: `Version ${i}` })));
    await settle("fr");
    await settle("fr");
    const rows = await runInDurableObject(edition("fr"), (_: Edition, state) =>
      state.storage.sql.exec<{ rendition: string; version: number }>("SELECT rendition, version FROM renditions").one(),
    );
    const stored = await env.KV.getWithMetadata<unknown, { version: number }>("rendition/fr/mer", "json");
    expect(stored.value).toEqual({ state: "ready", places: [["", 1, 1, 1]], rendition: JSON.parse(rows.rendition) });
    expect(stored.metadata?.version).toBe(rows.version);
    expect(JSON.parse(rows.rendition)).toMatchObject({ revision: 12 });
  });
});
