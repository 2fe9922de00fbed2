import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deepl } from "../../../src/translation/deepl.ts";
import { COST_OF_FAILURE, type EngineAnswer, type EngineFailureKind } from "../../../src/translation/engine.ts";

const KEY = "an-invented-key";
const EN = { source: "fr", target: "en" };
const BARE = { context: null, glossary: null };

type Reply = (request: IncomingMessage, body: URLSearchParams, response: ServerResponse) => void;
interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: URLSearchParams;
}

let reply: Reply = (_, __, response) => response.end();
const seen: Seen[] = [];
const server: Server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = new URLSearchParams(Buffer.concat(chunks).toString());
  seen.push({ method: request.method, url: request.url, headers: request.headers, body });
  reply(request, body, response);
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  seen.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const translation = (text: unknown, billed_characters: unknown = 5) => ({
  detected_source_language: "FR",
  text,
  billed_characters,
});
const json =
  (value: unknown, status = 200): Reply =>
  (_, __, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };
const raw =
  (text: string, status = 200, type = "text/html"): Reply =>
  (_, __, response) => {
    response.writeHead(status, { "content-type": type }).end(text);
  };

function asked(
  answer: Reply,
  texts = ["Bonjour", "Merci"],
  pair = EN,
  context: string | null = null,
): Promise<EngineAnswer> {
  reply = answer;
  return deepl(KEY, url).translate(texts, pair, { context, glossary: null });
}

