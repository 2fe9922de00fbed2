import type { FakeDeepL } from "../../e2e/fake-deepl.ts";
import type { Corpus } from "./corpus.ts";
import type { Kv } from "./kv.ts";
import type { Runtime } from "./runtime.ts";

export const TOKEN = "a-token-for-the-bench-only";
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` };

/** One publication of `n` articles, and what it runs on. */
export interface Bench {
  n: number;
  corpus: Corpus;
  kv: Kv;
  runtime: Runtime;
  engine: FakeDeepL;
}

/** A request's body. @throws Error on a status that is not 2xx: what fails fast is not fast */
export async function get(origin: string, path: string): Promise<string> {
  const answer = await fetch(origin + path, { headers: AUTHORIZATION, redirect: "manual" });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text;
}

export async function send(
  origin: string,
  method: "PUT" | "POST",
  path: string,
  body: string,
  type: string,
): Promise<string> {
  const headers = { ...AUTHORIZATION, "content-type": type };
  const answer = await fetch(origin + path, { method, headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
  return text;
}

export interface ObjectStatus {
  state: string;
  outbox: { kind: string; count: number }[];
  drift: { compared: number; repaired: number; latest: object[] };
  heard?: number;
  head?: number;
}

export interface Status {
  newsroom: ObjectStatus;
  editions: Record<string, ObjectStatus>;
}

export async function statusOf({ runtime }: Bench): Promise<Status> {
  const status = JSON.parse(await get(runtime.origin, "/api/status")) as Status;
  const lost = [status.newsroom, ...Object.values(status.editions)].find(({ state }) => state === "unreachable");
  if (lost !== undefined) throw new Error("an object cannot be reached");
  return status;
}

export function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
