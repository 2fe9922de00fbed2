import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { DEFAULT_CHECKS } from "../../../../src/translation/checks/settings.ts";
import type { MemoryPair } from "../../../../src/translation/segment.ts";
import { readTmx } from "../../../../src/translation/tmx/read-tmx.ts";
import { TMX_END, type TmxEntry, tmxHead, tmxUnit } from "../../../../src/translation/tmx/tmx-writer.ts";

const PAIR = { source: "fr", target: "en" };

const entry = (source: string, target: string, more: Partial<TmxEntry> = {}): TmxEntry => ({
  key: "k1",
  source,
  target,
  origin: "machine",
  engine: "deepl",
  reviewer: null,
  outdated: false,
  uses: 3,
  created_at: Date.UTC(2025, 10, 24, 10, 5, 9),
  ...more,
});
const file = (...entries: TmxEntry[]) => tmxHead(PAIR) + entries.map((one) => tmxUnit(one, PAIR)).join("") + TMX_END;

async function readBack(text: string): Promise<MemoryPair[]> {
  const pairs: MemoryPair[] = [];
  const bytes = new TextEncoder().encode(text);
  const summary = await readTmx(
    [bytes],
    PAIR,
    { bytes: 1e8, units: 100 },
    { settings: DEFAULT_CHECKS },
    async (some) => {
      pairs.push(...some);
      return true;
    },
  );
  expect(summary).toMatchObject({ problems: [], end: { state: "whole" } });
  return pairs;
}

/** Reads with another parser, which stops at what is not well-formed. */
function wellFormed(text: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(text).close();
}

describe("a memory as TMX", () => {
  it("tells of each entry who made it, when, and how often it was used", () => {
    const mine = entry("Bonjour.", "Hello.", {
      origin: "person",
      engine: "person",
      reviewer: 'Samira "S" <s@a.example>',
    });
    const text = file(mine);
    wellFormed(text);
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="Dragoman" creationtoolversion="1" segtype="paragraph" o-tmf="Dragoman" adminlang="en" srclang="fr" datatype="html"/>
<body>
<tu tuid="k1" usagecount="3" creationdate="20251124T100509Z" creationid="Samira &quot;S&quot; &lt;s@a.example&gt;" changedate="20251124T100509Z" changeid="Samira &quot;S&quot; &lt;s@a.example&gt;">
<prop type="x-origin">person</prop><prop type="x-engine">person</prop><prop type="x-reviewer">Samira &quot;S&quot; &lt;s@a.example&gt;</prop>
<tuv xml:lang="fr"><seg>Bonjour.</seg></tuv>
<tuv xml:lang="en"><seg>Hello.</seg></tuv>
</tu>
</body>
</tmx>
`);
  });

  it("says of an entry that it is outdated", () => {
    expect(file(entry("Un.", "One.", { outdated: true }))).toContain('<prop type="x-outdated">yes</prop>');
  });

  it("writes markup as paired codes, and what no translator touches as one", () => {
    const source =
      'Le <a id="0"><strong id="1">rapport</strong></a> de <code id="2" translate="no">a&#x26;b</code><br id="3">suit.';
    const target =
      'The <a id="0"><strong id="1">report</strong></a> of <code id="2" translate="no">a&#x26;b</code><br id="3">follows.';
    const text = file(entry(source, target));
    wellFormed(text);
    expect(text).toContain(
      '<seg>Le <bpt i="1" x="1" type="link">&lt;a id=&quot;0&quot;&gt;</bpt><bpt i="2" x="2" type="bold">&lt;strong id=&quot;1&quot;&gt;</bpt>rapport<ept i="2">&lt;/strong&gt;</ept><ept i="1">&lt;/a&gt;</ept> de ' +
        '<ph x="3" type="x-code">&lt;code id=&quot;2&quot; translate=&quot;no&quot;&gt;a&amp;#x26;b&lt;/code&gt;</ph><ph x="4" type="lb">&lt;br id=&quot;3&quot;&gt;</ph>suit.</seg>',
    );
  });

  it.each([
    ["text", "Bonjour à tous.", "Hello everyone."],
    ["references", "R&#x26;D : 1 &#x3C; 2", "R&#x26;D: 1 &#x3C; 2"],
    ["quotes and apostrophes", 'L’« eau » et "l\'eau"', 'The “water” and "the water\'s"'],
    ["placeholders", "{nom} a %s pays", "{nom} has %s countries"],
    [
      "markup in another order",
      '<em id="0">Un</em> et <a id="1">deux</a>.',
      '<a id="1">Two</a> and <em id="0">one</em>.',
    ],
    ["a note's mark", 'Un accord.<sup id="0" translate="no">1</sup>', 'A deal.<sup id="0" translate="no">1</sup>'],
    [
      "nesting",
      '<a id="0"><em id="1">Le</em> rapport</a> est là.',
      '<a id="0"><em id="1">The</em> report</a> is here.',
    ],
    ["emoji and Arabic", "Bonjour 👋 مرحبا", "Hello 👋 مرحبا"],
  ])("comes back as it was: %s", async (_, source, target) => {
    const text = file(entry(source, target));
    wellFormed(text);
    expect(await readBack(text)).toEqual([{ source, target }]);
  });

  it("has an engine's answer as the memory would read it", async () => {
    const text = file(entry('<b id="0">Un</b> & deux', 'One &amp; <b id="0">two</b>&nbsp;!'));
    wellFormed(text);
    expect((await readBack(text))[0]?.target).toBe('One &#x26; <b id="0">two</b>\u00a0!');
  });

  it("leaves out what XML forbids", () => {
    wellFormed(file(entry("Un\u0008.", "One\uFFFE.")));
  });
});
