import { exports } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Rendition } from "../../src/articles/article.ts";
import { desk, get, ORIGIN, problem, put } from "./support/desk.ts";
import { equip, type FakeEngine, fakeEngine, frontOf, inEnglish, settle } from "./support/fake-engine.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { at, paragraph, reword, shown } from "./support/translations.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const FIRST = "La mer est calme ce matin au large de Tanger.";
const SECOND = "Les bateaux sont rentrés au port avant la nuit.";
let engine: FakeEngine;
/** What an engine that is asked again says. */
const anewText = (text: string) => inEnglish(text).replaceAll("en-", "again-");

type Public = Pick<Rendition, "title" | "revision" | "updated_at" | "translation"> & { body_html: string };

/** What readers get, once KV has caught up. */
async function read(slug = "mer", language = "en"): Promise<Public> {
  await settle(language);
  const answer = await get(`/${language}/articles/${slug}.json`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json();
}

const texts = async (slug = "mer") => (await (await get(`/en/articles/${slug}.txt`)).text()).split("\n");

beforeEach(async () => {
  engine = fakeEngine();
  await equip("en", engine);
  await put("mer", {
    title: "La mer",
    body_html: `<p>${FIRST}</p><p>${SECOND}</p>`,
    published_at: "2026-01-01T00:00:00Z",
  });
  await get("/en/articles/mer.json");
});

describe("a translation at the desk", () => {
  it("shows each paragraph beside its source, who made it, and what the checks say", async () => {
    const view = await shown("mer");
    expect(view).toMatchObject({
      slug: "mer",
      language: "en",
      state: "ready",
      source_language: "fr",
      source_revision: 1,
      reviewed: null,
    });
    expect(view.paragraphs.map(({ type, source, origin, engine }) => [type, source, origin, engine])).toEqual([
      ["title", "La mer", "machine", "deepl"],
      ["paragraph", FIRST, "machine", "deepl"],
      ["paragraph", SECOND, "machine", "deepl"],
    ]);
    expect(view.paragraphs[0]).toMatchObject({
      target: "en-La en-mer",
      outdated: false,
      refused: false,
      checks: [],
      reviewer: null,
    });
    expect(view.etag).toMatch(/^"[\w-]{22}"$/);
  });

  it("is there before anybody has asked for it, with nothing in it", async () => {
    await put("lune", { title: "La lune" });
    const view = await shown("lune");
    expect(view.state).toBe("pending");
    expect(view.paragraphs.map(({ target, origin }) => [target, origin])).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(engine.calls).toHaveLength(1);
  });

  it("has no translation of an original, of an unknown article, and in an unknown language", async () => {
    for (const path of [at("mer", "fr"), at("rien", "en"), at("mer", "de")]) {
      expect((await desk("GET", path)).status, path).toBe(404);
    }
    await desk("DELETE", "/api/articles/mer");
    expect((await desk("GET", at("mer", "en"))).status).toBe(410);
    expect((await desk("POST", at("mer", "en"))).status).toBe(405);
  });
});

describe("a person's wording", () => {
  it("takes the machine's place at once, for readers and in feeds, and says whose it is", async () => {
    const before = await read();
    const answer = await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    expect(answer.status).toBe(200);
    const view = (await answer.json()) as Awaited<ReturnType<typeof shown>>;
    expect(paragraph(view, FIRST)).toMatchObject({
      target: "The sea off Tangier is calm this morning.",
      origin: "person",
      engine: "person",
      reviewer: "editor",
    });
    const after = await read();
    expect(after.translation).toMatchObject({ engines: ["deepl", "person"], reviewed: null, from_memory: 0 });
    expect(after.updated_at > before.updated_at).toBe(true);
    expect(await texts()).toContain("The sea off Tangier is calm this morning.");
    expect(await (await get("/en/rss.xml")).text()).toContain("The sea off Tangier is calm this morning.");
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: object[] };
    expect(entries[0]).toMatchObject({ action: "reword", by: "editor", slug: "mer" });
  });

  it("is never overwritten by a machine, and survives corrections of other paragraphs", async () => {
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    await put("mer", {
      title: "La mer",
      body_html: `<p>${FIRST}</p><p>Les bateaux sont tous rentrés avant la nuit.</p>`,
    });
    await frontOf("en", 5_000);
    const { translation, revision } = await read();
    expect(revision).toBe(2);
    expect(translation).toMatchObject({ engines: ["deepl", "person"], stale: false });
    expect(await texts()).toContain("The sea off Tangier is calm this morning.");
    expect(engine.sent().slice(3)).toEqual(["Les bateaux sont tous rentrés avant la nuit."]);
  });

  it("of a paragraph that other articles have too changes them all", async () => {
    await put("port", { title: "Le port", body_html: `<p>${FIRST}</p>` });
    await get("/en/articles/port.json");
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    await settle("en");
    expect(await texts("port")).toContain("The sea off Tangier is calm this morning.");
    expect((await read("port")).translation?.engines).toEqual(["deepl", "person"]);
  });

  it("that is deleted gives the machine's back, one or all", async () => {
    const bought = engine.sent().length;
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    await reword("mer", "La mer", "The sea");
    const { id } = paragraph(await shown("mer"), FIRST);
    expect((await desk("DELETE", at("mer", "en", `/paragraphs/${id}`))).status).toBe(200);
    expect(paragraph(await shown("mer"), FIRST)).toMatchObject({
      origin: "machine",
      target: inEnglish(FIRST),
    });
    expect((await read()).title).toBe("The sea");
    expect((await desk("DELETE", at("mer", "en"))).status).toBe(200);
    expect((await read()).title).toBe("en-La en-mer");
    expect((await read()).translation?.engines).toEqual(["deepl"]);
    expect(engine.sent()).toHaveLength(bought);
  });

  it("that is deleted where no machine ever had one is bought, and stays public until then", async () => {
    await put("lune", { title: "La lune", body_html: `<p>${FIRST}</p>` });
    await reword("lune", "La lune", "The moon");
    expect(await shown("lune")).toMatchObject({ state: "ready" });
    expect((await read("lune")).title).toBe("The moon");
    await desk("DELETE", at("lune", "en"));
    await settle("en");
    expect((await read("lune")).title).toBe("en-La en-lune");
  });

  it("is of several paragraphs at once, all or none; what is worded as it was stays the machine's", async () => {
    const view = await shown("mer");
    const [title, first, second] = view.paragraphs.map(({ id }) => id as string);
    const whole = (last: string) =>
      JSON.stringify({
        paragraphs: [
          { id: title, target: "The sea" },
          { id: first, target: view.paragraphs[1]?.target },
          { id: second, target: last },
        ],
      });
    const refused = await desk("PUT", at("mer", "en"), whole(""));
    expect(refused.status).toBe(422);
    expect(await problem(refused)).toMatchObject({
      type: "urn:dragoman:problem:translation-refused",
      errors: [{ pointer: "/paragraphs/2/target", detail: expect.stringContaining("error: empty-target") }],
      paragraphs: [{ id: second, checks: [{ check: "empty-target", severity: "error" }] }],
    });
    expect((await shown("mer")).etag).toBe(view.etag);
    const answer = await desk("PUT", at("mer", "en"), whole("The boats were back in port before nightfall."));
    expect(answer.status).toBe(200);
    expect((await shown("mer")).paragraphs.map(({ origin }) => origin)).toEqual(["person", "machine", "person"]);
  });

  it("of two editors who saw the same is the first one's", async () => {
    const { etag } = await shown("mer");
    const [one, two] = [
      await reword("mer", FIRST, "One wording of the calm sea of Tangier.", { headers: { "if-match": etag } }),
      await reword("mer", FIRST, "Another wording of the calm sea of Tangier.", { headers: { "if-match": etag } }),
    ];
    expect([one.status, two.status]).toEqual([200, 412]);
    expect(await problem(two)).toMatchObject({ current: { etag: one.headers.get("etag") } });
    for (const [method, rest] of [
      ["PUT", ""],
      ["DELETE", ""],
      ["POST", "/approve"],
      ["POST", "/retranslate"],
    ] as const) {
      const body =
        method === "PUT"
          ? JSON.stringify({ paragraphs: [{ id: paragraph(await shown("mer"), FIRST).id, target: "x" }] })
          : undefined;
      expect((await desk(method, at("mer", "en", rest), body, { "if-match": etag })).status, method + rest).toBe(412);
    }
  });

  it("of a paragraph that the article does not have, or not any more, is refused", async () => {
    const { id } = paragraph(await shown("mer"), SECOND);
    await put("mer", { title: "La mer", body_html: `<p>${FIRST}</p>` });
    for (const strange of [id, "nonsense", "a".repeat(43)]) {
      const answer = await desk("PUT", at("mer", "en", `/paragraphs/${strange}`), JSON.stringify({ target: "Boats." }));
      expect(answer.status).toBe(404);
    }
    const answer = await desk("PUT", at("mer", "en"), JSON.stringify({ paragraphs: [{ id, target: "Boats." }] }));
    expect(await problem(answer)).toMatchObject({ errors: [{ pointer: "/paragraphs/0" }] });
  });

  it.each([[{}], [{ target: 1 }], [{ target: "x", other: 1 }], [{ target: "x".repeat(100_001) }], [[]]])(
    "that is none is refused: %j",
    async (body) => {
      const { id } = paragraph(await shown("mer"), FIRST);
      const answer = await desk("PUT", at("mer", "en", `/paragraphs/${id}`), JSON.stringify(body));
      expect(answer.status).toBe(422);
      expect((await problem(answer)).type).toBe("urn:dragoman:problem:invalid-translation");
    },
  );

  it("that the checks doubt needs the flag", async () => {
    const doubted = "The boats boats came back to port before the night.";
    const refused = await reword("mer", SECOND, doubted);
    expect(refused.status).toBe(422);
    expect(await problem(refused)).toMatchObject({
      detail: expect.stringContaining("allow_warnings"),
      paragraphs: [{ checks: [{ check: "doubled-words", severity: "warning" }] }],
    });
    expect((await reword("mer", SECOND, doubted, { allow_warnings: true })).status).toBe(200);
    expect(paragraph(await shown("mer"), SECOND)).toMatchObject({
      origin: "person",
      checks: [{ check: "doubled-words" }],
    });
  });

  it("needs a token that may translate", async () => {
    const { token } = await createdToken("Lecteur", ["read"]);
    expect((await reword("mer", FIRST, "The sea is calm.", { headers: bearing(token) })).status).toBe(403);
    const other = await createdToken("Samira", ["read", "translate"]);
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.", { headers: bearing(other.token) });
    expect(paragraph(await shown("mer"), FIRST).reviewer).toBe("Samira");
  });
});

