import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { FAULTS } from "./support/crashes.ts";
import { desk, edition, put, withdraw } from "./support/desk.ts";
import { Clock, heldByKv, heldByObjects, owed, unarmed, walkedInKv } from "./support/whole.ts";
import { wipe } from "./support/wipe.ts";

const clock = new Clock();
/** Slug → its tags: what is to be read once everything is over. */
let visible: Record<string, string[]> = {};

/** What an editor, an import or the clock does. */
interface Write {
  name: string;
  /** Before, while everything works. */
  prepare?: () => Promise<unknown>;
  act: () => Promise<unknown>;
  /** What is to be read then. */
  read?: Record<string, string[]>;
  gone?: string;
  /** No news of the newsroom's: only what meets puts meets it. */
  isOnlyPuts?: boolean;
}

const importOf = async (...articles: [slug: string, tags: string[]][]) => {
  const lines = articles.map(([slug, tags], i) => {
    const published_at = `2020-01-0${9 - i}T00:00:00Z`;
    return JSON.stringify({ slug, language: "fr", title: slug, body_text: `Texte : ${slug}.`, published_at, tags });
  });
  return (await desk("POST", "/api/import", lines.join("\n"), { "content-type": "application/x-ndjson" })).bytes();
};
const patch = (slug: string, change: object) =>
  desk("PATCH", `/api/articles/${slug}`, JSON.stringify(change), { "content-type": "application/merge-patch+json" });

/** Each on articles of its own. */
const BASE = { corrigee: ["x"], etiquetee: ["x", "y"], nommee: [], retiree: ["x", "y"], revenue: ["y"], finie: ["x"] };
const WRITES: Write[] = [
  { name: "a new article", act: () => put("neuve", { tags: ["x", "z"] }), read: { neuve: ["x", "z"] } },
  { name: "a correction", act: () => patch("corrigee", { title: "Corrigé" }) },
  { name: "other tags", act: () => patch("etiquetee", { tags: ["y", "z"] }), read: { etiquetee: ["y", "z"] } },
  {
    name: "other aliases",
    prepare: () => patch("nommee", { aliases: ["ancien", "vieux"] }),
    act: () => patch("nommee", { aliases: ["vieux", "nouveau"] }),
  },
  { name: "a withdrawal", act: () => withdraw("retiree"), gone: "retiree" },
  {
    name: "a restoration",
    prepare: () => withdraw("revenue"),
    act: () => put("revenue", { tags: ["x"] }),
    read: { revenue: ["x"] },
  },
  { name: "an import", act: () => importOf(["n1", ["x"]], ["n2", ["z"]]), read: { n1: ["x"], n2: ["z"] } },
  {
    name: "the end of an embargo",
    prepare: () => put("promise", { tags: ["x"], published_at: clock.at(60_000) }),
    act: () => clock.pass(90_000),
    read: { promise: ["x"] },
  },
  {
    name: "the end of an article's time",
    prepare: () => patch("finie", { expires_at: clock.at(60_000) }),
    act: () => clock.pass(90_000),
    gone: "finie",
  },
  {
    name: "a translation",
    prepare: () => put("traduite", { tags: ["x"] }),
    act: () => inEnglish("traduite"),
    read: { traduite: ["x"] },
    isOnlyPuts: true,
  },
];

beforeAll(() => clock.set());
afterEach(() => vi.restoreAllMocks());

/** The next entry closes each page, as its thirtieth would. */
async function nearlyFull(): Promise<void> {
  for (const language of ["fr", "en"]) {
    await runInDurableObject(edition(language), (_: Edition, { storage }) => {
      storage.sql.exec("UPDATE pages SET bytes = ? WHERE bytes < ?", 4 * 1024 * 1024 - 1, 4 * 1024 * 1024);
    });
  }
}

/** Somebody reads it in English: it is translated if it has to be. */
function inEnglish(slug: string): Promise<unknown> {
  return runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", slug, 5_000));
}

async function translated(): Promise<void> {
  for (const slug of Object.keys(visible)) await inEnglish(slug);
}

/** Nothing but alarms, until nothing is owed any more. */
async function recovered(): Promise<void> {
  for (let round = 0; round < 12; round++) {
    await clock.pass(61_000);
    if ((await owed(clock)).length === 0) return;
  }
  throw new Error(`still owed: ${await owed(clock)}`);
}

/** KV is what the objects would build, and each article is met once by whoever walks back through any of its timelines. */
async function expectWhole(): Promise<void> {
  const [kv, objects] = [await heldByKv(), await heldByObjects()];
  expect(Object.keys(kv).toSorted()).toEqual(Object.keys(objects).toSorted());
  for (const [key, value] of Object.entries(objects)) expect(kv[key], key).toBe(value);
  const slugs = Object.keys(visible).toSorted();
  for (const language of ["fr", "en"]) {
    expect((await walkedInKv(language, null)).toSorted(), language).toEqual(slugs);
    for (const tag of ["x", "y", "z"]) {
      const tagged = slugs.filter((slug) => visible[slug]?.includes(tag));
      expect((await walkedInKv(language, tag)).toSorted(), `${language} ${tag}`).toEqual(tagged);
    }
  }
}

describe.each(FAULTS.map((fault) => [fault.name, fault] as const))(
  "though %s",
  (_, { kills, isBefore, isAnyPut, arm }) => {
    beforeAll(async () => {
      await clock.set();
      visible = { ...BASE };
      await importOf(...(Object.entries(BASE) as [string, string[]][]));
      await clock.pass(0);
      await translated();
    });
    afterAll(wipe);

    const meeting = WRITES.filter(({ isOnlyPuts }) => isAnyPut || !isOnlyPuts);
    it.each(meeting.map((write) => [write.name, write] as const))(
      "%s is whole in KV",
      async (_name, { prepare, act, read = {}, gone = "" }) => {
        await prepare?.();
        await clock.pass(2_000);
        await nearlyFull();
        let isHit = false;
        await arm(() => {
          isHit = true;
        });
        const acting = act().catch(() => undefined);
        // A moment later, not in the object's own turn: workerd takes no suicide.
        await vi.waitFor(() => expect(isHit).toBe(true), { timeout: 5_000, interval: 1 });
        if (kills) await abortAllDurableObjects();
        await acting;
        vi.restoreAllMocks();
        expect(await unarmed(clock)).toEqual([]);
        if (isBefore) {
          await clock.set();
          await act();
        }
        visible = { ...visible, ...read };
        delete visible[gone];
        await recovered();
        await translated();
        await recovered();
        await expectWhole();
      },
    );
  },
);
