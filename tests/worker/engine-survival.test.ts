import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import type { RenditionAnswer } from "../../src/edition/answers.ts";
import type { Edition } from "../../src/edition/edition.ts";
import { deepl } from "../../src/translation/deepl.ts";
import type { TranslationEngine } from "../../src/translation/engine.ts";
import { workersAi } from "../../src/translation/workers-ai.ts";
import { NOON } from "./support/clock.ts";
import { edition, get, put } from "./support/desk.ts";
import type { Behaviour, Record } from "./support/engine-behaviour.ts";
import { equip, inEnglish, spent, well, withBudget } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const TITLE = "La mer";
const MARKED = "La <b>mer</b> est grande et <i>belle</i> le matin.";
const PLAIN = "Le deuxième paragraphe parle de la montagne.";
const TEXTS = [TITLE, 'La <b id="0">mer</b> est grande et <i id="1">belle</i> le matin.', PLAIN];
const CHARACTERS = [TITLE, MARKED, PLAIN].join("").replace(/<[^>]*>/g, "").length;
/** For a server that is known never to answer; any other may be as slow as the machine is busy. */
const SHORT_MS = 2_500;
const LONG_MS = 20_000;

/** A server that gives each call what it is told. */
async function engineThat(...behaviours: Behaviour[]): Promise<{ url: string; record(): Promise<Record> }> {
  const url = `${inject("engineServer")}/${crypto.randomUUID()}`;
  await fetch(url, { method: "PUT", body: JSON.stringify(behaviours) });
  return { url, record: async () => (await fetch(url)).json() };
}

const publish = () => put("mer", { title: TITLE, body_html: `<p>${MARKED}</p><p>${PLAIN}</p>` });
const ask = (): Promise<RenditionAnswer> =>
  runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mer", 30_000));
const rows = (sql: string) =>
  runInDurableObject(edition("en"), (_: Edition, state) => state.storage.sql.exec(sql).toArray());

/** Says that it was reached, and never ends. */
function stuck(reached: () => void): Promise<never> {
  reached();
  return new Promise(() => undefined);
}

/** What KV and the rows may never hold, whatever the engine did. */
async function expectNothingWrong(): Promise<void> {
  const memory = await rows("SELECT source, target FROM memory");
  for (const { source, target } of memory) expect(target).toBe(inEnglish(source as string));
  expect(await rows("SELECT id FROM intents")).toEqual([]);
  const served = (await env.KV.get("rendition/en/mer")) ?? "";
  for (const words of ["est grande", "Le deuxième", "script"]) expect(served).not.toContain(words);
}

const status = (code: number, retryAfter?: string): Behaviour => ({
  kind: "status",
  status: code,
  ...(retryAfter !== undefined && { headers: { "retry-after": retryAfter } }),
});

/** What a first call gets; what a reader is told then; what the call costs; when another is made, seconds. */
const FAILURES: [
  name: string,
  behaviour: Behaviour,
  problem: string,
  cost: "free" | "spent" | "lost",
  after: number,
][] = [
  ["429", status(429), "engine-overloaded", "free", 30],
  ["429 with Retry-After", status(429, "90"), "engine-overloaded", "free", 90],
  ["456", status(456), "engine-quota-spent", "free", 600],
  ["403", status(403), "engine-refused", "free", 60],
  ["500", status(500), "engine-failed", "spent", 30],
  ["525", status(525), "engine-unreachable", "free", 30],
  ["529", status(529, "120"), "engine-overloaded", "free", 120],
  ["504", status(504), "engine-silent", "lost", 30],
  ["a slow drip", { kind: "drip" }, "engine-silent", "lost", 30],
  ["a closed socket", { kind: "closed" }, "engine-silent", "lost", 30],
  ["a socket closed within the answer", { kind: "closed-within" }, "engine-silent", "lost", 30],
  ["half of a JSON text", { kind: "no-json" }, "engine-garbled", "lost", 30],
  ["silence", { kind: "silent" }, "engine-silent", "lost", 30],
];

