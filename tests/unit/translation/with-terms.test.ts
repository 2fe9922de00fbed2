import { expect, it } from "vitest";
import type { EngineAnswer, TranslateOptions, TranslationEngine } from "../../../src/translation/engine.ts";
import type { Term } from "../../../src/translation/terms/term.ts";
import { withTerms } from "../../../src/translation/with-terms.ts";

const EN = { source: "fr", target: "en" };
const BARE: TranslateOptions = { context: "autour", glossary: null };
const TERMS: Term[] = [{ source: "Interpol", target: "Interpol", rule: "keep" }];
const GONE: EngineAnswer = { ok: false, failure: { kind: "refused", detail: "Not found", glossaryGone: true } };

function engine(answers: EngineAnswer[], keepsGlossaries = true) {
  const asked: { texts: string[]; options: TranslateOptions }[] = [];
  const fake: TranslationEngine = {
    name: "deepl",
    async translate(texts, _, options) {
      asked.push({ texts, options });
      return answers.shift() ?? { ok: true, texts, billed: 1 };
    },
    ...(keepsGlossaries && {
      glossaries: { ensure: async () => ({ ok: true as const, value: "g1" }), removeOthers: async () => null },
    }),
  };
  return { fake, asked };
}

function told(fake: TranslationEngine) {
  const gone: string[] = [];
  let id: string | null = "g1";
  const wrapped = withTerms(fake, {
    terms: () => TERMS,
    glossary: () => id,
    glossaryGone: (source, which) => {
      gone.push(`${source} ${which}`);
      id = null;
    },
  });
  return { wrapped, gone };
}

it("marks what is kept on the way, and takes the marks away on the way back", async () => {
  const { fake, asked } = engine([]);
  const { wrapped } = told(fake);
  const answer = await wrapped.translate(["Interpol agit", "Rien"], EN, BARE);
  expect(asked).toEqual([
    {
      texts: ['<span id="k0" translate="no">Interpol</span> agit', "Rien"],
      options: { context: "autour", glossary: "g1" },
    },
  ]);
  expect(answer).toEqual({ ok: true, texts: ["Interpol agit", "Rien"], billed: 1 });
});

it("asks again without a glossary that is gone, and tells", async () => {
  const { fake, asked } = engine([GONE]);
  const { wrapped, gone } = told(fake);
  expect((await wrapped.translate(["Rien"], EN, BARE)).ok).toBe(true);
  expect(asked.map(({ options }) => options.glossary)).toEqual(["g1", null]);
  expect(gone).toEqual(["fr g1"]);
});

it("names no glossary to an engine that keeps none, and passes other failures on", async () => {
  const { fake, asked } = engine([{ ok: false, failure: { kind: "silent", detail: "" } }], false);
  const { wrapped } = told(fake);
  expect(await wrapped.translate(["Rien"], EN, BARE)).toEqual({ ok: false, failure: { kind: "silent", detail: "" } });
  expect(asked.map(({ options }) => options.glossary)).toEqual([null]);
});