/** DeepL's language codes have no case. */
describe("a request", () => {
  const good = json({ translations: [translation("Hello"), translation("Thanks")] });

  it("carries the texts in order, languages, markup handling and key", async () => {
    await asked(good, ['Le <b id="0">chat</b> & é', "Merci"], EN, "Titre\nRésumé");
    expect(seen).toHaveLength(1);
    const [{ method, url: path, headers, body }] = seen as [Seen];
    expect([method, path]).toEqual(["POST", "/v2/translate"]);
    expect(headers.authorization).toBe(`DeepL-Auth-Key ${KEY}`);
    expect(headers["content-type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(body.getAll("text")).toEqual(['Le <b id="0">chat</b> & é', "Merci"]);
    expect(Object.fromEntries(body)).toMatchObject({
      source_lang: "fr",
      target_lang: "en-GB",
      tag_handling: "html",
      split_sentences: "nonewlines",
      context: "Titre\nRésumé",
    });
  });

  it("has no context where there is none, and no formality", async () => {
    await asked(good);
    expect([...(seen[0]?.body.keys() ?? [])]).not.toContain("context");
    expect([...(seen[0]?.body.keys() ?? [])]).not.toContain("formality");
  });

  it("does not tell the platform", async () => {
    await asked(good);
    expect(seen[0]?.headers["user-agent"]).not.toContain(process.version.slice(1));
  });

  it.each([
    ["fr", "ar", "FR", "AR"],
    ["fr", "en", "FR", "EN-GB"],
    ["fr", "en-US", "FR", "EN-US"],
    ["pt-BR", "pt", "PT", "PT-PT"],
    ["en", "pt-BR", "EN", "PT-BR"],
    ["ar", "fr", "AR", "FR"],
  ])("from %s to %s asks for %s to %s", async (source, target, sourceLang, targetLang) => {
    await asked(good, ["a", "b"], { source, target });
    const { body } = seen[0] as Seen;
    expect(body.get("source_lang")?.toUpperCase()).toBe(sourceLang);
    expect(body.get("target_lang")?.toUpperCase()).toBe(targetLang);
  });
});

describe("a good answer", () => {
  it("is its texts in order, and what was billed", async () => {
    const answer = await asked(json({ translations: [translation("Hello", 7), translation("Thanks", 5)] }));
    expect(answer).toEqual({ ok: true, texts: ["Hello", "Thanks"], billed: 12 });
  });

  it.each([
    ["is not said", undefined],
    ["is no number", "7"],
    ["is negative", -7],
    ["is a fraction", 1.5],
  ])("has null for what was billed where that %s", async (_, billed) => {
    const answer = await asked(
      json({ translations: [translation("Hello", 7), { ...translation("Thanks"), billed_characters: billed }] }),
    );
    expect(answer).toEqual({ ok: true, texts: ["Hello", "Thanks"], billed: null });
  });

  it("may be free, and may be empty: that is for the checks", async () => {
    const answer = await asked(json({ translations: [translation("", 0), translation(" ", 0)] }));
    expect(answer).toEqual({ ok: true, texts: ["", " "], billed: 0 });
  });
});

describe("a failure is a value of the right kind, and the library tries once", () => {
  const page = "<!DOCTYPE html><title>Just a moment…</title>";
  it.each<[string, EngineFailureKind, Reply]>([
    [
      "another address (the key belongs to one host)",
      "garbled",
      (_, __, response) => void response.writeHead(307, { location: "/elsewhere" }).end(),
    ],
    ["fewer texts", "wrong-count", json({ translations: [translation("Hello")] })],
    ["more texts", "wrong-count", json({ translations: [translation("a"), translation("b"), translation("c")] })],
    ["no texts", "wrong-count", json({ translations: [] })],
    ["a text that is null", "garbled", json({ translations: [translation("a"), translation(null)] })],
    ["a text that is a number", "garbled", json({ translations: [translation("a"), translation(1)] })],
    ["a text that is an object", "garbled", json({ translations: [translation("a"), translation({ text: "b" })] })],
    ["a text left out", "garbled", json({ translations: [translation("a"), { detected_source_language: "FR" }] })],
    ["a translation that is null", "garbled", json({ translations: [translation("a"), null] })],
    ["no translations", "garbled", json({})],
    ["translations that are no list", "garbled", json({ translations: "a" })],
    ["null", "garbled", json(null)],
    ["a list", "garbled", json([translation("a"), translation("b")])],
    ["broken JSON", "garbled", raw('{"translations": [', 200, "application/json")],
    ["a page as 200", "garbled", raw(page)],
    ["an empty body", "garbled", raw("")],
    ["204", "garbled", raw("", 204)],
    ["400", "refused", json({ message: "Value for 'target_lang' not supported." }, 400)],
    ["400 as a page", "refused", raw(page, 400)],
    ["401", "refused", raw("", 401)],
    ["403", "refused", json({ message: "Forbidden" }, 403)],
    ["404", "refused", raw(page, 404)],
    ["413", "too-large", raw("", 413)],
    ["414", "refused", raw("", 414)],
    ["429", "overloaded", json({ message: "Too many requests" }, 429)],
    ["456", "quota-spent", json({ message: "Quota Exceeded" }, 456)],
    ["500", "failed", json({ message: "Internal server error" }, 500)],
    ["502", "silent", raw(page, 502)],
    ["503", "overloaded", raw(page, 503)],
    ["504", "silent", raw(page, 504)],
    ["520", "silent", raw(page, 520)],
    ["521", "unreachable", raw(page, 521)],
    ["524", "silent", raw(page, 524)],
    ["525", "unreachable", raw("error code: 525", 525)],
    ["529", "overloaded", raw("", 529)],
    ["a socket closed before the answer", "silent", (request) => request.socket.destroy()],
    [
      "a socket closed within the answer",
      "silent",
      (request, _, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"translations": [', () => request.socket.destroy());
      },
    ],
  ])("%s: %s", async (_, kind, answer) => {
    const result = await asked(answer);
    expect(result).toEqual({ ok: false, failure: { kind, detail: expect.any(String) } });
    expect(seen).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain(KEY);
    expect(result.ok || result.failure.detail.length).toBeLessThanOrEqual(300);
  });

  it("nobody listening: unreachable", async () => {
    const closed = createServer();
    await new Promise<void>((listening) => closed.listen(0, "127.0.0.1", listening));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    const result = await deepl(KEY, `http://127.0.0.1:${port}`).translate(["a"], EN, BARE);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
  });

  it("no such host: unreachable", async () => {
    const result = await deepl(KEY, "http://engine.invalid").translate(["a"], EN, BARE);
    expect(result).toMatchObject({ ok: false, failure: { kind: "unreachable" } });
  });

  it("no answer in time: silent", async () => {
    reply = () => {};
    const result = await deepl(KEY, url, 50).translate(["a"], EN, BARE);
    expect(result).toEqual({ ok: false, failure: { kind: "silent", detail: "no answer in 50 ms" } });
  });

  it("an answer that never ends: silent", async () => {
    reply = (_, __, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write("{");
    };
    const result = await deepl(KEY, url, 50).translate(["a"], EN, BARE);
    expect(result).toEqual({ ok: false, failure: { kind: "silent", detail: "no answer in 50 ms" } });
  });

  it("no texts to ask for, and no text at all: never an exception", async () => {
    reply = json({ translations: [] });
    expect(await deepl(KEY, url).translate([""], EN, BARE)).toMatchObject({ ok: false });
  });
});

describe("Retry-After", () => {
  const later =
    (status: number, value: string): Reply =>
    (_, __, response) =>
      void response.writeHead(status, { "retry-after": value }).end("{}");

  it.each<[number, string, EngineFailureKind, number]>([
    [429, "7", "overloaded", 7_000],
    [529, "0", "overloaded", 0],
    [503, " 120 ", "overloaded", 120_000],
    [456, "3600", "quota-spent", 3_600_000],
    [500, "5", "failed", 5_000],
    [413, "1", "too-large", 1_000],
    [403, "60", "refused", 60_000],
    [429, "9999999", "overloaded", 86_400_000],
    [429, "Sun, 06 Nov 1994 08:49:37 GMT", "overloaded", 0],
  ])("%s with %s is told: %s, %s ms", async (status, value, kind, retryAfterMs) => {
    const result = await asked(later(status, value));
    expect(result).toMatchObject({ ok: false, failure: { kind, retryAfterMs } });
  });

  it("may be a date", async () => {
    const result = await asked(later(429, new Date(Date.now() + 60_000).toUTCString()));
    const wait = result.ok ? 0 : (result.failure.retryAfterMs ?? 0);
    expect(wait).toBeGreaterThan(50_000);
    expect(wait).toBeLessThanOrEqual(60_000);
  });

  it.each(["soon", "", "-1"])("that says nothing (%s) is none", async (value) => {
    const result = await asked(later(429, value));
    expect(result).toEqual({ ok: false, failure: { kind: "overloaded", detail: expect.any(String) } });
  });
});

describe("what a failure costs (promises 2 and 3)", () => {
  it.each<[EngineFailureKind, "free" | "spent" | "lost"]>([
    ["refused", "free"],
    ["overloaded", "free"],
    ["quota-spent", "free"],
    ["unreachable", "free"],
    ["failed", "spent"],
    ["garbled", "lost"],
    ["wrong-count", "lost"],
    ["silent", "lost"],
  ])("%s: %s", (kind, cost) => {
    expect(COST_OF_FAILURE[kind]).toBe(cost);
  });
});

describe("asked for free whether it answers", () => {
  const USAGE = { character_count: 10, character_limit: 1000 };

  it.each([
    ["an account's usage", json(USAGE), null],
    ["404, as a relay may", raw("", 404), null],
    ["503", raw("", 503), "overloaded"],
    ["500", raw("", 500), "failed"],
    ["429", raw("", 429), "overloaded"],
    ["456", raw("", 456), "quota-spent"],
    ["504", raw("", 504), "silent"],
  ])("%s tells it: %s", async (_, answer, kind) => {
    reply = answer;
    const failure = await deepl(KEY, url).check?.();
    expect(failure?.kind ?? null).toBe(kind);
    expect(seen.map((request) => [request.method, request.url])).toEqual([["GET", "/v2/usage"]]);
  });
});

describe("an account's usage", () => {
  it.each([
    [
      { character_count: 10, character_limit: 500_000 },
      { count: 10, limit: 500_000 },
    ],
    [
      { character_count: 10, character_limit: 1_000_000_000_000 },
      { count: 10, limit: null },
    ],
  ])("%s", async (told, usage) => {
    reply = json(told);
    expect(await deepl(KEY, url).usage?.()).toEqual({ ok: true, value: usage });
  });

  it.each<[string, Reply, EngineFailureKind]>([
    ["403", raw("", 403), "refused"],
    ["a count that is none", json({ character_count: "many", character_limit: 1 }), "garbled"],
    ["no count", json({}), "garbled"],
    ["null", json(null), "garbled"],
  ])("is not known after %s", async (_, answer, kind) => {
    reply = answer;
    expect(await deepl(KEY, url).usage?.()).toMatchObject({ ok: false, error: { kind } });
  });
});
