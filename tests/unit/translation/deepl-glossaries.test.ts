import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deepl } from "../../../src/translation/deepl.ts";
import type { EngineGlossaries } from "../../../src/translation/engine.ts";
import { type FakeDeepL, fakeDeepL } from "../../e2e/fake-deepl.ts";

const PAIR = { source: "fr", target: "en-GB" };
const PREFIX = "dragoman news.example,2025 fr-en-GB ";
let fake: FakeDeepL;
let glossaries: EngineGlossaries;

beforeAll(async () => {
  fake = await fakeDeepL();
  glossaries = deepl("a-key-for-tests", fake.url).glossaries as EngineGlossaries;
});
afterEach(() => {
  fake.glossaries.clear();
  fake.kept.length = 0;
  fake.asked.length = 0;
  fake.behave = {};
});
afterAll(() => fake.stop());

const names = () => [...fake.glossaries.values()].map(({ name }) => name);

describe("a glossary at DeepL", () => {
  it("is made with its name, its languages without regions, and its entries", async () => {
    const made = await glossaries.ensure(PREFIX, "h1", PAIR, { Maroc: "Morocco", "l’État": "the State" });
    expect(made.ok && fake.glossaries.get(made.value)).toEqual({
      name: `${PREFIX}h1`,
      source: "fr",
      target: "en",
      entries: "Maroc\tMorocco\nl’État\tthe State",
    });
  });

  it("is found again, whatever became of the first answer", async () => {
    const made = await glossaries.ensure(PREFIX, "h1", PAIR, { a: "b" });
    expect(await glossaries.ensure(PREFIX, "h1", PAIR, { a: "b" })).toEqual(made);
    expect(fake.glossaries.size).toBe(1);
  });

  it("replaces its older ones, and touches nobody else's", async () => {
    const foreign = { name: "somebody's", source: "fr", target: "en", entries: "a\tb" };
    fake.glossaries.set("foreign", foreign);
    fake.glossaries.set("other-pair", { ...foreign, name: "dragoman news.example,2025 fr-ar h1" });
    fake.glossaries.set("other-paper", { ...foreign, name: "dragoman other.example,2025 fr-en-GB h1" });
    fake.glossaries.set("old", { ...foreign, name: `${PREFIX}h0` });
    const made = await glossaries.ensure(PREFIX, "h1", PAIR, { a: "b" });
    expect(await glossaries.removeOthers(PREFIX, made.ok ? made.value : null)).toBeNull();
    expect([...fake.glossaries.keys()].slice(0, 3)).toEqual(["foreign", "other-pair", "other-paper"]);
    expect(names().slice(3)).toEqual([`${PREFIX}h1`]);
    expect(await glossaries.removeOthers(PREFIX, null)).toBeNull();
    expect(fake.glossaries.size).toBe(3);
  });

  it("takes the place of its older one where the account may have no more", async () => {
    fake.behave = { mostGlossaries: 1 };
    await glossaries.ensure(PREFIX, "h1", PAIR, { a: "b" });
    expect((await glossaries.ensure(PREFIX, "h2", PAIR, { a: "c" })).ok).toBe(true);
    expect(names()).toEqual([`${PREFIX}h2`]);
    const refused = await glossaries.ensure("dragoman news.example,2025 fr-ar ", "h1", PAIR, { a: "b" });
    expect(refused).toMatchObject({ ok: false, error: { kind: "quota-spent" } });
    expect(names()).toEqual([`${PREFIX}h2`]);
  });

  it.each([
    [200, "failed"],
    [403, "refused"],
    [500, "failed"],
    [503, "overloaded"],
  ] as const)("that cannot be made, or is answered with something else (%s), is a value: %s", async (status, kind) => {
    fake.behave = { status };
    expect(await glossaries.ensure(PREFIX, "h1", PAIR, { a: "b" })).toMatchObject({ ok: false, error: { kind } });
    expect(await glossaries.removeOthers(PREFIX, null)).toMatchObject({ kind });
  });
});

describe("a translation with a glossary", () => {
  const ask = (glossary: string | null) =>
    deepl("a-key", fake.url).translate(["Le Maroc"], { source: "fr", target: "en" }, { context: null, glossary });

  it("names it", async () => {
    fake.glossaries.set("g1", { name: "n", source: "fr", target: "en", entries: "a\tb" });
    expect((await ask("g1")).ok).toBe(true);
    expect(fake.asked.map(({ glossary }) => glossary)).toEqual(["g1"]);
  });

  it("that is gone says so; without one a 404 is a refusal like any", async () => {
    expect(await ask("gone")).toMatchObject({ ok: false, failure: { kind: "refused", glossaryGone: true } });
    fake.behave = { status: 404 };
    expect(await ask(null)).toEqual({ ok: false, failure: { kind: "refused", detail: expect.any(String) } });
  });
});
