import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server was asked, request by request. */
export interface Asked {
  texts: string[];
  target: string;
  context: string | null;
  authorization: string | undefined;
}

/** DeepL's `/v2/translate` on loopback, answering as told. */
export interface FakeDeepL {
  url: string;
  asked: Asked[];
  /** What the next requests get: a good answer, a status, or silence for some milliseconds before a good one. */
  behave: { status?: number; delayMs?: number };
  /** Texts that it knows how to translate, by target's language; of all others it makes words. */
  dictionary: Map<string, Record<string, string>>;
  stop(): Promise<void>;
}

export async function fakeDeepL(): Promise<FakeDeepL> {
  const asked: Asked[] = [];
  const fake: FakeDeepL = { url: "", asked, behave: {}, dictionary: new Map(), stop: async () => undefined };
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await bodyOf(request));
    const texts = form.getAll("text");
    const { authorization } = request.headers;
    asked.push({ texts, target: form.get("target_lang") ?? "", context: form.get("context"), authorization });
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

/** What stands between tags becomes what the dictionary has for it, or else each word another, in the target's script. */
function translated(text: string, target: string, dictionary: FakeDeepL["dictionary"]): string {
  const language = target.slice(0, 2).toLowerCase();
  const word = language === "ar" ? "كلمة" : "word";
  return text.replace(/[^<>]+(?=<|$)/g, (run) => dictionary.get(run)?.[language] ?? run.replace(/\p{L}+/gu, word));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
