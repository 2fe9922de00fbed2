import { describe, expect, it } from "vitest";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";
import type { MemoryPair } from "../../../../src/translation/segment.ts";
import { readTmx } from "../../../../src/translation/tmx/read-tmx.ts";
import { tmx, tu } from "../../seed/seed-folder.ts";
import { MEMOQ, OKAPI, OMEGAT, OMEGAT_LEVEL2, TRADOS } from "./samples.ts";

const PAIR = { source: "fr", target: "en" };
const MOST = 100 * 1024 * 1024;
const CHECKS = { settings: DEFAULT_CHECKS };

async function read(file: string | Uint8Array, { size = 1_000_000, most = MOST, units = 1_000 } = {}) {
  const pairs: MemoryPair[] = [];
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.slice(i * size, (i + 1) * size),
  );
  const summary = await readTmx(chunks, PAIR, { bytes: most, units }, CHECKS, async (some) => {
    pairs.push(...some);
    return true;
  });
  return { pairs, ...summary };
}

describe("a file that another tool wrote", () => {
  it("is read: OmegaT's", async () => {
    expect(await read(OMEGAT)).toEqual({
      pairs: [
        { source: "La cérémonie s'ouvre lundi à Marrakech.", target: "The ceremony opens in Marrakech on Monday." },
        {
          source: "Prix &#x26; qualité : {nom} a reçu %s dirhams.",
          target: "Price &#x26; quality: {nom} received %s dirhams.",
        },
      ],
      units: 2,
      refused: 0,
      problems: [],
      end: { state: "whole" },
    });
  });

  it("is read but for codes that say nothing: OmegaT's level 2", async () => {
    const { units, problems } = await read(OMEGAT_LEVEL2);
    expect(units).toBe(1);
    expect(problems).toEqual([
      { line: 8, detail: "a <bpt> that says neither in HTML nor by its type what it stands for" },
    ]);
  });

  it("is read, byte order mark and all: Trados Studio's", async () => {
    const { pairs, problems, end } = await read(TRADOS);
    expect(pairs).toEqual([
      {
        source: 'Le <strong id="0">sommet</strong> s’ouvre <em id="1">lundi</em>.',
        target: 'The <strong id="0">summit</strong> opens on <em id="1">Monday</em>.',
      },
      { source: "Les délégations sont arrivées.", target: "The delegations have arrived." },
    ]);
    expect(problems.map(({ line }) => line)).toEqual([3, 3]);
    expect(end).toEqual({ state: "whole" });
  });

  it("is read: memoQ's", async () => {
    const { pairs, problems } = await read(MEMOQ);
    expect(pairs).toEqual([
      {
        source: 'Le <strong id="0">port</strong> est fermé.',
        target: 'The <strong id="0">port</strong> is closed.',
      },
      { source: 'Première ligne<br id="0">et la seconde.', target: 'A first line<br id="0">and a second one.' },
    ]);
    expect(problems).toEqual([]);
  });

  it("is read, markup in the translation's own order: Okapi's", async () => {
    expect((await read(OKAPI)).pairs).toEqual([
      {
        source: 'Un <strong id="0">accord</strong> et un <a id="1">rapport</a>.',
        target: 'A <a id="1">report</a> and a <strong id="0">deal</strong>.',
      },
    ]);
  });

  it.each([1, 2, 3, 7, 1_000])("is read alike in pieces of %i bytes", async (size) => {
    for (const file of [OMEGAT, TRADOS, MEMOQ, OKAPI]) expect(await read(file, { size })).toEqual(await read(file));
  });
});

describe("a unit that is wrong", () => {
  it("is told with its line, and stops no other", async () => {
    const file = tmx(
      [
        tu("Un.", "One."),
        tu("Deux.", ""),
        '<tu><tuv xml:lang="fr"><seg>Trois.</seg></tuv></tu>',
        tu("Quatre.", "&nope;"),
        tu("Cinq.", "&#x1F;Five."),
        tu("Six.", "<b>Six.</b>"),
        tu("Sept.", "Seven."),
      ].join("\n"),
    );
    const { pairs, problems, refused, end } = await read(file);
    expect(pairs.map(({ source }) => source)).toEqual(["Un.", "Sept."]);
    expect(problems).toEqual([
      { line: 6, detail: "the translation is refused: empty-target: The translation is empty." },
      { line: 7, detail: "the unit has no <tuv> in en" },
      { line: 8, detail: "“&nope;” is no reference that XML knows" },
      { line: 9, detail: "a control character, which XML forbids" },
      { line: 10, detail: "<b> has no place in <seg>" },
    ]);
    expect([refused, end]).toEqual([5, { state: "whole" }]);
  });

  it("is one with the names of an object's own members for elements, references or types", async () => {
    const { pairs, problems, end } = await read(
      tmx(
        [
          "<constructor/>",
          tu("Un.", "One &constructor;."),
          tu("Deux.", '<hi type="constructor">Two</hi>.'),
          tu("Trois.", '<bpt i="1" type="toString"/>Three<ept i="1"/>.'),
        ].join("\n"),
      ),
    );
    expect(pairs).toEqual([{ source: "Deux.", target: "Two." }]);
    expect(problems).toEqual([
      { line: 5, detail: "<constructor> has no place in <body>" },
      { line: 6, detail: "“&constructor;” is no reference that XML knows" },
      { line: 8, detail: "a <bpt> that says neither in HTML nor by its type what it stands for" },
    ]);
    expect(end).toEqual({ state: "whole" });
  });

  it("is counted beyond the first hundred", async () => {
    const { problems, refused } = await read(tmx(Array.from({ length: 150 }, () => tu("Un.", "")).join("\n")));
    expect([problems.length, refused]).toEqual([100, 150]);
  });

  it("is one whose segment has ten megabytes, of which little is kept", async () => {
    const { pairs, problems } = await read(tmx(`${tu("Un.", "x".repeat(10_000_000))}\n${tu("Deux.", "Two.")}`));
    expect(pairs.map(({ source }) => source)).toEqual(["Deux."]);
    expect(problems).toEqual([{ line: 5, detail: "a segment of more than 100,000 characters" }]);
  });
});

