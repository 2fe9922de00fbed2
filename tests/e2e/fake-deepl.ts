import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What the server was asked, request by request. */
export interface Asked {
  texts: string[];
  target: string;
  context: string | null;
  authorization: string | undefined;
}

/** DeepL's `/v2/translate` on loopback, answering as told; and its `/v2/usage`, which is not counted. */
export interface FakeDeepL {
  url: string;
  asked: Asked[];
  /** What the next requests get: a good answer, a status, or silence for some milliseconds before a good one. */
  behave: { status?: number; delayMs?: number };
  stop(): Promise<void>;
}

export async function fakeDeepL(): Promise<FakeDeepL> {
  const asked: Asked[] = [];
  const fake: FakeDeepL = { url: "", asked, behave: {}, stop: async () => undefined };
  const server = createServer(async (request, response) => {
    if (request.url === "/v2/usage") return response.end('{"character_count":0,"character_limit":500000}');
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
      text: translated(text, form.get("target_lang") ?? ""),
      billed_characters: [...text.replace(/<[^>]*>/g, "")].length,
    }));
    return response.end(JSON.stringify({ translations }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fake.stop = () => closed(server);
  return fake;
}

/** Each word between tags becomes another, in the target's script. */
function translated(text: string, target: string): string {
  const word = target.toUpperCase() === "AR" ? "كلمة" : "word";
  return text.replace(/[^<>]+(?=<|$)/g, (run) => run.replace(/\p{L}+/gu, word));
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
