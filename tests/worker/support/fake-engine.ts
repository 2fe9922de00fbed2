import { runInDurableObject } from "cloudflare:test";
import type { Edition } from "../../../src/edition/edition.ts";
import type { Replica } from "../../../src/replica/values.ts";
import type { EngineAnswer, TranslationEngine } from "../../../src/translation/engine.ts";
import { edition } from "./desk.ts";

/** What an engine was asked, call by call. */
export interface FakeEngine extends TranslationEngine {
  calls: { texts: string[]; context: string | null }[];
  sent(): string[];
}

type Answer = (texts: string[], call: number) => EngineAnswer | Promise<EngineAnswer>;

/** An engine that answers as told; by default well. */
export function fakeEngine(answer: Answer = (texts) => well(texts)): FakeEngine {
  const calls: FakeEngine["calls"] = [];
  return {
    name: "deepl",
    calls,
    sent: () => calls.flatMap((call) => call.texts),
    async translate(texts, _pair, { context }) {
      calls.push({ texts, context });
      return answer(texts, calls.length);
    },
  };
}

/** A good answer: every word in front of its own. */
export function well(texts: string[]): EngineAnswer {
  return { ok: true, texts: texts.map(inEnglish), billed: null };
}

/** Text reversed word by word between its tags: long enough, different, markup in place. */
export function inEnglish(text: string): string {
  return text.replace(/[^<>]+(?=<|$)/g, (words) => words.replace(/\p{L}+/gu, (word) => `en-${word}`));
}

/** Sets the engine, or several in order, and if given the clock, of an edition. Nothing is left to chance, and nobody sleeps. */
export async function equip(
  language: string,
  engine: TranslationEngine | TranslationEngine[] | null,
  now?: () => number,
): Promise<void> {
  const engines = engine === null ? [] : [engine].flat();
  await runInDurableObject(edition(language), (instance: Edition) => {
    instance.engines = () => engines;
    instance.random = () => 0;
    instance.sleep = async () => undefined;
    if (now !== undefined) instance.now = now;
  });
}

/** The front of an edition, or of a tag, as the object answers it. */
export async function frontOf(language: string, waitMs = 0, tag: string | null = null): Promise<Replica> {
  const answer = await runInDurableObject(edition(language), (instance: Edition) =>
    instance.front(language, tag, waitMs),
  );
  if (answer.state !== "found") throw new Error(`no front: ${answer.state}`);
  return answer.replica;
}

let ahead = 0;

/** Forgets the time that was let pass. */
export function backToNow(): void {
  ahead = 0;
}

/** Lets time pass for an edition and does what is then due: KV has caught up with the rows. */
export async function settle(language: string, ms = 2_000): Promise<void> {
  ahead += ms;
  const offset = ahead;
  await runInDurableObject(edition(language), async (instance: Edition) => {
    instance.now = () => Date.now() + offset;
    await instance.alarm();
  });
}

/** Sets an edition's own ceilings. */
export async function withBudget(language: string, daily: number | null, monthly: number | null = null): Promise<void> {
  await runInDurableObject(edition(language), (instance: Edition) =>
    instance.setBudget(language, { daily_characters: daily, monthly_characters: monthly }),
  );
}

/** Characters that an edition's budget counts as gone, today and on other days. */
export function spent(language: string): Promise<number> {
  return runInDurableObject(edition(language), (_instance: Edition, state) => {
    const row = state.storage.sql.exec<{ n: number | null }>("SELECT sum(reserved + settled) AS n FROM spending").one();
    return row.n ?? 0;
  });
}