describe("a file that cannot be read on", () => {
  const LAUGHS = `<!DOCTYPE tmx [\n<!ENTITY lol "lol">\n${Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i} "&lol;&lol;&lol;">`).join("\n")}\n]>\n`;

  it.each([
    [
      "declares entities",
      tmx(tu("&l8;", "One."), { prologue: LAUGHS }),
      3,
      "the DOCTYPE declares an entity; entities are refused",
    ],
    [
      "declares a parameter entity",
      tmx("", { prologue: '<!DOCTYPE tmx [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]>\n' }),
      2,
      "the DOCTYPE declares an entity; entities are refused",
    ],
    ["never ends", tmx(tu("Un.", "One.")).replace(/<\/body>.*/s, ""), 6, "not well-formed: <body> never ends"],
    ["ends in a tag", tmx(tu("Un.", "One.")).replace(/<\/body>.*/s, "<tu"), 6, "not well-formed: <body> never ends"],
    ["nests wrongly", tmx(`${tu("Un.", "One.")}\n<tu></body>`), 6, "not well-formed: </body> stands where <tu> ends"],
    ["has an attribute twice", tmx('<tu a="1" a="2"/>'), 5, "not well-formed: <tu> has a twice"],
    ["has a bare <", tmx(tu("Un < deux.", "One.")), 5, "not well-formed: a tag cannot be read"],
    ["has two roots", `${tmx("")}<tmx/>`, 8, "not well-formed: <tmx> stands after the end"],
    ["is empty", "", 1, "not well-formed: there is no element"],
    ["is JSON", '{"a": 1}', 1, "not well-formed: there is text outside of the element"],
    ["is HTML", "<!DOCTYPE html><html></html>", 1, "<html> is not <tmx>"],
    ["has no header", '<tmx version="1.4"><body/></tmx>', 1, "has no <header>"],
    ["is from another language", tmx("", { srclang: "de" }), 3, "srclang “de” is not fr"],
    ["declares another encoding", tmx("").replace("UTF-8", "ISO-8859-1"), 1, "declares ISO-8859-1; only UTF-8 is read"],
    ["has a tag without end", tmx(`<tu x="${"y".repeat(200_000)}`), 5, "not well-formed: a tag of more than 64 KiB"],
    [
      "has a DOCTYPE full of comments without end",
      `<!DOCTYPE tmx [${"<!--".repeat(30_000)}`,
      1,
      "not well-formed: a tag of more than 64 KiB",
    ],
  ])("says where: one that %s", async (_, file, line, detail) => {
    expect((await read(file)).end).toEqual({ state: "unreadable", line, detail });
    expect((await read(file, { size: 5 })).end).toEqual({ state: "unreadable", line, detail });
  });

  it("is one in UTF-16, or in broken UTF-8, and what stood before is kept", async () => {
    expect((await read(Buffer.from(`\uFEFF${tmx("")}`, "utf16le"))).end).toEqual({
      state: "unreadable",
      line: 1,
      detail: "the file is in UTF-16; save it as UTF-8",
    });
    const broken = Buffer.from(tmx(`${tu("Un.", "One.")}\n${tu("Deux.", "T#o.")}`));
    broken[broken.indexOf("#")] = 0xff;
    const { end, pairs } = await read(broken, { size: 300 });
    expect(end).toEqual({ state: "unreadable", line: 6, detail: "not UTF-8" });
    expect(pairs).toEqual([{ source: "Un.", target: "One." }]);
  });

  it("is one that is too large", async () => {
    expect((await read(tmx(tu("Un.", "One.")), { most: 300, size: 100 })).end).toEqual({ state: "too-large" });
    const { end, pairs } = await read(tmx([tu("Un.", "One."), tu("Deux.", ""), tu("Trois.", "Three.")].join("\n")), {
      units: 2,
    });
    expect(end).toEqual({ state: "too-large" });
    expect(pairs.map(({ source }) => source)).toEqual(["Un."]);
  });

  it("is stopped where nobody takes any more", async () => {
    const bytes = new TextEncoder().encode(tmx(tu("Un.", "One.")));
    expect((await readTmx([bytes], PAIR, { bytes: MOST, units: 1 }, CHECKS, async () => false)).end).toEqual({
      state: "stopped",
    });
  });
});
