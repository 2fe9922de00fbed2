import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server was asked, request by request. */
export interface Asked {
  texts: string[];
  target: string;
  context: string | null;
  glossary: string | null;
  authorization: string | undefined;
}

/** A glossary as DeepL (v3) keeps it, with one dictionary. */
export interface FakeGlossary {
  name: string;
  source: string;
  target: string;
  /** Source and target with a tab between them, one pair a line. */
  entries: string;
}

/** DeepL's `/v2/translate` and `/v3/glossaries` on loopback, answering as told; and its `/v2/usage`, which is not counted. */
export interface FakeDeepL {
  url: string;
  asked: Asked[];
  /** What the account has, by id. */
  glossaries: Map<string, FakeGlossary>;
  /** Requests to `/v3/glossaries`, method and path. */
  kept: string[];
  /** What the next requests get: a good answer, a status, or silence for some milliseconds before a good one. */
  behave: { status?: number; delayMs?: number /** Where the account may have no more. */; mostGlossaries?: number };
  /** Texts that it knows how to translate, by target's language; of all others it makes words. */
  dictionary: Map<string, Record<string, string>>;
  stop(): Promise<void>;
}

export async function fakeDeepL(): Promise<FakeDeepL> {
  const asked: Asked[] = [];
  const glossaries: FakeDeepL["glossaries"] = new Map();
  const told = { asked, glossaries, kept: [], behave: {}, dictionary: new Map() };
  const fake: FakeDeepL = { url: "", ...told, stop: async () => undefined };
  const server = createServer(async (request, response) => {
    if (request.url === "/v2/usage") return response.end('{"character_count":0,"character_limit":500000}');
    const form = new URLSearchParams(await bodyOf(request));
    const texts = form.getAll("text");
    const { authorization } = request.headers;
    if (request.url?.startsWith("/v3/glossaries")) {
      const { status, json } = keptGlossary(fake, request, form);
      response.writeHead(status, { "content-type": "application/json" });
      return response.end(JSON.stringify(json));
    }
    const glossary = form.get("glossary_id");
    const target = form.get("target_lang") ?? "";
    asked.push({ texts, target, context: form.get("context"), glossary, authorization });
    if (glossary !== null && !glossaries.has(glossary)) {
      response.writeHead(404, { "content-type": "application/json" });
      return response.end('{"message":"Glossary not found"}');
    }
    if (fake.behave.delayMs) await new Promise((resolve) => setTimeout(resolve, fake.behave.delayMs));
    const status = fake.behave.status ?? 200;
    response.writeHead(status, { "content-type": "application/json" });
    if (status !== 200) return response.end('{"message":"as told"}');
    const translations = texts.map((text) => ({
      detected_source_language: "FR",
      text: translated(text, form.get("target_lang") ?? "", fake.dictionary),
      billed_characters: [...text.replace(/<[^>]*>/g, "")].length,
    }));
    return response.end(JSON.stringify({ translations }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fake.stop = () => closed(server);
  return fake;
}

let made = 0;

/** One request to the account's glossaries. */
function keptGlossary(
  fake: FakeDeepL,
  request: IncomingMessage,
  form: URLSearchParams,
): { status: number; json: object } {
  const { glossaries, kept, behave } = fake;
  kept.push(`${request.method} ${request.url}`);
  if (behave.status !== undefined) return { status: behave.status, json: { message: "as told" } };
  const shown = ([id, { name, source, target, entries }]: [string, FakeGlossary]) => ({
    glossary_id: id,
    name,
    dictionaries: [{ source_lang: source, target_lang: target, entry_count: entries.split("\n").length }],
    creation_time: "2026-11-25T10:00:00.000Z",
  });
  const id = request.url?.split("/")[3];
  if (request.method === "DELETE" && id !== undefined) {
    return glossaries.delete(id) ? { status: 204, json: {} } : { status: 404, json: { message: "Not found" } };
  }
  if (request.method === "GET") return { status: 200, json: { glossaries: [...glossaries].map(shown) } };
  if (glossaries.size >= (behave.mostGlossaries ?? 1_000)) return { status: 456, json: { message: "Too many" } };
  const glossary: FakeGlossary = {
    name: form.get("name") ?? "",
    source: form.get("dictionaries[0].source_lang") ?? "",
    target: form.get("dictionaries[0].target_lang") ?? "",
    entries: form.get("dictionaries[0].entries") ?? "",
  };
  if (form.get("dictionaries[0].entries_format") !== "tsv") return { status: 400, json: { message: "No format" } };
  glossaries.set(`glossary-${++made}`, glossary);
  return { status: 201, json: shown([`glossary-${made}`, glossary]) };
}

/**
 * What stands between tags becomes what the dictionary has for it, or else each word another, in the target's script:
 * letters move on by 13, or to Arabic's.
 */
function translated(text: string, target: string, dictionary: FakeDeepL["dictionary"]): string {
  const language = target.slice(0, 2).toLowerCase();
  const isArabic = language === "ar";
  const letter = (c: string) => {
    const number = (c.toLowerCase().charCodeAt(0) + 13) % 26;
    return isArabic ? ARABIC[number % ARABIC.length] : String.fromCharCode(97 + number);
  };
  const known = (run: string) => dictionary.get(run)?.[language];
  return text.replace(/[^<>]+(?=<|$)/g, (run) => known(run) ?? run.replace(/\p{L}/gu, (c) => letter(c) ?? c));
}
const ARABIC = "بتثجحخدذرزسشصضطظعغفقكلمنهي";

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
