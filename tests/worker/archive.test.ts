import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { desk, edition, get, ORIGIN, put, withdraw } from "./support/desk.ts";
import { settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const FILES = ["rss.xml", "atom.xml", "feed.json", "ninjs.json", ""];

async function publish(from: number, to: number): Promise<void> {
  const lines = Array.from({ length: to - from + 1 }, (_, i) => {
    const body_text = `Le texte du numéro ${from + i}, assez long.`;
    const published_at = new Date(Date.UTC(2025, 0, 1, 0, from + i)).toISOString();
    return JSON.stringify({
      slug: `n${from + i}`,
      language: "fr",
      title: `Numéro ${from + i}`,
      body_text,
      published_at,
    });
  });
  await (await desk("POST", "/api/import", lines.join("\n"), { "content-type": "application/x-ndjson" })).bytes();
  await settle("fr");
}

const text = async (path: string) => (await get(path)).text();
const pageTexts = (page: number) => Promise.all(FILES.map((file) => text(`/fr/archive/${page}/${file}`)));

interface JsonFeed {
  next_url?: string;
  items: { id: string; url: string }[];
}

/** Every item met by walking back from the feed, as `next_url` leads. */
async function walkedBack(): Promise<string[]> {
  const met: string[] = [];
  for (let url: string | undefined = `${ORIGIN}/fr/feed.json`; url !== undefined; ) {
    const feed = (await (await get(url.slice(ORIGIN.length))).json()) as JsonFeed;
    met.push(...feed.items.map((item) => item.url.split("/").at(-1) as string));
    url = feed.next_url;
  }
  return met;
}

describe("the archive (RFC 5005)", () => {
  it("is walked back through from the feed, meeting every visible article exactly once", async () => {
    await publish(1, 95);
    await put("vieux", { published_at: "2019-01-01T00:00:00Z" });
    await put("n2", { title: "Numéro deux, corrigé" });
    await withdraw("n40");
    await settle("fr");
    const expected = [...Array.from({ length: 95 }, (_, i) => `n${i + 1}`).filter((slug) => slug !== "n40"), "vieux"];
    const met = await walkedBack();
    expect(met).toHaveLength(new Set(met).size);
    expect(met.toSorted()).toEqual(expected.toSorted());
  });

  it("links feed and pages to each other in RSS and Atom, and marks the pages", async () => {
    await publish(1, 91);
    const to = (rel: string, path: string) => new RegExp(`rel="${rel}"[^>]*href="${ORIGIN}${path}"`);
    for (const file of ["rss.xml", "atom.xml"]) {
      const feed = await text(`/fr/${file}`);
      expect(feed).toMatch(to("prev-archive", `/fr/archive/2/${file}`));
      expect(feed).not.toContain("fh:archive");
      const second = await text(`/fr/archive/2/${file}`);
      expect(second).toMatch(to("self", `/fr/archive/2/${file}`));
      expect(second).toMatch(to("current", `/fr/${file}`));
      expect(second).toMatch(to("prev-archive", `/fr/archive/1/${file}`));
      expect(second).toMatch(to("next-archive", `/fr/archive/3/${file}`));
      expect(second).toContain("<fh:archive");
      expect(await text(`/fr/archive/1/${file}`)).not.toContain("prev-archive");
    }
    expect(await text("/fr/")).toContain('href="/fr/archive/2/"');
  });

  it("keeps a full page's bytes until an article on it is corrected or withdrawn", async () => {
    await publish(1, 61);
    const before = await pageTexts(1);
    await publish(62, 125);
    expect(await pageTexts(1)).toEqual(before);
    await put("n3", { title: "Numéro trois, corrigé" });
    await settle("fr");
    const corrected = await pageTexts(1);
    for (const [i, now] of corrected.entries()) {
      expect(now).not.toBe(before[i]);
      expect(now).toContain("Numéro trois, corrigé");
    }
    await withdraw("n4");
    await settle("fr");
    for (const now of await pageTexts(1)) expect(now).not.toContain("Numéro 4<");
    expect(((await (await get("/fr/archive/1/feed.json")).json()) as JsonFeed).items).toHaveLength(29);
  });

  it("answers 304, from one KV read, and the same from the object", async () => {
    await publish(1, 61);
    for (const file of FILES) {
      const path = `/fr/archive/1/${file}`;
      const first = await get(path);
      expect(first.headers.get("cache-control"), path).toBe("public, max-age=60");
      expect(first.headers.get("cache-tag"), path).toBe("e-fr,fr-p1");
      expect((await get(path, { "if-none-match": first.headers.get("etag") ?? "" })).status, path).toBe(304);
      const stored = await env.KV.getWithMetadata("page/fr/1");
      await env.KV.delete("page/fr/1");
      const fromObject = await get(path);
      expect(await fromObject.text(), path).toBe(await first.text());
      expect(fromObject.headers.get("etag"), path).toBe(first.headers.get("etag"));
      await env.KV.put("page/fr/1", stored.value as string, { metadata: stored.metadata });
    }
  });

  it("leads from the page that is filling to the feed, and knows no page beyond it", async () => {
    await publish(1, 31);
    const filling = await get("/fr/archive/2/rss.xml");
    expect(filling.status).toBe(302);
    expect(filling.headers.get("location")).toBe(`${ORIGIN}/fr/rss.xml`);
    expect(filling.headers.get("cache-control")).toBe("no-store");
    for (const path of [
      "/fr/archive/3/",
      "/fr/archive/0/",
      "/fr/archive/01/",
      "/fr/archive/x/",
      "/de/archive/1/",
      "/fr/archive/1/other.xml",
    ]) {
      expect((await get(path)).status, path).toBe(404);
    }
    const query = await get("/fr/archive/1/?page=2");
    expect(query.status).toBe(308);
    expect(query.headers.get("location")).toBe(`${ORIGIN}/fr/archive/1/`);
  });

  it("is in KV, whole, when a page closes", async () => {
    await publish(1, 30);
    const stored = JSON.parse((await env.KV.get("page/fr/1")) ?? "null");
    const held = await runInDurableObject(edition("fr"), (instance: Edition) => instance.page("fr", null, 1));
    expect(stored).toEqual(JSON.parse(held.state === "found" ? held.replica.value : "null"));
    expect(stored.renditions).toHaveLength(30);
    expect(await env.KV.get("page/fr/2")).toBeNull();
  });
});
