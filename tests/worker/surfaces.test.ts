import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { desk, edition, get, ORIGIN, put } from "./support/desk.ts";
import { Clock, walkedInKv } from "./support/whole.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const SECRET = { title: "Le secret", tags: ["confidentiel"], aliases: ["autre-nom"], summary: "Un secret." };
const EDITION_FILES = [
  "",
  "rss.xml",
  "atom.xml",
  "feed.json",
  "ninjs.json",
  "withdrawn.json",
  "archive/1/",
  "archive/1/rss.xml",
];
const FILES = ["", ".json", ".txt", ".md", ".ninjs.json"];
const PATHS = [
  ...["fr", "en", "ar"].flatMap((language) => [
    ...EDITION_FILES.map((file) => `/${language}/${file}`),
    ...["", "rss.xml", "atom.xml", "feed.json", "ninjs.json"].map((file) => `/${language}/tags/confidentiel/${file}`),
    ...FILES.flatMap((file) => [`/${language}/articles/secret${file}`, `/${language}/articles/autre-nom${file}`]),
  ]),
  "/sitemap.xml",
  "/sitemap/fr/1.xml",
  "/news-sitemap.xml",
  "/feeds.opml",
];

/** Public URLs whose answer tells of the secret, though only by its slug, tag or other name. */
async function telling(): Promise<string[]> {
  const found: string[] = [];
  for (const path of PATHS) {
    const text = await (await get(path)).text();
    const own = path.replace(/.*\/(articles|tags)\/([\w-]+).*/, "$2");
    // What a URL itself says is no news.
    if (/secret|confidentiel|autre-nom/i.test(text.replaceAll(own, ""))) found.push(path);
  }
  return found;
}

describe("an embargo", () => {
  it("holds on every public surface, and in all of KV that is served, in every edition", async () => {
    const clock = new Clock();
    await clock.set();
    await put("public", { tags: ["mer"] });
    await put("secret", { ...SECRET, published_at: clock.at(3_600_000) });
    await clock.pass(61_000);
    expect(await telling()).toEqual([]);
    const { keys } = await env.KV.list();
    for (const { name } of keys) {
      // A backup for the newsroom alone.
      if (name === "article/secret") continue;
      expect(`${name} ${await env.KV.get(name)}`).not.toMatch(/secret|confidentiel|autre-nom/i);
    }
    await clock.pass(3_600_000);
    await clock.pass(61_000);
    expect(await walkedInKv("fr", "confidentiel")).toEqual(["secret"]);
    expect((await get("/fr/articles/autre-nom.json")).status).toBe(301);
  });
});

describe("walking back", () => {
  /** Slugs met from a feed down to its first archive page, as each format's own links lead. */
  async function walked(language: string, file: string): Promise<string[]> {
    const met: string[] = [];
    for (let url: string | undefined = `${ORIGIN}/${language}/${file}`; url !== undefined; ) {
      const text = await (await get(url.slice(ORIGIN.length))).text();
      const entries =
        file === "feed.json" ? /"url": ?"([^"]+)"/g : /<(?:item|entry)>[\s\S]*?(https:[^<"]*\/articles\/[\w-]+)/g;
      met.push(...[...text.matchAll(entries)].map(([, link]) => link?.split("/").at(-1) ?? ""));
      const older = file === "feed.json" ? /"next_url": ?"([^"]+)"/ : /rel="prev-archive"[^>]*href="([^"]+)"/;
      url = older.exec(text)?.[1];
    }
    return met;
  }

  it("meets each visible article once, though translated late and out of order, or backdated, in every format", async () => {
    const clock = new Clock();
    await clock.set();
    const article = (i: number) => {
      const published_at = new Date(Date.UTC(2020, 0, i === 64 ? -900 : i)).toISOString();
      return { slug: `n${i}`, language: "fr", title: `Numéro ${i}`, body_text: `Texte ${i}.`, published_at };
    };
    for (const [from, to] of [
      [1, 60],
      [61, 65],
    ] as const) {
      const lines = Array.from({ length: to - from + 1 }, (_, i) => JSON.stringify(article(from + i)));
      const answer = await desk("POST", "/api/import", lines.join("\n"), { "content-type": "application/x-ndjson" });
      expect(answer.status).toBe(200);
      await answer.bytes();
      await clock.pass(2_000);
    }
    const all = Array.from({ length: 65 }, (_, i) => `n${i + 1}`);
    // English comes late, from the ends to the middle; one article never.
    const late = all
      .toSorted((a, b) => Math.abs(33 - Number(b.slice(1))) - Math.abs(33 - Number(a.slice(1))))
      .slice(0, 64);
    await runInDurableObject(edition("en"), async (instance: Edition) => {
      for (const slug of late) await instance.rendition("en", slug, 5_000);
    });
    await clock.pass(61_000);
    for (const file of ["rss.xml", "atom.xml", "feed.json"]) {
      expect((await walked("fr", file)).toSorted(), file).toEqual(all.toSorted());
      expect((await walked("en", file)).toSorted(), file).toEqual(late.toSorted());
      expect(await walked("ar", file), file).toEqual([]);
    }
  });
});
