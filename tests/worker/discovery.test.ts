import { describe, expect, it } from "vitest";
import { get, ORIGIN } from "./support/desk.ts";

describe("discovery", () => {
  it("lists every feed of every edition as a subscription list", async () => {
    const answer = await get("/feeds.opml");
    expect(answer.headers.get("content-type")).toBe("text/x-opml; charset=utf-8");
    const text = await answer.text();
    const urls = [...text.matchAll(/xmlUrl="([^"]*)"/g)].map(([, url]) => url as string);
    expect(urls).toEqual(
      ["fr", "en", "ar"].flatMap((l) => ["rss.xml", "atom.xml", "feed.json"].map((f) => `${ORIGIN}/${l}/${f}`)),
    );
    for (const url of urls) expect((await get(url.slice(ORIGIN.length))).status, url).toBe(200);
    expect(text).toContain('<opml version="2.0">');
    expect((await get("/feeds.opml", { "if-none-match": answer.headers.get("etag") ?? "" })).status).toBe(304);
  });

  it("lets robots in everywhere but at the desk", async () => {
    const answer = await get("/robots.txt");
    expect(await answer.text()).toBe(
      `User-agent: *\nAllow: /\nDisallow: /api/\n\nSitemap: ${ORIGIN}/sitemap.xml\nSitemap: ${ORIGIN}/news-sitemap.xml\n`,
    );
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
    expect(answer.headers.get("last-modified")).toBeNull();
    expect((await get("/robots.txt?x=1")).status).toBe(308);
  });
});
