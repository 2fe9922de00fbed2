import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { EngineGlossaries, TranslationEngine } from "../../src/translation/engine.ts";
import { desk, edition, put } from "./support/desk.ts";
import { equip, fakeEngine, inEnglish, settle, spent, well } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const HEADER = "source\ttarget\trule\n";
const MAROC = "Maroc\tMorocco\ttranslate\n";
const TITLE = "Titre";
const ABOUT = "Le Maroc gagne le match.";
const OTHER = "Une autre phrase, sans le pays.";

const glossary = async (...terms: string[]) => {
  const sent = HEADER + terms.join("");
  await desk("PUT", "/api/glossary/fr-en", sent, { "content-type": "text/tab-separated-values" });
};
const affected = async () => (await (await desk("GET", "/api/glossary/fr-en/affected")).json()) as object;
const publish = () => put("mal", { title: TITLE, body_text: `${ABOUT}\n\n${OTHER}` });
const ask = (waitMs = 5_000) =>
  runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mal", waitMs));
const state = async () =>
  (await runInDurableObject(edition("en"), (instance: Edition) => instance.states("en", ["mal"])))["mal"];
const outdated = () =>
  runInDurableObject(edition("en"), (_: Edition, { storage }) => {
    const rows = storage.sql.exec<{ source: string }>("SELECT source FROM memory WHERE outdated = 1");
    return rows.toArray().map(({ source }) => source);
  });
const text = async () => {
  const answer = await ask();
  return answer.state === "found" ? answer.replica.value : answer.state;
};

/** Says Morocco, as the new terms want it. */
const knowing = () =>
  fakeEngine((texts) => ({
    ok: true,
    texts: texts.map((one) => inEnglish(one).replaceAll("en-Maroc", "Morocco")),
    billed: null,
  }));

/** Has the terms changed while an engine that knows of none is at work, and then lets it answer. */
async function answeredAfter(...changes: string[][]): Promise<void> {
  const { promise: asked, resolve: reached } = Promise.withResolvers<void>();
  const { promise: changed, resolve: answer } = Promise.withResolvers<void>();
  const engine = fakeEngine(async (texts) => {
    reached();
    await changed;
    return well(texts);
  });
  await equip("en", engine);
  await publish();
  await runInDurableObject(edition("en"), async (instance: Edition) => {
    const flight = instance.rendition("en", "mal", 5_000);
    await asked;
    for (const terms of changes) await glossary(...terms);
    answer();
    await flight;
  });
  expect(engine.sent()).toEqual([TITLE, ABOUT, OTHER]);
}

describe("an answer that was under way while terms changed", () => {
  it("is served as stale and shown as affected; only what goes against the new terms is bought again", async () => {
    await answeredAfter([MAROC]);
    expect(await state()).toBe("stale");
    expect(await outdated()).toEqual([ABOUT]);
    const renditions = [{ slug: "mal", terms: ["Maroc"], stale: true }];
    expect(await affected()).toMatchObject({ renditions, complete: true });
    const engine = knowing();
    await equip("en", engine);
    await ask();
    await settle("en");
    expect(await state()).toBe("ready");
    expect(engine.sent()).toEqual([ABOUT]);
    expect(await text()).toContain("Morocco");
    expect(await outdated()).toEqual([]);
  });

  it("stays so when the object dies as soon as it has the answer", async () => {
    await answeredAfter([MAROC]);
    await abortAllDurableObjects();
    expect(await state()).toBe("stale");
    expect(await outdated()).toEqual([ABOUT]);
  });

  it("is compared with each of two changes that were made meanwhile", async () => {
    await answeredAfter([MAROC], [MAROC, "match\tgame\ttranslate\n", "phrase\ten-phrase\ttranslate\n"]);
    expect(await affected()).toMatchObject({ renditions: [{ slug: "mal", terms: ["Maroc", "match"], stale: true }] });
  });

  it("is bought once more from an engine that does not heed them, and not without end", async () => {
    await answeredAfter([MAROC]);
    const deaf = fakeEngine();
    await equip("en", deaf);
    for (let i = 0; i < 3; i++) {
      await ask();
      await settle("en");
    }
    expect(deaf.sent()).toEqual([ABOUT]);
    expect(await state()).toBe("ready");
    expect(await spent("en")).toBe([TITLE, ABOUT, OTHER, ABOUT].join("").length);
  });

  it("that agrees with them costs nothing more", async () => {
    await answeredAfter(["mer\tsea\ttranslate\n", "Maroc\ten-Maroc\ttranslate\n"]);
    expect(await state()).toBe("ready");
    expect(await affected()).toMatchObject({ renditions: [] });
  });
});

it("what was bought while the engine's own glossary was on its way is bought again once it is there", async () => {
  const { promise: isMade, resolve: make } = Promise.withResolvers<void>();
  const glossaries: EngineGlossaries = {
    ensure: async () => {
      await isMade;
      return { ok: true, value: "an-id" };
    },
    removeOthers: async () => null,
  };
  const sent: string[] = [];
  const engine: TranslationEngine = {
    name: "deepl",
    glossaries,
    translate: async (texts, _, { glossary: id }) => {
      sent.push(...texts);
      return { ok: true, billed: null, texts: texts.map((one) => told(one, id)) };
    },
  };
  const told = (one: string, id: string | null) => inEnglish(one).replaceAll("en-Maroc", id ? "Morocco" : "en-Maroc");
  await equip("en", engine);
  await glossary(MAROC);
  await publish();
  await ask();
  expect(await state()).toBe("stale");
  make();
  await settle("en", 10_000);
  await ask();
  await vi.waitFor(async () => expect(await state()).toBe("ready"));
  expect(await text()).toContain("Morocco");
  expect(sent).toEqual([TITLE, ABOUT, OTHER, ABOUT]);
});

it("a paragraph that no article used when terms changed is compared when one does", async () => {
  await equip("en", fakeEngine());
  await publish();
  await ask();
  await put("mal", { title: TITLE, body_text: OTHER });
  await ask();
  await settle("en");
  await glossary(MAROC);
  expect(await affected()).toMatchObject({ renditions: [] });
  await publish();
  await ask();
  await settle("en");
  expect(await state()).toBe("stale");
  expect(await outdated()).toEqual([ABOUT]);
});
