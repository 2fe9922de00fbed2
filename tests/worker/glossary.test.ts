import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { desk, edition, get, problem, put } from "./support/desk.ts";
import { equip, type FakeEngine, fakeEngine, inEnglish, settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const TSV = { "content-type": "text/tab-separated-values" };
const HEADER = "source\ttarget\trule\n";
const MAROC = `${HEADER}Maroc\tMorocco\ttranslate\n`;

interface Written {
  terms: number;
  etag: string;
  changed: { added: string[]; removed: string[]; changed: string[] };
  affected: { renditions: { slug: string; terms: string[]; stale: boolean }[]; complete: boolean };
}

const glossary = (tsv: string, headers: Record<string, string> = {}, pair = "fr-en") =>
  desk("PUT", `/api/glossary/${pair}`, tsv, { ...TSV, ...headers });
const written = async (tsv: string): Promise<Written> => (await glossary(tsv)).json();
const affected = async (query = "") => (await desk("GET", `/api/glossary/fr-en/affected${query}`)).json();
const body = async (slug: string) => {
  const { body: paragraphs } = (await (await get(`/en/articles/${slug}.json`)).json()) as { body: { text: string }[] };
  return paragraphs.map(({ text }) => text);
};
const states = (...slugs: string[]) =>
  runInDurableObject(edition("en"), (instance: Edition) => instance.states("en", slugs));
const rows = (query: string) =>
  runInDurableObject(edition("en"), (_: Edition, state) => state.storage.sql.exec(query).toArray());

/** Says Morocco where it is told of it; otherwise “en-Maroc”. */
const knowing = () =>
  fakeEngine((texts) => ({
    ok: true,
    texts: texts.map((t) => inEnglish(t).replaceAll("en-Maroc", "Morocco")),
    billed: null,
  }));

/** Three articles in English: one on Morocco, well translated; one badly; one on something else. */
async function threeArticles(): Promise<FakeEngine> {
  await put("bien", { body_text: "Le Maroc accueille une réunion." });
  await put("mal", { body_text: "Le Maroc gagne le match.\n\nUne autre phrase, sans le pays." });
  await put("autre", { body_text: "La mer est calme ce matin." });
  await equip("en", knowing());
  await body("bien");
  const engine = fakeEngine();
  await equip("en", engine);
  await body("mal");
  await body("autre");
  engine.calls.length = 0;
  return engine;
}

describe("a glossary", () => {
  it("is replaced whole as TSV or JSON, and read as either", async () => {
    const whole = `${HEADER}Interpol\tInterpol\tkeep\nMaroc\tMorocco\ttranslate\n`;
    const answer = await glossary(whole);
    expect(await answer.json()).toEqual({
      terms: 2,
      etag: answer.headers.get("etag"),
      changed: { added: ["Interpol", "Maroc"], removed: [], changed: [] },
      affected: { renditions: [], complete: true },
    });
    const tsv = await desk("GET", "/api/glossary/fr-en", undefined, { accept: "text/tab-separated-values" });
    expect(tsv.headers.get("content-type")).toBe("text/tab-separated-values; charset=utf-8");
    expect(await tsv.text()).toBe(whole);
    const json = await desk("GET", "/api/glossary/fr-en");
    expect([json.headers.get("etag"), json.headers.get("vary")]).toEqual([answer.headers.get("etag"), "Accept"]);
    const read = (await json.json()) as { terms: object[] };
    expect(read).toEqual({
      source_language: "fr",
      target_language: "en",
      terms: [
        { source: "Interpol", target: "Interpol", rule: "keep" },
        { source: "Maroc", target: "Morocco", rule: "translate" },
      ],
    });
    const terms = [
      { ...read.terms[1], forbidden: ["Marocco"] },
      { source: "", target: "alien", rule: "forbid" },
    ];
    const again = await desk("PUT", "/api/glossary/fr-en", JSON.stringify({ ...read, terms }));
    expect(((await again.json()) as Written).changed).toEqual({
      added: ["alien"],
      removed: ["Interpol"],
      changed: ["Maroc"],
    });
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: object[] };
    expect(entries.slice(0, 2)).toMatchObject([
      { action: "glossary-replaced", by: "editor", reason: "fr-en: 1 added, 1 removed, 1 changed" },
      { action: "glossary-replaced", by: "editor", reason: "fr-en: 2 added, 0 removed, 0 changed" },
    ]);
  });

  it("of one pair is none of another's, and an empty one is there", async () => {
    await glossary(MAROC);
    expect(await (await desk("GET", "/api/glossary/fr-ar")).json()).toMatchObject({ terms: [] });
    expect(await (await desk("GET", "/api/glossary/ar-en")).json()).toMatchObject({ terms: [] });
  });

  it("is not replaced where somebody else has", async () => {
    const etag = (await glossary(MAROC)).headers.get("etag") ?? "";
    expect((await glossary(HEADER, { "if-match": etag.replace("json", "tsv") })).status).toBe(200);
    const refused = await glossary(MAROC, { "if-match": etag });
    expect(refused.status).toBe(412);
    expect(await problem(refused)).toMatchObject({ type: "urn:dragoman:problem:glossary-changed" });
    expect(await (await desk("GET", "/api/glossary/fr-en")).json()).toMatchObject({ terms: [] });
    const now = (await desk("GET", "/api/glossary/fr-en")).headers.get("etag") ?? "";
    expect((await desk("GET", "/api/glossary/fr-en", undefined, { "if-none-match": now })).status).toBe(304);
  });

  it("that is the same again changes nothing", async () => {
    await glossary(MAROC);
    expect(await written(MAROC)).toMatchObject({ changed: { added: [], removed: [], changed: [] } });
    expect(await rows("SELECT version FROM glossaries")).toEqual([{ version: 1 }]);
  });

  it.each<[string, string, string, Record<string, string>, number, object]>([
    [
      "faults in TSV",
      "fr-en",
      `${HEADER}a\tb\tdo\n`,
      TSV,
      422,
      { errors: [{ line: 2, detail: "rule: “do” is none of translate, keep, forbid" }] },
    ],
    [
      "faults in JSON",
      "fr-en",
      '{"terms":[{"source":"a","target":"","rule":"keep"}]}',
      {},
      422,
      { errors: expect.arrayContaining([{ pointer: "/terms/0/target", detail: "must not be empty" }]) },
    ],
    [
      "another pair's JSON",
      "fr-en",
      '{"source_language":"ar","terms":[]}',
      {},
      422,
      { errors: [{ pointer: "/source_language", detail: "is the glossary of ar-en, not of fr-en" }] },
    ],
    ["broken JSON", "fr-en", "{", {}, 400, { type: "urn:dragoman:problem:malformed-json" }],
    ["another type", "fr-en", "a", { "content-type": "text/csv" }, 415, {}],
    ["more than 1 MiB", "fr-en", "x".repeat(1024 * 1024 + 1), TSV, 413, { detail: "A glossary is at most 1 MiB." }],
    ["an edition that there is not", "fr-de", MAROC, TSV, 404, {}],
    ["a language with itself", "fr-fr", MAROC, TSV, 404, {}],
    ["no pair", "french", MAROC, TSV, 404, {}],
  ])("with %s is refused", async (_, pair, sent, headers, status, expected) => {
    const answer = await desk("PUT", `/api/glossary/${pair}`, sent, headers);
    expect(answer.status).toBe(status);
    expect(await problem(answer)).toMatchObject(expected);
    expect(await (await desk("GET", "/api/glossary/fr-en")).json()).toMatchObject({ terms: [] });
  });

  it("takes seeded terms until an editor replaces it", async () => {
    const sow = async (digest: string, ...terms: string[]) => {
      const seeded = terms.map((source) => ({ source, target: "x", rule: "translate" }));
      await env.KV.put("seed/memory/fr-en", "[]");
      await env.KV.put("seed/glossary/fr-en", JSON.stringify(seeded));
      await env.KV.put(
        "seed/manifest",
        JSON.stringify({ digest, articles: [], memories: [{ source: "fr", target: "en" }] }),
      );
      await abortAllDurableObjects();
    };
    const known = async () => {
      const { terms } = (await (await desk("GET", "/api/glossary/fr-en")).json()) as { terms: { source: string }[] };
      return terms.map(({ source }) => source);
    };
    await sow("one", "mer");
    expect(await known()).toEqual(["mer"]);
    await sow("two", "lac", "mer");
    expect(await known()).toEqual(["lac", "mer"]);
    await glossary(MAROC);
    await sow("three", "lac", "mer", "port");
    expect(await known()).toEqual(["Maroc"]);
  });
});