describe("an engine behind a socket", () => {
  it.each(FAILURES)("survives %s", async (_, behaviour, problem, cost, after) => {
    let now = NOON;
    // Twice for an overload: a reader who waits has it asked once more.
    const isShort = problem === "engine-overloaded" && after === 30;
    const server = await engineThat(behaviour, ...(isShort ? [behaviour] : []));
    await publish();
    const isSilent = problem === "engine-silent";
    await equip("en", deepl("a-key", server.url, isSilent ? SHORT_MS : LONG_MS), () => now);
    await withBudget("en", 2 * CHARACTERS);
    const first = await ask();
    expect(first).toMatchObject({ state: "unavailable", unavailable: { kind: problem, retryAt: now + after * 1_000 } });
    await expectNothingWrong();
    expect(await spent("en")).toBe(cost === "free" ? 0 : CHARACTERS);
    // Nobody makes it ask again before that.
    now += after * 1_000 - 1;
    await ask();
    const calls = (await server.record()).asked.length;
    expect(calls).toBe(isShort ? 2 : 1);

    now += 2;
    await equip("en", deepl("a-key", server.url, LONG_MS), () => now);
    const answer = await ask();
    expect(answer.state).toBe("found");
    const { asked, billed } = await server.record();
    const again = asked.slice(calls).flatMap(({ texts }) => texts);
    expect(again.toSorted()).toEqual(TEXTS.toSorted());
    // A paragraph whose answer was lost goes alone.
    expect(asked.slice(calls)).toHaveLength(cost === "lost" ? TEXTS.length : 1);
    expect(billed).toBeLessThanOrEqual(2 * CHARACTERS);
    expect(await spent("en")).toBe(cost === "free" ? CHARACTERS : 2 * CHARACTERS);
    expect(await rows("SELECT characters, state FROM unsettled")).toEqual(
      cost === "free" ? [] : [{ characters: CHARACTERS, state: "open" }],
    );
    // Accepted is accepted.
    await runInDurableObject(edition("en"), (instance: Edition) =>
      instance.translation("en", "mer", { act: "retranslate", ids: null }, { author: "editor", ifMatch: null }),
    );
    await ask();
    expect((await server.record()).asked).toHaveLength(asked.length);
  });

  it.each<[string, Behaviour["kind"], number]>([
    ["fewer texts than were sent", "wrong-count", 3],
    ["empty strings", "empty", 2],
    ["markers of elements swapped", "swapped", 1],
    ["broken markup", "broken", 2],
  ])("survives %s: only what failed is bought once more, alone", async (_, kind, spoilt) => {
    const server = await engineThat({ kind } as Behaviour);
    await publish();
    await equip("en", deepl("a-key", server.url, LONG_MS));
    await withBudget("en", 2 * CHARACTERS);
    expect((await ask()).state).toBe("found");
    await expectNothingWrong();
    const { asked } = await server.record();
    expect(asked[0]?.texts).toEqual(TEXTS);
    expect(asked.slice(1).map(({ texts }) => texts.length)).toEqual(Array.from({ length: spoilt }, () => 1));
    expect(await spent("en")).toBeLessThanOrEqual(2 * CHARACTERS);
  });

  it.each<[string, Behaviour["kind"]]>([
    ["empty strings", "empty"],
    ["broken markup", "broken"],
  ])("that gives %s twice is asked no third time", async (_, kind) => {
    const server = await engineThat(...Array.from({ length: 9 }, () => ({ kind }) as Behaviour));
    await publish();
    await equip("en", deepl("a-key", server.url, LONG_MS));
    for (let i = 0; i < 3; i++) expect(await ask()).toMatchObject({ unavailable: { kind: "translation-held" } });
    await expectNothingWrong();
    const texts = (await server.record()).asked.flatMap((call) => call.texts);
    for (const text of TEXTS) expect(texts.filter((t) => t === text).length).toBeLessThanOrEqual(2);
  });

  it("that finds a request too large (413) gets it in halves", async () => {
    const server = await engineThat(status(413));
    await publish();
    await equip("en", deepl("a-key", server.url, LONG_MS));
    expect((await ask()).state).toBe("found");
    expect((await server.record()).asked.map(({ texts }) => texts.length)).toEqual([3, 2, 1]);
    expect(await spent("en")).toBe(CHARACTERS);
  });
});

