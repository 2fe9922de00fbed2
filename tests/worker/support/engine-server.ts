import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import type { Behaviour, Record } from "./engine-behaviour.ts";

declare module "vitest" {
  interface ProvidedContext {
    engineServer: string;
  }
}

/**
 * DeepL's API on a real socket of this machine, misbehaving as told, for tests inside workerd. Each
 * test has a path of its own: `PUT /{id}` sets what its calls get, one after the other, and then good
 * answers; `GET /{id}` tells what was asked.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const records = new Map<string, Record>();
  const server = createServer(async (request, response) => {
    // A connection that is kept may be gone when the next test takes it up.
    response.shouldKeepAlive = false;
    let body = "";
    for await (const chunk of request) body += chunk;
    const [, id = "", ...rest] = (request.url ?? "").split("/");
    if (rest.length === 0) return control(records, id, request, response, body);
    const record = records.get(id) ?? { behaviours: [], asked: [], billed: 0 };
    if (rest.join("/") === "v2/usage") return json(response, { character_count: record.billed, character_limit: 1e12 });
    const texts = new URLSearchParams(body).getAll("text");
    const behaviour = record.behaviours.shift() ?? { kind: "well" };
    record.asked.push({ texts, behaviour: behaviour.kind });
    await answer(request, response, texts, behaviour, record);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  project.provide("engineServer", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

function control(
  records: Map<string, Record>,
  id: string,
  { method }: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  if (method === "PUT") records.set(id, { behaviours: JSON.parse(body) as Behaviour[], asked: [], billed: 0 });
  json(response, records.get(id) ?? null);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  texts: string[],
  behaviour: Behaviour,
  record: Record,
): Promise<void> {
  switch (behaviour.kind) {
    case "status":
      response.writeHead(behaviour.status, behaviour.headers).end('{"message":"as told"}');
      return;
    case "silent":
      return;
    case "closed":
      request.socket.destroy();
      return;
    case "closed-within":
      response.writeHead(200, { "content-length": "10000" });
      response.write('{"translations": [', () => request.socket.destroy());
      return;
    case "drip":
      response.writeHead(200, { "content-type": "application/json" });
      while (!response.closed) {
        response.write(" ");
        await new Promise((soon) => setTimeout(soon, 20));
      }
      return;
    case "no-json":
      response.writeHead(200, { "content-type": "application/json" }).end('{"translations": [{"text": "Half');
      return;
    default:
      record.billed += billed(texts);
      json(response, { translations: translations(texts, behaviour.kind) });
  }
}

function translations(texts: string[], kind: Behaviour["kind"]) {
  const all = texts.map((text) => ({
    detected_source_language: "FR",
    text: spoilt(inEnglish(text), kind),
    billed_characters: billed([text]),
  }));
  return kind === "wrong-count" ? all.slice(1) : all;
}

/** What is wrong with a text of more than a few words; a headline comes back well. */
function spoilt(text: string, kind: Behaviour["kind"]): string {
  if (text.length < 30) return text;
  switch (kind) {
    case "empty":
      return "";
    case "swapped":
      return text.replace(/id="(\d)"/g, (_, n: string) => `id="${1 - Number(n)}"`);
    case "broken":
      return `${text.replace(/<\/\w+>/, "")}<script>`;
    default:
      return text;
  }
}

function inEnglish(text: string): string {
  return text.replace(/[^<>]+(?=<|$)/g, (words) => words.replace(/\p{L}+/gu, (word) => `en-${word}`));
}

function billed(texts: string[]): number {
  return texts.reduce((sum, text) => sum + [...text.replace(/<[^>]*>/g, "")].length, 0);
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}