describe("a change of terms", () => {
  it("makes stale, and shows, exactly the renditions that it affects; only their paragraphs are bought again", async () => {
    const engine = await threeArticles();
    const answer = await written(MAROC);
    const renditions = [{ slug: "mal", terms: ["Maroc"], stale: true }];
    expect(answer.affected).toEqual({ renditions, complete: true });
    expect(await affected()).toMatchObject({ renditions, complete: true, next: null });
    expect(await states("bien", "mal", "autre")).toEqual({ bien: "ready", mal: "stale", autre: "ready" });
    await settle("en");
    const shown = (await (await get("/en/articles/mal.json")).json()) as { translation: { stale: boolean } };
    // Readers are told of corrections: the original has not changed.
    expect(shown.translation.stale).toBe(false);
    await equip("en", knowing());
    await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mal", 0));
    await vi.waitFor(async () => {
      // A put that overlapped a newer one is confirmed a minute later.
      await settle("en", 61_000);
      const anew = ["en-Le Morocco en-gagne en-le en-match.", expect.stringContaining("en-phrase")];
      expect(await body("mal")).toEqual(anew);
    }, 20_000);
    expect(engine.sent()).toEqual([]);
    expect(await states("mal")).toEqual({ mal: "ready" });
    expect(await rows("SELECT count(*) AS n FROM memory WHERE outdated = 1")).toEqual([{ n: 0 }]);
  });

  it("shows editors what it made stale: in the translation, in the matrix of states, in the edition's list", async () => {
    await threeArticles();
    await written(MAROC);
    const view = (await (await desk("GET", "/api/articles/mal/translations/en")).json()) as {
      state: string;
      paragraphs: { source: string; outdated: boolean; checks: object[] }[];
    };
    expect(view.state).toBe("stale");
    expect(view.paragraphs.filter(({ outdated }) => outdated)).toMatchObject([
      { source: "Le Maroc gagne le match.", checks: [{ check: "term-missing", severity: "warning" }] },
    ]);
    const listed = async (query: string) => {
      const { articles } = (await (await desk("GET", `/api/articles${query}`)).json()) as {
        articles: { slug: string; editions: Record<string, string> }[];
      };
      return Object.fromEntries(articles.map(({ slug, editions }) => [slug, editions["en"]]));
    };
    expect(await listed("")).toEqual({ bien: "ready", mal: "stale", autre: "ready" });
    expect(await listed("?edition=en&state=stale")).toEqual({ mal: "stale" });
    const { translation } = (await (await get("/en/articles/mal.json")).json()) as { translation: { stale: boolean } };
    expect(translation.stale).toBe(false);
  });

  it("that an engine does not heed is bought once more, not without end", async () => {
    await threeArticles();
    await written(MAROC);
    const deaf = fakeEngine();
    await equip("en", deaf);
    for (let i = 0; i < 3; i++)
      await runInDurableObject(edition("en"), (e: Edition) => e.rendition("en", "mal", 5_000));
    await settle("en");
    expect(deaf.sent()).toEqual(["Le Maroc gagne le match."]);
  });

  it("of a term that is kept or forbidden counts too, and one that goes affects nothing", async () => {
    await threeArticles();
    const first = await written(`${HEADER}Maroc\tMaroc\tkeep\n\ten-calme\tforbid\n`);
    expect(first.affected.renditions).toEqual([
      { slug: "autre", terms: ["en-calme"], stale: true },
      { slug: "bien", terms: ["Maroc"], stale: true },
    ]);
    expect((await written(HEADER)).affected).toEqual({ renditions: [], complete: true });
  });

  it("that is taken back before anything was bought costs nothing", async () => {
    const engine = await threeArticles();
    await written(MAROC);
    await written(HEADER);
    await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mal", 0));
    await settle("en");
    expect(await states("mal")).toEqual({ mal: "ready" });
    expect(engine.sent()).toEqual([]);
  });

  it("leaves a person's wording alone, and shows it", async () => {
    await threeArticles();
    await rows("UPDATE memory SET engine = 'person', origin = 'person' WHERE source LIKE 'Le Maroc gagne%'");
    expect((await written(MAROC)).affected.renditions).toEqual([{ slug: "mal", terms: ["Maroc"], stale: false }]);
    expect(await states("mal")).toEqual({ mal: "ready" });
    expect(await rows("SELECT count(*) AS n FROM memory WHERE outdated = 1")).toEqual([{ n: 0 }]);
  });

  it("buys nothing again that was bought since", async () => {
    await threeArticles();
    await rows(`UPDATE memory SET created_at = ${Date.now() + 86_400_000}`);
    expect((await written(MAROC)).affected.renditions).toEqual([{ slug: "mal", terms: ["Maroc"], stale: false }]);
    expect(await states("mal")).toEqual({ mal: "ready" });
  });

  it("that is taken back leaves what an editor wants bought anew", async () => {
    await threeArticles();
    await glossary(`${HEADER}Maroc\ten-Maroc\ttranslate\n`);
    await rows("UPDATE memory SET outdated = 1 WHERE source LIKE 'Le Maroc gagne%'");
    await written(HEADER);
    expect(await rows("SELECT count(*) AS n FROM memory WHERE outdated = 1")).toEqual([{ n: 1 }]);
  });

  it("does not keep a new article from readers where no engine is there: the old wording is served as stale", async () => {
    await threeArticles();
    await written(MAROC);
    await equip("en", null);
    await put("nouveau", { title: "Titre de mal", body_text: "Le Maroc gagne le match." });
    expect(await body("nouveau")).toEqual(["en-Le en-Maroc en-gagne en-le en-match."]);
    expect(await states("nouveau")).toEqual({ nouveau: "stale" });
    await equip("en", knowing());
    await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "nouveau", 0));
    await vi.waitFor(async () => {
      // A put that overlapped a newer one is confirmed a minute later.
      await settle("en", 61_000);
      expect(await body("nouveau")).toEqual(["en-Le Morocco en-gagne en-le en-match."]);
    }, 20_000);
  });

  it("is followed through hundreds of articles step by step, whatever becomes of the object", async () => {
    await threeArticles();
    // The same article 450 times, as rows: publishing so many is not what is tested.
    await rows(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
      INSERT INTO renditions (slug, article_id, source_language, sequence, state, published_at, version, changed_at, title, updated_at, rendition)
      SELECT printf('copie-%03d', i), 'c' || i, 'fr', 1, 'ready', published_at, 1, 1, title, updated_at,
        replace(rendition, '"mal"', printf('"copie-%03d"', i)) FROM renditions, n WHERE slug = 'mal'`);
    await rows(`INSERT INTO sources (slug, article) SELECT r.slug, replace(s.article, '"mal"', '"' || r.slug || '"')
      FROM renditions r, sources s WHERE s.slug = 'mal' AND r.slug LIKE 'copie-%'`);
    const answer = await written(MAROC);
    expect(answer.affected.complete).toBe(false);
    expect(answer.affected.renditions.length).toBeGreaterThan(100);
    expect(answer.affected.renditions.length).toBeLessThanOrEqual(200);
    await evictDurableObject(edition("en"));
    await settle("en", 10_000);
    await evictDurableObject(edition("en"));
    await settle("en", 10_000);
    await settle("en", 10_000);
    const slugs: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page = (await affected(`?limit=100&cursor=${cursor}`)) as Written["affected"] & { next: string | null };
      expect(page.complete).toBe(true);
      slugs.push(...page.renditions.map(({ slug }) => slug));
      cursor = page.next;
    }
    expect(slugs).toHaveLength(451);
    expect(new Set(slugs).size).toBe(451);
    expect(slugs.at(-1)).toBe("mal");
    expect(await rows("SELECT state, count(*) AS n FROM renditions GROUP BY state ORDER BY state")).toEqual([
      { state: "ready", n: 2 },
      { state: "stale", n: 451 },
    ]);
  });
});

describe("terms survive", () => {
  const WHOLE =
    "source\ttarget\trule\tcase\tsource_forms\ttarget_forms\tforbidden\nœil\teye\ttranslate\tsensitive\tyeux\torb\toeil\n";
  const lines = () =>
    runInDurableObject(edition("en"), async (instance: Edition) => {
      const chunk = await instance.export("en", { kind: "glossary", after: null });
      return chunk?.lines ?? [];
    });
  const asTsv = async () =>
    (await desk("GET", "/api/glossary/fr-en", undefined, { accept: "text/tab-separated-values" })).text();

  it("an export and its import, byte for byte", async () => {
    await glossary(WHOLE);
    const before = await lines();
    expect(before).toEqual([
      '{"kind":"glossary","edition":"en","source_language":"fr","source":"œil","target":"eye","rule":"translate","options":{"case":"sensitive","forms":{"source":["yeux"],"target":["orb"]},"forbidden":["oeil"]}}',
    ]);
    await wipe();
    const send = async (line: string) => {
      const answer = await desk("POST", "/api/import", `${line}\n`, { "content-type": "application/x-ndjson" });
      return (JSON.parse(new TextDecoder().decode(await answer.arrayBuffer())) as { result: string }).result;
    };
    expect(await send(before[0] as string)).toBe("created");
    expect(await send(before[0] as string)).toBe("unchanged");
    expect(await send((before[0] as string).replace('"target":"eye"', '"target":"glance"'))).toBe("error");
    expect(await lines()).toEqual(before);
    expect(await asTsv()).toBe(WHOLE);
  });

  it("an export from before they had options", async () => {
    const old =
      '{"kind":"glossary","edition":"en","source_language":"fr","source":"a","target":"b","rule":"translate"}\n';
    await desk("POST", "/api/import", old, { "content-type": "application/x-ndjson" });
    expect(await asTsv()).toBe(`${HEADER}a\tb\ttranslate\n`);
  });

  it("the loss of the edition's storage", async () => {
    await threeArticles();
    await glossary(WHOLE);
    await settle("en", 20_000);
    const { value, metadata } = await env.KV.getWithMetadata("glossary/en/fr");
    expect(JSON.parse(value ?? "")).toMatchObject({ edited: 1, terms: [{ source: "œil" }] });
    expect(metadata).toMatchObject({ version: 1, state: "ready" });
    await runInDurableObject(edition("en"), (_: Edition, state) => state.storage.deleteAll());
    await abortAllDurableObjects();
    for (let round = 0; round < 10; round++) {
      await runInDurableObject(edition("en"), (instance: Edition) => instance.poke("en").catch(() => 0));
      await settle("en", 5_000);
    }
    expect(await asTsv()).toBe(WHOLE);
    expect(await rows("SELECT edited FROM glossaries")).toEqual([{ edited: 1 }]);
  });
});