describe("with another engine behind it", () => {
  const shouting = { run: async (_: string, { text }: { text: string }) => ({ translated_text: inEnglish(text) }) };

  it.each([
    ["456", status(456)],
    ["525", status(525)],
    ["403", status(403)],
    ["429 with a long Retry-After", status(429, "600")],
    ["a closed socket", { kind: "closed" } as Behaviour],
  ])("the reader who meets %s is served by that one, and the next ones too", async (_, behaviour) => {
    const server = await engineThat(behaviour);
    await publish();
    const fallback = workersAi(shouting as unknown as Pick<Ai, "run">);
    await equip("en", [deepl("a-key", server.url, LONG_MS), fallback]);
    const found = await ask();
    expect(found.state).toBe("found");
    expect(found.state === "found" && found.replica.value).toContain('"engines":["workers-ai"]');
    await put("mont", { title: "Le mont", body_text: "Un autre paragraphe, tout seul." });
    expect((await get("/en/articles/mont.json")).status).toBe(200);
    expect((await server.record()).asked).toHaveLength(1);
  });
});

describe("an edition that dies", () => {
  /** Engines that leave the edition waiting at each of its awaits. */
  const WAITS: [string, (reached: () => void) => TranslationEngine, bought: number][] = [
    ["while an engine answers", (reached) => ({ name: "deepl", translate: () => stuck(reached) }), 1],
    [
      "while an engine is asked whether it is back",
      (reached) => {
        let calls = 0;
        return {
          name: "deepl",
          translate: async () => ({ ok: false, failure: { kind: ++calls === 1 ? "silent" : "failed", detail: "" } }),
          check: () => stuck(reached),
        };
      },
      1,
    ],
    [
      "before a second try",
      () => ({ name: "deepl", translate: async () => ({ ok: false, failure: { kind: "overloaded", detail: "" } }) }),
      0,
    ],
  ];

  it.each(WAITS)("%s keeps the books, and buys nothing a third time", async (_, engineOf, bought) => {
    let now = NOON;
    const { promise, resolve } = Promise.withResolvers<void>();
    await publish();
    await equip("en", engineOf(resolve), () => now);
    await withBudget("en", 2 * CHARACTERS);
    await runInDurableObject(edition("en"), (instance: Edition) => {
      instance.sleep = () => stuck(resolve);
    });
    for (let i = 0; i < 2; i++) {
      // The reader goes; the flight goes on.
      await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mer", 500));
      now += 60_000;
    }
    await promise;
    await runInDurableObject(edition("en"), (_: Edition, state) => state.storage.sync());
    await abortAllDurableObjects();
    const sent: string[] = [];
    const back: TranslationEngine = {
      name: "deepl",
      translate: async (texts) => {
        sent.push(...texts);
        return well(texts);
      },
    };
    // Its pause is over, and so is the lease of the flight that died.
    now += 60_000;
    await equip("en", back, () => now);
    await runInDurableObject(edition("en"), (instance: Edition) => instance.alarm());
    await vi.waitFor(async () => expect((await ask()).state).toBe("found"), 20_000);
    expect(sent.toSorted()).toEqual(TEXTS.toSorted());
    expect(await rows("SELECT id FROM intents")).toEqual([]);
    expect(await spent("en")).toBe((1 + bought) * CHARACTERS);
  });
});
