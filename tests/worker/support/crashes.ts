import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import type { Edition } from "../../../src/edition/edition.ts";
import type { Newsroom } from "../../../src/newsroom/newsroom.ts";
import { edition, newsroom } from "./desk.ts";

/** Something that breaks. It calls `hit` when it has; where it `kills`, every object dies at that moment. */
export interface Fault {
  name: string;
  kills?: boolean;
  /** Nothing was written: the editor, or the alarm, has to come again. */
  isBefore?: boolean;
  /** It meets whatever object puts whatever key. */
  isAnyPut?: boolean;
  arm: (hit: () => void) => Promise<unknown>;
}

type Put = (key: string, really: () => Promise<void>) => Promise<void>;
type Call = (really: () => Promise<unknown>) => Promise<unknown>;
const never = () => new Promise<never>(() => undefined);

/** Stands before every put into KV. */
export async function interceptPuts(intercept: Put): Promise<void> {
  const prototype = Object.getPrototypeOf(env.KV) as KVNamespace;
  const real = prototype.put as (...args: unknown[]) => Promise<void>;
  vi.spyOn(prototype, "put").mockImplementation(function (this: KVNamespace, ...args: unknown[]) {
    return intercept(args[0] as string, () => real.apply(this, args));
  } as KVNamespace["put"]);
}

/** Stands before a method of the Newsroom, or of every edition. */
export async function interceptCalls(stub: DurableObjectStub<Newsroom | Edition>, method: string, intercept: Call) {
  type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;
  const prototype = await runInDurableObject(stub, (instance) => Object.getPrototypeOf(instance) as Methods);
  const real = prototype[method] as Methods[string];
  vi.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
    return intercept(() => real.apply(this, args));
  });
}

/** Fails at the first put of every key. */
function eachOnce(fail: Put): Put {
  const failed = new Set<string>();
  return (key, really) => {
    if (failed.has(key)) return really();
    failed.add(key);
    return fail(key, really);
  };
}

const refused = async (hit: () => void, status: number) => {
  hit();
  throw new Error(`KV PUT failed: ${status}`);
};
const silent = (hit: () => void) => {
  hit();
  return never();
};

export const FAULTS: Fault[] = [
  {
    name: "the newsroom dies before it has written",
    kills: true,
    isBefore: true,
    arm: async (hit) => {
      for (const method of ["publish", "withdraw", "importArticles", "alarm"])
        await interceptCalls(newsroom(), method, () => silent(hit));
    },
  },
  {
    name: "the newsroom dies once it has written, and has told nobody",
    kills: true,
    arm: (hit) => interceptCalls(edition("fr"), "poke", () => silent(hit)),
  },
  {
    name: "everybody dies once the editions are told, and have pulled nothing",
    kills: true,
    arm: (hit) => interceptCalls(newsroom(), "changesSince", () => silent(hit)),
  },
  {
    name: "everybody dies after the first change of a pull",
    kills: true,
    arm: (hit) => {
      const pulled = new Map<unknown, number>();
      return interceptCalls(newsroom(), "changesSince", async (really) => {
        const found = (await really()) as { changes: { cursor: string }[]; head: number };
        const first = found.changes[0];
        if (first === undefined || pulled.has(first.cursor)) return silent(hit);
        pulled.set(first.cursor, 1);
        return { ...found, changes: [first], head: found.head + 1 };
      });
    },
  },
  {
    name: "everybody dies once an edition has heard, and could not say so",
    kills: true,
    arm: (hit) => interceptCalls(edition("fr"), "poke", (really) => really().then(() => silent(hit))),
  },
  {
    name: "everybody dies when rows are written and no put is sent",
    isAnyPut: true,
    kills: true,
    arm: (hit) => interceptPuts(() => silent(hit)),
  },
  {
    name: "everybody dies when a put has landed and its row still stands",
    isAnyPut: true,
    kills: true,
    arm: (hit) => interceptPuts((_, really) => really().then(() => silent(hit))),
  },
  ...["front/fr", "rendition/fr", "article/"].map(
    (kind): Fault => ({
      name: `everybody dies at a put of ${kind}, all others having landed`,
      kills: true,
      arm: (hit) => interceptPuts((key, really) => (key.startsWith(kind) ? silent(hit) : really())),
    }),
  ),
  { name: "KV takes no put", isAnyPut: true, arm: (hit) => interceptPuts(() => refused(hit, 500)) },
  {
    name: "KV answers 429 to the first put of every key",
    isAnyPut: true,
    arm: (hit) => interceptPuts(eachOnce(() => refused(hit, 429))),
  },
  {
    name: "the answer to the first put of every key is lost",
    isAnyPut: true,
    arm: (hit) => interceptPuts(eachOnce((_, really) => really().then(() => refused(hit, 504)))),
  },
];
