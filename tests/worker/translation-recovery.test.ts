import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { interceptCalls } from "./support/crashes.ts";
import { desk, edition, get, newsroom, put } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { at, paragraph, reword, shown } from "./support/translations.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const FIRST = "La mer est calme ce matin au large de Tanger.";
const SECOND = "Les bateaux sont rentrés au port avant la nuit.";
const WORDED = "The sea off Tangier is calm this morning.";

/** An article whose translation a person worded in part and approved, and one with the same paragraph. */
async function aPublication(): Promise<void> {
  await equip("en", fakeEngine());
  await put("mer", { title: "La mer", body_html: `<p>${FIRST}</p><p>${SECOND}</p>` });
  await put("port", { title: "Le port", body_html: `<p>${FIRST}</p>` });
  for (const slug of ["mer", "port"]) await get(`/en/articles/${slug}.json`);
  await reword("mer", FIRST, WORDED);
  await desk("POST", at("mer", "en", "/approve"));
  const { id } = paragraph(await shown("port"), "Le port");
  await equip("en", null);
  await desk("POST", at("port", "en", "/retranslate"), JSON.stringify({ paragraphs: [id] }));
  for (let i = 0; i < 3; i++) await settle("en", 70_000);
}

/** An edition's lines of an export. */
async function linesOf(language: string): Promise<string[]> {
  return (await wholeExport()).filter((line) => line.includes(`"edition":"${language}"`));
}

async function wholeExport(): Promise<string[]> {
  const lines: string[] = [];
  let path: string | null = "/api/export";
  while (path !== null) {
    const answer: Response = await desk("GET", path);
    lines.push(...(await answer.text()).split("\n").filter((line) => line !== ""));
    const [, url] = /<([^>]*)>/.exec(answer.headers.get("link") ?? "") ?? [];
    path = url === undefined ? null : url.replace(/^https:\/\/[^/]*/, "");
  }
  return lines;
}

async function recovered(language: string): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await runInDurableObject(edition(language), (instance: Edition) => instance.poke(language).catch(() => 0));
    await settle(language, 5_000);
    const { state, outbox } = await runInDurableObject(edition(language), (i: Edition) => i.status(language));
    if (state === "ok" && !outbox.some(({ kind }) => kind === "compare")) return;
  }
  throw new Error("the edition did not recover");
}

describe("what persons did to translations", () => {
  it("survives a loss of the edition's storage: wordings, approvals, and what is to be bought anew", async () => {
    await aPublication();
    const before = { lines: await linesOf("en"), mer: await shown("mer"), port: await shown("port") };
    expect(before.lines.filter((line) => line.includes('"kind":"review"'))).toHaveLength(1);
    expect(before.mer).toMatchObject({ state: "ready", reviewed: { by: "editor" } });
    expect(before.port.state).toBe("stale");
    await runInDurableObject(edition("en"), (_: Edition, state) => state.storage.deleteAll());
    await abortAllDurableObjects();
    await recovered("en");
    expect(await shown("mer")).toEqual(before.mer);
    expect(await shown("port")).toEqual(before.port);
    const kept = (lines: string[]) => lines.filter((line) => /"kind":"(memory|review|rendition)"/.test(line));
    expect(kept(await linesOf("en"))).toEqual(kept(before.lines));
    // Which articles use a paragraph is known again too.
    await reword("mer", FIRST, "The sea is calm off Tangier this morning.");
    expect(paragraph(await shown("port"), FIRST).target).toBe("The sea is calm off Tangier this morning.");
    await settle("en", 70_000);
    expect(await (await get("/en/articles/port.txt")).text()).toContain("The sea is calm off Tangier this morning.");
  });

  it("tells who and when by itself, where a crash took the newsroom's record of it", async () => {
    await equip("en", fakeEngine());
    await put("mer", { title: "La mer", body_html: `<p>${FIRST}</p><p>${SECOND}</p>` });
    await get("/en/articles/mer.json");
    const { token } = await createdToken("Samira", ["read", "translate"]);
    const { id } = paragraph(await shown("mer"), FIRST);
    await interceptCalls(newsroom(), "record", () => Promise.reject(new Error("the newsroom died")));
    const wording = JSON.stringify({ target: WORDED });
    expect((await desk("PUT", at("mer", "en", `/paragraphs/${id}`), wording, bearing(token))).status).toBe(500);
    expect((await desk("POST", at("mer", "en", "/approve"), undefined, bearing(token))).status).toBe(500);
    vi.restoreAllMocks();
    await settle("en");
    await abortAllDurableObjects();
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: { action: string }[] };
    expect(entries.filter(({ action }) => ["reword", "approve"].includes(action))).toEqual([]);
    const view = await shown("mer");
    const when = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(paragraph(view, FIRST)).toMatchObject({
      target: WORDED,
      origin: "person",
      reviewer: "Samira",
      updated_at: when,
    });
    expect(view.reviewed).toEqual({ by: "Samira", at: when });
    const { translation } = (await (await get("/en/articles/mer.json")).json()) as { translation: object };
    expect(translation).toMatchObject({ engines: ["deepl", "person"], reviewed: view.reviewed });
    const lines = await linesOf("en");
    expect(lines.find((line) => line.includes('"origin":"person"'))).toContain('"reviewer":"Samira"');
  });

  it("goes out and comes in with an export, byte for byte", async () => {
    await aPublication();
    const lines = await wholeExport();
    await wipe();
    const file = `${lines.join("\n")}\n`;
    const answer = await desk("POST", "/api/import", file, { "content-type": "application/x-ndjson" });
    const results = (await answer.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { result: string });
    expect(new Set(results.map(({ result }) => result))).toEqual(new Set(["created"]));
    const edition = (all: string[]) => all.filter((line) => line.includes('"edition":'));
    expect(edition(await wholeExport())).toEqual(edition(lines));
    expect((await shown("mer")).reviewed).toMatchObject({ by: "editor" });
    expect(paragraph(await shown("mer"), FIRST)).toMatchObject({
      origin: "person",
      reviewer: "editor",
      target: WORDED,
    });
  });

  it("finds its place where a line is from before there were origins", async () => {
    await put("mer", { title: "La mer" });
    const { id } = paragraph(await shown("mer"), "La mer");
    const old = {
      kind: "memory",
      edition: "en",
      id: 7,
      key: id,
      source_language: "fr",
      source: "La mer",
      target: "The sea",
      engine: "person",
      created_at: 1_700_000_000_000,
    };
    const send = async () => {
      const answer = await desk("POST", "/api/import", `${JSON.stringify(old)}\n`, {
        "content-type": "application/x-ndjson",
      });
      return ((await answer.json()) as { result: string }).result;
    };
    expect([await send(), await send()]).toEqual(["created", "unchanged"]);
    expect(paragraph(await shown("mer"), "La mer")).toMatchObject({
      origin: "person",
      target: "The sea",
      reviewer: null,
    });
  });
});
