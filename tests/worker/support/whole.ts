import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Edition } from "../../../src/edition/edition.ts";
import { expectedKeys, familiesOf } from "../../../src/edition/expected.ts";
import { workings } from "../../../src/edition/workings.ts";
import { articleReplica } from "../../../src/newsroom/backup.ts";
import type { Newsroom } from "../../../src/newsroom/newsroom.ts";
import { keys } from "../../../src/replica/keys.ts";
import type { FrontValue, PageValue } from "../../../src/replica/values.ts";
import { edition, newsroom } from "./desk.ts";
import { equip, fakeEngine } from "./fake-engine.ts";

const LANGUAGES = ["fr", "en", "ar"];
const EVERYTHING = { after: "", upTo: null };

/** A key's value and metadata, or what stands in their place. */
type Held = Record<string, string>;

/** Everything in KV but for the seeds. */
export async function heldByKv(): Promise<Held> {
  const held: Held = {};
  const { keys: listed } = await env.KV.list();
  for (const { name, metadata } of listed) {
    if (!name.startsWith("seed/")) held[name] = `${JSON.stringify(metadata)} ${await env.KV.get(name)}`;
  }
  return held;
}

/** Everything that KV should hold, built from the rows of every object. */
export async function heldByObjects(): Promise<Held> {
  const held: Held = {};
  const keep = (key: string, built: { value: string; metadata: object } | null) => {
    if (built !== null) held[key] = `${JSON.stringify(built.metadata)} ${built.value}`;
  };
  await runInDurableObject(newsroom(), (_: Newsroom, { storage: { sql } }) => {
    for (const { slug } of sql.exec<{ slug: string }>("SELECT slug FROM articles"))
      keep(keys.article(slug), articleReplica(sql, slug));
  });
  for (const language of LANGUAGES) {
    await runInDurableObject(edition(language), (_: Edition, state) => {
      const self = { now: Date.now, language: () => language, engine: () => null, dailyCharacters: () => 0 };
      const { replicas } = workings(state, env, { ...self, perform: async () => ({ done: true }) });
      for (const family of familiesOf(language)) {
        for (const { key } of expectedKeys(state.storage.sql, family, EVERYTHING)) keep(key, replicas.build(key));
      }
    });
  }
  return held;
}

/** What a reader meets who walks back from a front in KV to the first page, newest entry first. */
export async function walkedInKv(language: string, tag: string | null): Promise<string[]> {
  const front = await env.KV.get<FrontValue>(keys.front(language, tag), "json");
  const met = front?.renditions.map(({ slug }) => slug) ?? [];
  for (let page = front?.archive ?? 0; page >= 1; page--) {
    const stored = await env.KV.get<PageValue>(keys.page(language, page, tag), "json");
    met.push(...(stored?.renditions.map(({ slug }) => slug) ?? [`page ${page} is missing`]));
  }
  return met;
}

/** One clock for all objects. */
export class Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  at(ms: number): string {
    return new Date(this.now() + ms).toISOString();
  }

  /** Lets time pass, sets every object's clock, and rings every alarm. */
  async pass(ms: number): Promise<void> {
    this.#ahead += ms;
    await this.set();
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.alarm());
    for (const language of LANGUAGES)
      await runInDurableObject(edition(language), (instance: Edition) => instance.alarm());
  }

  /** Sets every object's clock; an object that was killed has lost it. */
  async set(): Promise<void> {
    const now = () => this.now();
    await runInDurableObject(newsroom(), (instance: Newsroom) => {
      instance.now = now;
    });
    for (const language of LANGUAGES) await equip(language, language === "en" ? fakeEngine() : null, now);
  }
}

/** Duties that stand in each object and are not of a later day. */
export async function owed(clock: Clock): Promise<string[]> {
  const query = "SELECT kind || ' ' || subject AS duty FROM schedule WHERE due_at < ?";
  const read = (_: unknown, { storage }: DurableObjectState) =>
    storage.sql
      .exec<{ duty: string }>(query, clock.now() + 600_000)
      .toArray()
      .map(({ duty }) => duty);
  const own = await runInDurableObject(newsroom(), read);
  const theirs = await Promise.all(LANGUAGES.map((language) => runInDurableObject(edition(language), read)));
  return [...own, ...theirs.flat()].filter((duty) => !duty.startsWith("purge "));
}

/** Objects in which something is owed and no alarm rings within seconds of its time. */
export async function unarmed(clock: Clock): Promise<string[]> {
  const isUnarmed = async (_: unknown, { storage }: DurableObjectState) => {
    const [first] = storage.sql.exec<{ due: number | null }>("SELECT min(due_at) AS due FROM schedule").toArray();
    const alarm = (await storage.getAlarm()) ?? Number.POSITIVE_INFINITY;
    return first?.due != null && alarm > Math.max(first.due, clock.now()) + 10_000;
  };
  const found: string[] = [];
  if (await runInDurableObject(newsroom(), isUnarmed)) found.push("newsroom");
  for (const language of LANGUAGES) if (await runInDurableObject(edition(language), isUnarmed)) found.push(language);
  return found;
}
