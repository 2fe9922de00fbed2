import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { EngineFailure, TranslationEngine } from "../../src/translation/engine.ts";
import { desk, edition, get, put } from "./support/desk.ts";
import { equip, inEnglish, settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const HEADER = "source\ttarget\trule\n";
const PREFIX = "dragoman dragoman.example,2025 fr-en ";

/** An engine that keeps glossaries, as DeepL does. */
function keepingEngine() {
  const state = {
    kept: new Map<string, { name: string; entries: Record<string, string> }>(),
    /** What each translation named, null for none. */
    named: [] as (string | null)[],
    ensured: 0,
    failure: null as EngineFailure | null,
  };
  let made = 0;
  const engine: TranslationEngine = {
    name: "deepl",
    async translate(texts, _, { glossary }) {
      state.named.push(glossary);
      if (glossary !== null && !state.kept.has(glossary)) {
        return { ok: false, failure: { kind: "refused", detail: "Not found", glossaryGone: true } };
      }
      return { ok: true, texts: texts.map(inEnglish), billed: null };
    },
    glossaries: {
      async ensure(prefix, hash, _, entries) {
        state.ensured++;
        if (state.failure) return { ok: false, error: state.failure };
        const found = [...state.kept].find(([, { name }]) => name === prefix + hash);
        const id = found?.[0] ?? `g${++made}`;
        state.kept.set(id, { name: prefix + hash, entries });
        return { ok: true, value: id };
      },
      async removeOthers(prefix, keep) {
        for (const [id, { name }] of state.kept) if (name.startsWith(prefix) && id !== keep) state.kept.delete(id);
        return null;
      },
    },
  };
  return { engine, state };
}

const glossary = (...rows: string[]) =>
  desk("PUT", "/api/glossary/fr-en", HEADER + rows.map((row) => `${row}\n`).join(""), {
    "content-type": "text/tab-separated-values",
  });

describe("an engine's own glossary", () => {
  it("has the terms to translate, is named in each call, and is replaced when they change", async () => {
    const { engine, state } = keepingEngine();
    await equip("en", engine);
    await glossary("Maroc\tMorocco\ttranslate", "Interpol\tInterpol\tkeep", "\talien\tforbid");
    await settle("en");
    expect([...state.kept.values()]).toEqual([
      {
        name: expect.stringMatching(/^dragoman dragoman\.example,2025 fr-en [0-9a-f]{16}$/),
        entries: { Maroc: "Morocco" },
      },
    ]);
    await put("un", {});
    await get("/en/articles/un.json");
    expect(new Set(state.named)).toEqual(new Set(["g1"]));
    await glossary("Maroc\tKingdom of Morocco\ttranslate");
    await settle("en");
    expect([...state.kept]).toMatchObject([["g2", { entries: { Maroc: "Kingdom of Morocco" } }]]);
    await glossary("Interpol\tInterpol\tkeep");
    await settle("en");
    expect(state.kept.size).toBe(0);
  });

  it("that is in step is asked for no more, by a new object either", async () => {
    const { engine, state } = keepingEngine();
    await equip("en", engine);
    await glossary("Maroc\tMorocco\ttranslate");
    await settle("en");
    // What no engine's glossary can say makes none anew.
    await glossary("Maroc\tMorocco\ttranslate", "Interpol\tInterpol\tkeep");
    await settle("en");
    expect([state.ensured, state.kept.size]).toEqual([2, 1]);
    await evictDurableObject(edition("en"));
    await equip("en", engine);
    await runInDurableObject(edition("en"), (instance: Edition) => instance.status("en"));
    await settle("en");
    expect(state.ensured).toBe(2);
  });

  it("that cannot be made holds no translation up, and is tried again", async () => {
    const { engine, state } = keepingEngine();
    state.failure = { kind: "failed", detail: "as told" };
    await equip("en", engine);
    await glossary("Maroc\tMorocco\ttranslate");
    await settle("en");
    await put("un", {});
    expect((await get("/en/articles/un.json")).status).toBe(200);
    expect(new Set(state.named)).toEqual(new Set([null]));
    state.failure = null;
    await settle("en", 70_000);
    expect([...state.kept.values()]).toMatchObject([{ entries: { Maroc: "Morocco" } }]);
  });

  it("that is on its way is waited for by what its terms have outdated, and by nothing else", async () => {
    const { engine, state } = keepingEngine();
    const gate = Promise.withResolvers<void>();
    const glossaries = engine.glossaries as NonNullable<TranslationEngine["glossaries"]>;
    const slow: TranslationEngine = {
      ...engine,
      glossaries: {
        ...glossaries,
        ensure: async (...asked) => {
          await gate.promise;
          return glossaries.ensure(...asked);
        },
      },
    };
    await equip("en", slow);
    const ask = (slug: string) =>
      runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", slug, 2_000));
    await put("un", { title: "Un", body_text: "Le Maroc accueille une réunion." });
    await ask("un");
    state.named.length = 0;
    await glossary("Maroc\tMorocco\ttranslate");
    await ask("un");
    await put("deux", { title: "Deux", body_text: "Une autre phrase, sans le pays." });
    expect((await ask("deux")).state).toBe("found");
    expect(state.named).toEqual([null]);
    gate.resolve();
    await settle("en");
    await settle("en", 5_000);
    await vi.waitFor(() => expect(state.named).toEqual([null, "g1"]));
  });

  it("that is gone is done without, and made anew", async () => {
    const { engine, state } = keepingEngine();
    await equip("en", engine);
    await glossary("Maroc\tMorocco\ttranslate");
    await settle("en");
    state.kept.clear();
    await put("un", {});
    expect((await get("/en/articles/un.json")).status).toBe(200);
    expect(state.named.slice(0, 2)).toEqual(["g1", null]);
    await settle("en");
    expect([...state.kept]).toMatchObject([["g2", { name: expect.stringContaining(PREFIX) }]]);
    await put("deux", { body_text: "Un autre paragraphe, assez long pour être un vrai." });
    await get("/en/articles/deux.json");
    expect(state.named.at(-1)).toBe("g2");
  });

  it("that the engine lists and yet refuses is not sent again", async () => {
    const { engine, state } = keepingEngine();
    const refusing: TranslationEngine = {
      ...engine,
      async translate(texts, pair, options) {
        if (options.glossary === null) return engine.translate(texts, pair, options);
        state.named.push(options.glossary);
        return { ok: false, failure: { kind: "refused", detail: "Bad request", glossaryGone: true } };
      },
    };
    await equip("en", refusing);
    await glossary("Maroc\tMorocco\ttranslate");
    await settle("en");
    for (const slug of ["un", "deux", "trois"]) {
      await put(slug, { body_text: `Le paragraphe ${slug}, assez long pour être un vrai.` });
      expect((await get(`/en/articles/${slug}.json`)).status).toBe(200);
      await settle("en");
    }
    expect(state.named.filter((id) => id !== null)).toEqual(["g1"]);
  });
});
