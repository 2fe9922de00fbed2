import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Parser from "rss-parser";
import { SaxesParser } from "saxes";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "./browser/browser.ts";
import { type FakeDeepL, fakeDeepL } from "./fake-deepl.ts";
import { rawRequest } from "./raw-request.ts";
import { type Server, start } from "./server.ts";

const SEED = "interpol-marrakech-2025";
const TOKEN = "a-token-for-the-whole-service";
const NEW = {
  language: "fr",
  title: "La mer monte",
  body_text: "La mer monte sur toute la côte du pays.\n\nLes habitants s’inquiètent beaucoup.",
};

describe("the service without an account, a key or a network", () => {
  let state: string;
  let server: Server;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { headers, redirect: "manual" });
  const put = (slug: string, body: object) =>
    fetch(`${server.url}/api/articles/${slug}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  const remove = (slug: string) =>
    fetch(`${server.url}/api/articles/${slug}`, { method: "DELETE", headers: { authorization: `Bearer ${TOKEN}` } });

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "dragoman-"));
    server = await start(state, { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "", DEEPL_API_URL: "" });
  });
  afterAll(async () => {
    await server?.stop();
    await rm(state, { recursive: true, force: true });
  });

  it.each([
    ["fr", "Interpol Marrakech 2025 : le Maroc au centre de la coopération sécuritaire mondiale", null],
    ["en", /^Interpol.*Morocco/, ["seed"]],
    ["ar", /المغرب/, ["seed"]],
  ])("serves the seed in %s, translated through the memory", async (language, title, engines) => {
    const article = (await (await get(`/${language}/articles/${SEED}.json`)).json()) as {
      title: string;
      body: { text: string }[];
      translation: { engines: string[] } | null;
    };
    expect(article.title).toMatch(title);
    expect(article.body).toHaveLength(10);
    expect(article.translation?.engines ?? null).toEqual(engines);
    const page = await (await get(`/${language}/articles/${SEED}`)).text();
    expect(page).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}"`);
    for (const { text } of article.body) expect(page.replaceAll("&#x26;", "&")).toContain(text.slice(0, 40));
  });

  it.each(["fr", "en", "ar"])("syndicates it in %s, in three formats with one text", async (language) => {
    const json = (await (await get(`/${language}/feed.json`)).json()) as {
      items: { id: string; title: string; content_html: string }[];
    };
    const rss = await new Parser().parseString(await (await get(`/${language}/rss.xml`)).text());
    const atom = await new Parser().parseString(await (await get(`/${language}/atom.xml`)).text());
    expect(json.items).toHaveLength(1);
    for (const feed of [rss, atom])
      expect(feed.items.map(({ title }) => title)).toEqual(json.items.map(({ title }) => title));
    expect(rss.items[0]?.guid).toBe(json.items[0]?.id);
    expect(rss.items[0]?.["content:encoded"]).toBe(json.items[0]?.content_html);
  });

  describe("for a reader of feeds that knows hardly any HTTP", () => {
    // By its host the platform finds the service; it is the one field that a request has to have.
    const host = () => `Host: ${new URL(server.url).host}`;
    const files = ["rss.xml", "atom.xml", "feed.json"];

    it.each(files)(
      "RFC 1945: HTTP/1.0 with nothing but a host gets %s whole, and a closed connection",
      async (file) => {
        const whole = await (await get(`/fr/${file}`)).text();
        const { status, headers, body } = await rawRequest(server.url, [`GET /fr/${file} HTTP/1.0`, host()]);
        expect(status).toBe("HTTP/1.0 200 OK");
        expect(body).toBe(whole);
        expect(headers.get("content-length")).toBe(String(Buffer.byteLength(whole)));
        for (const name of ["transfer-encoding", "content-encoding", "set-cookie"])
          expect(headers.has(name)).toBe(false);
        const etag = headers.get("etag") ?? "";
        const again = await rawRequest(server.url, [`GET /fr/${file} HTTP/1.0`, host(), `If-None-Match: ${etag}`]);
        expect([again.status, again.headers.get("etag"), again.body]).toEqual(["HTTP/1.0 304 Not Modified", etag, ""]);
        const head = await rawRequest(server.url, [`HEAD /fr/${file} HTTP/1.0`, host()]);
        expect([head.status, head.headers.get("etag"), head.body]).toEqual(["HTTP/1.0 200 OK", etag, ""]);
      },
    );

    it.each(["/sitemap.xml", "/feeds.opml", `/ar/articles/${SEED}.txt`, `/en/articles/${SEED}`])(
      "RFC 1945: HTTP/1.0 gets %s in one piece, streamed or not",
      async (path) => {
        const whole = await (await get(path)).text();
        const { headers, body } = await rawRequest(server.url, [`GET ${path} HTTP/1.0`, host()]);
        expect(body).toBe(whole);
        expect(headers.has("transfer-encoding")).toBe(false);
      },
    );

    it.each([
      "",
      "Mozilla/5.0 (compatible; Googlebot/2.1)",
      "curl/7.1",
      "Lecteur d\u00e9mod\u00e9/0.1 (\u00ff)",
      "x".repeat(4_000),
    ])("any User-Agent gets the same bytes, without a cookie: %j", async (agent) => {
      const whole = await (await get("/fr/rss.xml")).text();
      const lines = ["GET /fr/rss.xml HTTP/1.1", host(), `User-Agent: ${agent}`, "Cookie: a=b", "Connection: close"];
      const { status, headers, body } = await rawRequest(server.url, lines);
      expect([status, body]).toEqual(["HTTP/1.1 200 OK", whole]);
      expect(headers.has("set-cookie")).toBe(false);
      expect(headers.get("vary") ?? "").not.toMatch(/user-agent|cookie/i);
    });
  });

  it("lets a widget in another site's page read JSON Feed, and be told that it has not changed", async () => {
    const partner = createServer((_, answer) => answer.end("<!doctype html><title>A partner</title>"));
    await new Promise<void>((resolve) => partner.listen(0, "127.0.0.1", resolve));
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(partner.address() as AddressInfo).port}/`);
      const widget = `(async (url) => {
        const first = await fetch(url, { headers: { "x-widget": "1" } });
        const { items } = await first.json();
        const etag = first.headers.get("etag");
        const second = await fetch(url, { headers: { "if-none-match": etag, "cache-control": "no-cache" } });
        return { origin: location.origin, ids: items.map(({ id }) => id), etag, second: second.status };
      })(${JSON.stringify(`${server.url}/ar/feed.json`)})`;
      expect(await page.evaluate(widget)).toEqual({
        origin: expect.not.stringContaining(server.url),
        ids: [`tag:dragoman.example,2025:ar/${SEED}`],
        etag: expect.stringMatching(/^W\/"/),
        second: 304,
      });
    } finally {
      await browser.close();
      partner.close();
    }
  });

  it("leads each reader through the door to their edition", async () => {
    const answer = await get("/", { "accept-language": "ar" });
    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toBe(`${server.url}/ar/`);
  });

  it("carries a hostile article whole and well-formed in every format", async () => {
    const title = "Fin ]]> et ]]>]]> & <b>gras</b> \u0008 \ud800 🎉 مرحبا";
    const told = "Fin ]]> et ]]>]]> & <b>gras</b> \ufffd 🎉 مرحبا";
    const paragraph = "Un texte ]]> & <b> 🎉 مرحبا \u0008qui dure.";
    const long = Array.from({ length: 6_000 }, (_, i) => `${i} ${paragraph}`).join("\n\n");
    expect((await put("hostile", { language: "fr", title, body_text: long })).status).toBe(201);
    const said = (i: number) => `${i} Un texte ]]> & <b> 🎉 مرحبا qui dure.`;
    const article = (await (await get("/fr/articles/hostile.json")).json()) as {
      title: string;
      body: { text: string }[];
    };
    expect(article.title).toBe(told);
    expect(article.body.map(({ text }) => text)).toEqual(Array.from({ length: 6_000 }, (_, i) => said(i)));
    // KV takes one write a second for a key, so a feed may follow a second later.
    await vi.waitFor(async () => expect(await (await get("/fr/feed.json")).text()).toContain("/hostile"), 5_000);
    expect(await (await get("/fr/articles/hostile.txt")).text()).toContain(`${said(0)}\n\n${said(1)}`);
    for (const file of ["rss.xml", "atom.xml"]) {
      const xml = await (await get(`/fr/${file}`)).text();
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(xml).close();
      const entry = (await new Parser().parseString(xml)).items.find((item) => item.link?.endsWith("/hostile"));
      expect(entry?.title, file).toBe(told);
      const html = entry?.["content:encoded"] ?? entry?.content ?? "";
      expect(html.split("<p>").length - 1, file).toBe(6_000);
      expect(html, file).toContain("5999 Un texte ]]> &#x26; &#x3C;b> 🎉 مرحبا qui dure.");
    }
    const json = (await (await get("/fr/feed.json")).json()) as { items: { title: string; content_html: string }[] };
    expect(json.items[0]).toMatchObject({ title: told, content_html: expect.stringContaining("5999 Un texte ]]>") });
    // Without a body, which the local server hands on as an empty one.
    expect((await remove("hostile")).status).toBe(200);
  });

  it("publishes, and keeps what was published over a restart, without seeding again", async () => {
    expect((await put("la-mer", NEW)).status).toBe(201);
    expect((await put(SEED, { ...NEW, title: "Le titre corrigé" })).status).toBe(200);
    expect(await server.stop()).toBe(0);
    server = await start(state, { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "", DEEPL_API_URL: "" });
    expect(await (await get("/fr/articles/la-mer.json")).json()).toMatchObject({ title: "La mer monte" });
    expect(await (await get(`/fr/articles/${SEED}.json`)).json()).toMatchObject({
      title: "Le titre corrigé",
      revision: 2,
    });
    const missing = await get("/en/articles/la-mer", { accept: "text/html" });
    expect(missing.status).toBe(503);
    expect(await missing.text()).toContain("/fr/articles/la-mer");
  });
});

describe("the service with DeepL", () => {
  let state: string;
  let deepl: FakeDeepL;
  let server: Server;
  const get = (path: string) => fetch(server.url + path);

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), "dragoman-"));
    deepl = await fakeDeepL();
    server = await start(state, { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "a-key:fx", DEEPL_API_URL: deepl.url });
    await fetch(`${server.url}/api/articles/la-mer`, {
      method: "PUT",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(NEW),
    });
  });
  afterAll(async () => {
    await server?.stop();
    await deepl?.stop();
    await rm(state, { recursive: true, force: true });
  });

  it("shows a reader the way to the original while a slow engine works, and the article once it has", async () => {
    deepl.behave = { delayMs: 4_000 };
    const waiting = await get("/en/articles/la-mer");
    expect(waiting.status).toBe(503);
    expect(Number(waiting.headers.get("retry-after"))).toBeGreaterThan(0);
    const page = await waiting.text();
    expect(page).toContain('http-equiv="refresh"');
    expect(page).toContain('href="/fr/articles/la-mer"');
    expect(page).not.toContain("La mer monte");
    // Another format waits for the same flight.
    expect(await (await get("/en/articles/la-mer.json")).json()).toMatchObject({ translation: { engines: ["deepl"] } });
    expect((await get("/en/articles/la-mer")).status).toBe(200);
    expect(deepl.asked).toHaveLength(1);
    expect(deepl.asked[0]).toMatchObject({ target: "en-GB", authorization: "DeepL-Auth-Key a-key:fx" });
    expect(deepl.asked[0]?.texts).toEqual(["La mer monte", ...NEW.body_text.split("\n\n")]);
    expect(deepl.asked[0]?.context).toContain("La mer monte");
  });

  it("costs one request for two hundred readers at once", async () => {
    deepl.behave = { delayMs: 500 };
    deepl.asked.length = 0;
    const paths = [
      "articles/la-mer",
      "articles/la-mer.json",
      "articles/la-mer.txt",
      "articles/la-mer.md",
      "rss.xml",
      "atom.xml",
      "feed.json",
      "",
    ];
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => get(`/ar/${paths[i % paths.length]}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    for (const answer of answers) await answer.arrayBuffer();
    expect(deepl.asked).toHaveLength(1);
  });

  it("serves it after a restart without asking again", async () => {
    deepl.asked.length = 0;
    expect(await server.stop()).toBe(0);
    server = await start(state, { EDITOR_TOKEN: TOKEN, DEEPL_API_KEY: "a-key:fx", DEEPL_API_URL: deepl.url });
    for (const language of ["en", "ar"]) expect((await get(`/${language}/articles/la-mer`)).status).toBe(200);
    expect(deepl.asked).toHaveLength(0);
    expect(server.output()).not.toContain(TOKEN);
    expect(server.output()).not.toContain("a-key:fx");
  });
});
