import { exports } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import { OMEGAT } from "../unit/translation/tmx/samples.ts";
import { desk, get, ORIGIN, problem, put } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { bearing, createdToken } from "./support/tokens.ts";
import { paragraph, reword, shown } from "./support/translations.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const XML = { "content-type": "application/xml" };
const send = (file: string, pair = "fr-en", headers: Record<string, string> = {}) =>
  desk("POST", `/api/memory/${pair}.tmx`, file, { ...XML, ...headers });
const memory = async (pair = "fr-en") => (await desk("GET", `/api/memory/${pair}.tmx`)).text();

function tmx(...units: [source: string, target: string][]): string {
  const all = units.map(
    ([source, target]) =>
      `<tu><tuv xml:lang="fr"><seg>${source}</seg></tuv><tuv xml:lang="en"><seg>${target}</seg></tuv></tu>`,
  );
  return `<tmx version="1.4">\n<header srclang="fr"/>\n<body>\n${all.join("\n")}\n</body></tmx>`;
}

const TEXT = "Les délégations sont arrivées à Marrakech.";
const TRANSLATED = "The delegations have arrived in Marrakech.";

describe("an imported memory", () => {
  it("translates what it knows, and costs nothing", async () => {
    const engine = fakeEngine();
    await equip("en", engine);
    const answer = await send(tmx([TEXT, TRANSLATED], ["Le titre", "The title"]));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      source: "fr", target: "en", created: 2, updated: 0, unchanged: 0, units: 2, refused: 0, problems: [],
    }); // biome-ignore format: one line reads better
    await put("un", { title: "Le titre", body_text: TEXT });
    expect(await (await get("/en/articles/un.json")).json()).toMatchObject({
      title: "The title",
      translation: { engines: ["seed"], from_memory: 2 },
    });
    expect(engine.calls).toEqual([]);
    const { entries } = (await (await desk("GET", "/api/audit")).json()) as { entries: object[] };
    expect(entries[1]).toMatchObject({ action: "import-memory", by: "editor", reason: "fr-en: 2 created, 0 updated" });
  });

  it("never stands before a machine's text or a person's", async () => {
    await equip("en", fakeEngine());
    await put("un", { title: "Le titre", body_text: TEXT });
    await get("/en/articles/un.json");
    await reword("un", "Le titre", "A person’s title");
    await send(tmx([TEXT, TRANSLATED], ["Le titre", "The title"]));
    await settle("en");
    const view = await shown("un");
    expect(paragraph(view, TEXT)).toMatchObject({ origin: "machine", engine: "deepl" });
    expect(paragraph(view, "Le titre")).toMatchObject({ origin: "person", target: "A person’s title" });
  });

  it("takes the place of an older import, where it is public too", async () => {
    await send(tmx([TEXT, "The delegations are in Marrakech now."], ["Le titre", "The title"]));
    await put("un", { title: "Le titre", body_text: TEXT });
    await get("/en/articles/un.json");
    const again = await send(tmx([TEXT, TRANSLATED], ["Le titre", "The title"]));
    expect(await again.json()).toMatchObject({ created: 0, updated: 1, unchanged: 1 });
    await settle("en");
    await settle("en");
    expect(await (await get("/en/articles/un.txt")).text()).toContain(TRANSLATED);
  });

  it("is what another tool wrote", async () => {
    expect(await (await send(OMEGAT)).json()).toMatchObject({ created: 2, refused: 0 });
    await put("un", { title: "La cérémonie s’ouvre lundi à Marrakech.", body_text: TEXT });
    expect(paragraph(await shown("un"), "La cérémonie s’ouvre lundi à Marrakech.").target).toBe(
      "The ceremony opens in Marrakech on Monday.",
    );
  });

  it("comes out as it went in, with origin, reviewer and use", async () => {
    await equip("en", fakeEngine());
    const { token } = await createdToken("Samira", ["read", "translate"]);
    await put("un", {
      title: "Le titre",
      body_html: `<p>Un <em>mot</em> et <a href="https://a.example/">un lien</a>.</p>`,
    });
    await get("/en/articles/un.json");
    await reword("un", "Le titre", "The title & more", { headers: bearing(token) });
    await send(tmx([TEXT, TRANSLATED]));
    const out = await memory();
    expect(out).toContain(
      '<prop type="x-origin">person</prop><prop type="x-engine">person</prop><prop type="x-reviewer">Samira</prop>',
    );
    expect(out).toContain('<prop type="x-origin">machine</prop><prop type="x-engine">deepl</prop>');
    expect(out).toContain('usagecount="1"');
    const segments = (text: string) => text.match(/<seg>.*<\/seg>/g)?.sort();
    await wipe();
    expect(await (await send(out)).json()).toMatchObject({ created: 3, refused: 0 });
    const again = await memory();
    expect(segments(again)).toEqual(segments(out));
    expect(again).not.toContain('"x-origin">person');
    expect(await (await send(again)).json()).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  });

  it("is streamed, however many entries there are", async () => {
    const many = Array.from({ length: 1_200 }, (_, i): [string, string] => [
      `Le point ${i} du jour.`,
      `Item ${i} of the day.`,
    ]);
    expect(await (await send(tmx(...many))).json()).toMatchObject({ created: 1_200, refused: 0 });
    const out = await memory();
    expect(out.match(/<tu /g)).toHaveLength(1_200);
    expect(out.endsWith("</body>\n</tmx>\n")).toBe(true);
    expect((await memory("fr-ar")).match(/<tu /g)).toBeNull();
  });
});

