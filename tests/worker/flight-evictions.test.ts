import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { afterEach, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { TranslationEngine } from "../../src/translation/engine.ts";
import { NOON } from "./support/clock.ts";
import { edition, put } from "./support/desk.ts";
import { equip, fakeEngine, spent, withBudget } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const SHARED = "Un paragraphe que deux articles ont.";
const stuck = () => new Promise<never>(() => undefined);
const IS_SENT = "SELECT 1 FROM intents WHERE sent = 1";
const IS_QUEUED =
  "SELECT 1 WHERE 4 = (SELECT sum(sent) FROM intents) AND 5 = (SELECT count(DISTINCT slug) FROM intents)";

/** An engine that takes one text a call, and answers all calls before the `nth`. */
function stuckAt(nth: number): TranslationEngine & { sent(): string[] } {
  const engine = fakeEngine(() => stuck());
  const good = fakeEngine();
  return {
    ...engine,
    mostTexts: 1,
    sent: () => [...good.sent(), ...engine.sent()],
    translate: (texts, pair, options) => {
      const isGood = good.calls.length + engine.calls.length + 1 < nth;
      return (isGood ? good : engine).translate(texts, pair, options);
    },
  };
}

/** Where an edition waits when it dies; whether it is there. What was sent by then, in all, is told by the engine. */
const WAITS: [
  name: string,
  articles: Record<string, string>,
  engine: TranslationEngine & { sent(): string[] },
  is: string,
][] = [
  [
    "for its turn, behind four others' calls",
    Object.fromEntries(["a", "b", "c", "d", "e"].map((slug) => [slug, `Le paragraphe ${slug} est seul ici.`])),
    stuckAt(1),
    IS_QUEUED,
  ],
  ["for a paragraph that another article's flight is buying", { a: SHARED, b: SHARED }, stuckAt(2), IS_SENT],
  ["for the second of three answers", { a: "Un premier.\n\nUn deuxième, plus long." }, stuckAt(2), IS_SENT],
  ["for the last of three answers", { a: "Un premier.\n\nUn deuxième, plus long." }, stuckAt(3), IS_SENT],
];

it.each(WAITS)("an edition that dies while it waits %s buys nothing a third time", async (_, articles, engine, is) => {
  let now = NOON;
  const slugs = Object.keys(articles);
  const texts = new Set(
    Object.entries(articles).flatMap(([slug, text]) => [`Titre de ${slug}`, ...text.split("\n\n")]),
  );
  const price = [...texts].join("").length;
  for (const [slug, body_text] of Object.entries(articles)) await put(slug, { body_text });
  await equip("en", engine, () => now);
  await withBudget("en", 2 * price);
  await runInDurableObject(edition("en"), async (instance: Edition, { storage }) => {
    for (const slug of slugs) await instance.rendition("en", slug, 50);
    await vi.waitFor(() => expect(storage.sql.exec(is).toArray()).not.toEqual([]), 10_000);
    await storage.sync();
  });
  const before = engine.sent();
  const kept = await runInDurableObject(edition("en"), (_edition: Edition, { storage }) =>
    storage.sql.exec<{ source: string }>("SELECT source FROM memory").toArray(),
  );
  await abortAllDurableObjects();
  const back = fakeEngine();
  now += 120_000;
  await equip("en", back, () => now);
  await runInDurableObject(edition("en"), (instance: Edition) => instance.alarm());
  await vi.waitFor(async () => {
    for (const slug of slugs) {
      const answer = await runInDurableObject(edition("en"), (i: Edition) => i.rendition("en", slug, 5_000));
      expect(answer.state).toBe("found");
    }
  }, 20_000);
  // What was answered is not bought again, what was lost once more, and what was never sent once.
  const accepted = kept.map(({ source }) => source);
  expect(back.sent().toSorted()).toEqual([...texts].filter((text) => !accepted.includes(text)).toSorted());
  expect(await spent("en")).toBe([...before, ...back.sent()].join("").length);
  const left = await runInDurableObject(edition("en"), (_edition: Edition, { storage }) =>
    storage.sql.exec("SELECT id FROM intents").toArray(),
  );
  expect(left).toEqual([]);
});