describe("markup in a person's wording", () => {
  const SOURCE = 'Le <a href="https://a.example/fr">rapport</a> et la <strong>note</strong> sont publiés aujourd’hui.';

  beforeEach(async () => {
    await put("rapport", { title: "Le rapport", body_html: `<p>${SOURCE}</p>` });
    await get("/en/articles/rapport.json");
  });

  it("is the source's, in any order", async () => {
    const target = 'The <strong>memo</strong> and the <a href="https://a.example/fr">report</a> are out today.';
    expect((await reword("rapport", SOURCE, target)).status).toBe(200);
    expect(paragraph(await shown("rapport"), SOURCE).target).toBe(target);
    expect((await read("rapport")).body_html).toBe(`<p>${target}</p>`);
  });

  it("may bring names that stay as they are in another order", async () => {
    const source = '<span translate="no">Interpol</span> accueille <span translate="no">Le Monde</span> lundi.';
    await put("noms", { title: "Les noms", body_html: `<p>${source}</p>` });
    const target = 'On Monday <span translate="no">Le Monde</span> is with <span translate="no">Interpol</span>.';
    expect((await reword("noms", source, target)).status).toBe(200);
    expect(paragraph(await shown("noms"), source).target).toBe(target);
  });

  it.each([
    ["a lost element", "The report and the <strong>memo</strong> are out today."],
    ["another address", 'The <a href="https://evil.example/">report</a> and the <strong>memo</strong> are out today.'],
    [
      "an address that runs",
      'The <a href="javascript:alert(1)">report</a> and the <strong>memo</strong> are out today.',
    ],
    [
      "an element more",
      'The <a href="https://a.example/fr">report</a> <em>and</em> the <strong>memo</strong> are out today.',
    ],
    ["nesting", 'The <a href="https://a.example/fr"><strong>report</strong> and the memo</a> <b>are</b> out today.'],
    ["depth", `${"<b>".repeat(5_000)}The report`],
  ])("with %s is refused", async (_, target) => {
    const answer = await reword("rapport", SOURCE, target);
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({
      paragraphs: [{ checks: [{ check: "tag-mismatch", severity: "error" }] }],
    });
  });

  it("loses what the sanitizer takes, wherever it came from", async () => {
    const target =
      'The <a href="https://a.example/fr" onclick="x()">report</a><script>alert(1)</script> and the <strong style="x">memo</strong><img src=x onerror=alert(1)> are out today.';
    expect((await reword("rapport", SOURCE, target)).status).toBe(200);
    expect((await read("rapport")).body_html).toBe(
      '<p>The <a href="https://a.example/fr">report</a> and the <strong>memo</strong> are out today.</p>',
    );
  });

  it("has no place in a title, where text is text", async () => {
    expect((await reword("rapport", "Le rapport", "The <b>report</b>")).status).toBe(422);
    expect((await reword("rapport", "Le rapport", "R&D < report")).status).toBe(200);
    expect((await read("rapport")).title).toBe("R&D < report");
    expect(paragraph(await shown("rapport"), "Le rapport").target).toBe("R&#x26;D &#x3C; report");
  });
});