describe("a file that is refused", () => {
  it("is refused unit by unit, with lines", async () => {
    const answer = await send(tmx(["Un.", ""], [TEXT, TRANSLATED], ["Deux &rien;", "Two"]));
    expect(await answer.json()).toMatchObject({
      created: 1,
      refused: 2,
      problems: [
        { line: 4, detail: expect.stringContaining("empty-target") },
        { line: 6, detail: "“&rien;” is no reference that XML knows" },
      ],
    });
  });

  it.each([
    ["entities", '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx version="1.4"/>', "Line 1: the DOCTYPE declares an entity"],
    [
      "an external entity",
      '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]><tmx/>',
      "Line 1: the DOCTYPE declares an entity",
    ],
    ["no XML", "{}", "Line 1: not well-formed"],
    ["nothing", "", "Line 1: not well-formed"],
  ])("for %s", async (_, file, detail) => {
    const answer = await send(file);
    expect(answer.status).toBe(422);
    const told = await problem(answer);
    expect(told).toMatchObject({ type: "urn:dragoman:problem:invalid-tmx", line: 1, created: 0 });
    expect(told.detail).toContain(detail);
  });

  it("for broken UTF-8, after what stood before it", async () => {
    const file = Buffer.from(tmx([TEXT, TRANSLATED], ["Deux", "T#o"]));
    file[file.lastIndexOf("#")] = 0xff;
    const answer = await exports.default.fetch(
      new Request(`${ORIGIN}/api/memory/fr-en.tmx`, {
        method: "POST",
        headers: { authorization: "Bearer a-token-for-tests-only", ...XML },
        body: file,
      }),
    );
    expect(answer.status).toBe(422);
    expect(await problem(answer)).toMatchObject({ line: 5, detail: expect.stringContaining("not UTF-8") });
  });

  it("for its size, with what was taken of it", async () => {
    const many = Array.from({ length: 2_001 }, (_, i): [string, string] => [`Le point ${i}.`, `Item ${i}.`]);
    const answer = await send(tmx(...many));
    expect(answer.status).toBe(413);
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:content-too-large",
      detail: expect.stringContaining("at most 4 MiB and 2,000 units"),
      created: 2_000,
    });
    const large = await send(tmx([TEXT, TRANSLATED]) + " ".repeat(4 * 1024 * 1024));
    expect(large.status).toBe(413);
    expect((await problem(large)).detail).toContain("4 MiB");
  });

  it("unit by unit, for what the newsroom's terms do not let be written", async () => {
    const terms = [
      { source: "Interpol", target: "Interpol", rule: "keep" },
      { source: "", target: "alien", rule: "forbid" },
    ];
    await desk("PUT", "/api/glossary/fr-en", JSON.stringify({ terms }));
    const answer = await send(
      tmx(
        ["Interpol se réunit lundi.", "The agency meets on Monday."],
        ["Un étranger est arrivé.", "An alien has arrived."],
        [TEXT, TRANSLATED],
      ),
    );
    expect(await answer.json()).toMatchObject({
      created: 1,
      refused: 2,
      problems: [
        { line: 4, detail: expect.stringContaining("do-not-translate") },
        { line: 5, detail: expect.stringContaining("forbidden-term") },
      ],
    });
  });

  it("for its pair, its type, its token", async () => {
    for (const pair of ["fr-de", "fr-fr", "fren", "fr-en-ar"]) {
      expect((await send(tmx(), pair)).status, pair).toBe(404);
      expect((await desk("GET", `/api/memory/${pair}.tmx`)).status, pair).toBe(404);
    }
    expect((await send(tmx(), "fr-en", { "content-type": "application/json" })).status).toBe(415);
    expect((await desk("DELETE", "/api/memory/fr-en.tmx")).status).toBe(405);
    const { token } = await createdToken("Lecteur", ["read"]);
    expect((await send(tmx(), "fr-en", bearing(token))).status).toBe(403);
    expect((await desk("GET", "/api/memory/fr-en.tmx", undefined, bearing(token))).status).toBe(200);
  });
});
