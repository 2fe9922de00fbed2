import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entriesOf } from "../../../kv-seed/entries.ts";
import { readSeed } from "../../../kv-seed/read-seed.ts";
import type { Article } from "../../../src/articles/article.ts";
import { contentOf } from "../../../src/articles/draft.ts";
import { textOf } from "../../../src/articles/text.ts";
import { PROJECT } from "../../../src/cli/project.ts";
import { memoryKey } from "../../../src/translation/memory-key.ts";
import { plan } from "../../../src/translation/plan.ts";
import { termFindings } from "../../../src/translation/terms/findings.ts";

const { seed, faults } = readSeed(join(PROJECT, "kv-seed"), Date.parse("2026-01-01T00:00:00Z"));

describe("the seed this project ships", () => {
  it("is valid", () => {
    expect(faults).toEqual([]);
  });

  it("has the article's ten paragraphs, and not the web page's last line", () => {
    const texts = interpol().body.paragraphs.map((paragraph) => textOf(paragraph.html));
    expect(texts).toHaveLength(10);
    expect(texts[0]).toMatch(/^La 93ᵉ Assemblée générale d’Interpol s’est ouverte ce lundi à Marrakech/);
    expect(texts[9]).toMatch(/coopération policière mondiale efficace et solidaire\.$/);
    expect(texts.join()).not.toContain("retour en haut");
  });

  it.each(["en", "ar"])("translates every unit of it into %s: nothing is left to buy", (language) => {
    const memory = seed.memories.find(({ source, target }) => source === "fr" && target === language);
    const known = new Set(memory?.entries.map(({ source }) => memoryKey("fr", language, source)));
    const missing = plan(interpol(), language).filter(({ key }) => key !== null && !known.has(key));
    expect(plan(interpol(), language)).toHaveLength(15);
    expect(missing).toEqual([]);
  });

  it.each(["en", "ar"])("uses the glossary's terms in %s", (language) => {
    const { terms = [] } = seed.glossaries.find(({ target }) => target === language) ?? {};
    const { entries = [] } = seed.memories.find(({ target }) => target === language) ?? {};
    const pair = { source: "fr", target: language };
    const unused = entries.flatMap(({ source, target }) => termFindings(source, target, terms, pair));
    expect(unused).toEqual([]);
  });

  it("gives the same digest each time it is read", () => {
    const again = readSeed(join(PROJECT, "kv-seed"), Date.parse("2027-01-01T00:00:00Z")).seed;
    expect(entriesOf(again)).toEqual(entriesOf(seed));
  });
});

function interpol(): Article {
  const [found] = seed.articles;
  const content = found && contentOf(found.draft);
  if (!content?.ok) throw new Error("the seed has no article");
  const at = "2025-11-24T10:00:00.000Z";
  return { ...content.value, id: "a1", slug: found?.slug ?? "", revision: 1, published_at: at, updated_at: at };
}