describe("an answer that failed its checks", () => {
  it("is shown with what failed, and a person's wording brings the article on", async () => {
    await equip(
      "en",
      fakeEngine((asked) => ({
        ok: true,
        texts: asked.map((text) => (text.startsWith("Lune") ? text : `en-${text}`)),
        billed: null,
      })),
    );
    const source = "Lune pleine, marée haute et vent du nord sur toute la côte.";
    await put("lune", { title: "Titre", body_html: `<p>${source}</p>` });
    expect((await get("/en/articles/lune.json")).status).toBe(503);
    const view = await shown("lune");
    expect(view.state).toBe("held");
    expect(paragraph(view, source)).toMatchObject({
      refused: true,
      target: source,
      origin: "machine",
      engine: "deepl",
      checks: [{ check: "target-same-as-source", severity: "error" }],
    });
    expect((await desk("POST", at("lune", "en", "/approve"))).status).toBe(409);
    expect((await reword("lune", source, "Full moon, high tide and a north wind along the whole coast.")).status).toBe(
      200,
    );
    expect((await shown("lune")).state).toBe("ready");
    expect((await read("lune")).translation?.engines).toEqual(["deepl", "person"]);
  });
});

describe("an editor who wants the machine's text made anew", () => {
  it("gets just these paragraphs bought again, and what was public stays until then", async () => {
    const { id } = paragraph(await shown("mer"), FIRST);
    await equip("en", null);
    const answer = await desk("POST", at("mer", "en", "/retranslate"), JSON.stringify({ paragraphs: [id] }));
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ slug: "mer", language: "en", state: "stale" });
    expect(paragraph(await shown("mer"), FIRST)).toMatchObject({ outdated: true, origin: "machine" });
    expect((await read()).translation?.stale).toBe(false);
    const anew = fakeEngine((asked) => ({
      ok: true,
      texts: asked.map(anewText),
      billed: null,
    }));
    await equip("en", anew);
    await desk("POST", at("mer", "en", "/retranslate"));
    await frontOf("en", 5_000);
    expect(anew.sent()).toEqual([FIRST]);
    expect(paragraph(await shown("mer"), FIRST)).toMatchObject({
      outdated: false,
      target: anewText(FIRST),
    });
    expect(await shown("mer")).toMatchObject({ state: "ready" });
  });

  it("gets it bought twice at most, whatever else is worded meanwhile", async () => {
    const bad = fakeEngine((asked) => ({ ok: true, texts: asked.map(() => ""), billed: null }));
    await equip("en", bad);
    const { id } = paragraph(await shown("mer"), FIRST);
    await desk("POST", at("mer", "en", "/retranslate"), JSON.stringify({ paragraphs: [id] }));
    await frontOf("en", 5_000);
    expect(bad.sent()).toEqual([FIRST, FIRST]);
    expect(await shown("mer")).toMatchObject({ state: "held" });
    for (const title of ["The sea", "The sea again"]) {
      await reword("mer", "La mer", title);
      await frontOf("en", 5_000);
      await settle("en");
    }
    expect(bad.sent()).toHaveLength(2);
    expect(await read()).toMatchObject({
      title: "The sea again",
      body_html: expect.stringContaining(inEnglish(FIRST)),
    });
  });

  it("may send an empty body for none, to this and to a withdrawal", async () => {
    const send = (method: string, path: string) =>
      exports.default.fetch(
        new Request(ORIGIN + path, {
          method,
          headers: { authorization: "Bearer a-token-for-tests-only" },
          body: new Uint8Array(),
        }),
      );
    expect((await send("POST", at("mer", "en", "/retranslate"))).status).toBe(202);
    expect((await send("DELETE", "/api/articles/mer")).status).toBe(200);
    expect((await desk("DELETE", "/api/articles/mer", "mal dit", { "content-type": "text/plain" })).status).toBe(415);
  });

  it("never has a person's wording outdated", async () => {
    await reword("mer", FIRST, "The sea off Tangier is calm this morning.");
    const { id } = paragraph(await shown("mer"), FIRST);
    await desk("POST", at("mer", "en", "/retranslate"), JSON.stringify({ paragraphs: [id] }));
    await settle("en");
    expect(paragraph(await shown("mer"), FIRST)).toMatchObject({ origin: "person", outdated: false });
    expect(await shown("mer")).toMatchObject({ state: "ready" });
  });
});
