import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentOf, DraftSchema } from "../../src/articles/draft.ts";
import type { Edition } from "../../src/edition/edition.ts";
import { listByState } from "../../src/edition/listing.ts";
import { statement } from "../../src/newsroom/listing.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { publish } from "../../src/newsroom/publish.ts";
import { desk, edition, newsroom, problem, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

interface Listing {
  articles: { slug: string; state: string; editions: Record<string, string>; [member: string]: unknown }[];
  next: string | null;
}
const list = async (query = "") => (await (await desk("GET", `/api/articles${query}`)).json()) as Listing;
const slugs = async (query = "") => (await list(query)).articles.map(({ slug }) => slug);

/** Every slug, page by page. */
async function walked(query: string, between: () => Promise<unknown> = async () => undefined): Promise<string[]> {
  const found: string[] = [];
  for (let cursor = ""; ; ) {
    const { articles, next } = await list(`${query}${cursor}`);
    found.push(...articles.map(({ slug }) => slug));
    if (next === null) return found;
    cursor = `&cursor=${next}`;
    await between();
  }
}

/** How SQLite answers a statement. */
const plan = (statement: string, bindings: SqlStorageValue[]) =>
  runInDurableObject(newsroom(), (_: Newsroom, state) =>
    state.storage.sql
      .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${statement}`, ...bindings)
      .toArray()
      .map(({ detail }) => detail)
      .join("; "),
  );

describe("the list of articles", () => {
  it("shows each with its state in every edition, newest first, at once", async () => {
    await put("mer", { title: "La mer", published_at: "2026-01-02T00:00:00Z", tags: ["eau"] });
    await put("ciel", { published_at: "2026-01-03T00:00:00Z", expires_at: "2099-01-01T00:00:00Z" });
    await put("demain", { published_at: "2099-01-01T00:00:00Z" });
    await put("faux", { published_at: "2026-01-01T00:00:00Z" });
    await withdraw("faux");
    const { articles, next } = await list();
    expect(articles.map(({ slug, state, editions }) => [slug, state, editions])).toEqual([
      ["demain", "scheduled", {}],
      ["ciel", "published", { fr: "ready", en: "pending", ar: "pending" }],
      ["mer", "published", { fr: "ready", en: "pending", ar: "pending" }],
      ["faux", "withdrawn", { fr: "withdrawn", en: "withdrawn", ar: "withdrawn" }],
    ]);
    expect(articles[2]).toEqual({
      slug: "mer",
      title: "La mer",
      language: "fr",
      state: "published",
      revision: 1,
      published_at: "2026-01-02T00:00:00.000Z",
      updated_at: "2026-01-02T00:00:00.000Z",
      expires_at: null,
      tags: ["eau"],
      editions: { fr: "ready", en: "pending", ar: "pending" },
    });
    expect(articles[1]?.["expires_at"]).toBe("2099-01-01T00:00:00.000Z");
    expect(next).toBeNull();
  });

  it("shows an editor's own article in its editions too", async () => {
    await put("mer", {});
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({
      editions: { fr: { state: "ready" }, en: { state: "pending" }, ar: { state: "pending" } },
    });
    await withdraw("mer");
    expect(await (await desk("GET", "/api/articles/mer")).json()).toMatchObject({
      editions: { fr: { state: "withdrawn" }, en: { state: "withdrawn" }, ar: { state: "withdrawn" } },
    });
  });

  it("has each article once, though new ones arrive, and though all have one date", async () => {
    const date = { published_at: "2026-01-01T00:00:00Z" };
    for (const i of [3, 1, 5, 2, 4]) await put(`n${i}`, date);
    let arrived = 0;
    const arrive = () => put(`nouveau-${arrived++}`, {});
    expect(await walked("?limit=2", arrive)).toEqual(["n5", "n4", "n3", "n2", "n1"]);
  });
});

describe("a filter", () => {
  beforeEach(async () => {
    await put("mer", {
      title: "L’été à la mer",
      summary: "Baignade surveillée",
      tags: ["eau", "ete"],
      published_at: "2026-01-01T00:00:00Z",
    });
    await put("neige", { title: "La neige", tags: ["eau"], published_at: "2026-01-02T00:00:00Z" });
    await put("feu", { title: "Le feu OR l’été", tags: ["ete"], published_at: "2026-01-03T00:00:00Z" });
    await put("pluie", { title: "La pluie", tags: ["eau"], published_at: "2099-01-01T00:00:00Z" });
    await put("vent", { title: "Le vent", tags: ["eau"], published_at: "2026-01-04T00:00:00Z" });
    await withdraw("vent");
  });

  it.each([
    ["tag=eau", ["pluie", "vent", "neige", "mer"]],
    ["tag=eau&state=published", ["neige", "mer"]],
    ["tag=eau&state=withdrawn", ["vent"]],
    ["tag=rien", []],
    ["state=published", ["feu", "neige", "mer"]],
    ["state=scheduled", ["pluie"]],
    ["state=withdrawn", ["vent"]],
    ["q=ete", ["feu", "mer"]],
    ["q=%C3%89T%C3%89", ["feu", "mer"]],
    ["q=ete+mer", ["mer"]],
    ["q=baign", ["mer"]],
    ["q=nei", ["neige"]],
    ["q=le+OR+feu", ["feu"]],
    ["q=title:mer", []],
    ["q=%22mer", ["mer"]],
    ["q=mer*)+NEAR(", []],
    ["q=ete&tag=eau", ["mer"]],
    ["q=la&state=scheduled", ["pluie"]],
    ["edition=fr", ["feu", "neige", "mer"]],
    ["edition=fr&state=ready", ["feu", "neige", "mer"]],
    ["edition=en&state=pending&tag=eau", ["neige", "mer"]],
    ["edition=en&state=pending&q=neige", ["neige"]],
    ["edition=en&state=withdrawn", ["vent"]],
    ["edition=en&state=held", []],
    ["edition=&tag=&state=&q=&cursor=&limit=", ["pluie", "vent", "feu", "neige", "mer"]],
  ])("?%s", async (query, expected) => {
    expect(await slugs(`?${query}`)).toEqual(expected);
    const pages = query.endsWith("limit=") ? `?${query}1` : `?${query}&limit=1`;
    expect(await walked(pages.replace("cursor=&", ""))).toEqual(expected);
  });

  it("follows the article's new title, tags, date and translations", async () => {
    await put("mer", { title: "Le lac", tags: ["lac"], published_at: "2026-02-01T00:00:00Z" });
    expect(await slugs("?q=ete")).toEqual(["feu"]);
    expect(await slugs("?q=baignade")).toEqual([]);
    expect(await slugs("?q=lac")).toEqual(["mer"]);
    expect(await slugs("?tag=lac")).toEqual(["mer"]);
    expect(await slugs("?tag=eau")).toEqual(["pluie", "vent", "neige"]);
    expect(await slugs("?state=published")).toEqual(["mer", "feu", "neige"]);
    await put("mer", { title: "Le lac", tags: ["lac"], published_at: "2026-01-01T00:00:00Z" });
    expect(await walked("?tag=lac&limit=1")).toEqual(["mer"]);
    await equip("en", fakeEngine());
    await runInDurableObject(edition("en"), (instance: Edition) => instance.rendition("en", "mer", 5_000));
    expect(await slugs("?edition=en&state=ready")).toEqual(["mer"]);
  });

  it("that nobody knows is named", async () => {
    for (const [query, parameter] of [
      ["colour=red", "colour"],
      ["limit=0", "limit"],
      ["limit=101", "limit"],
      ["limit=ten", "limit"],
      ["limit=1&limit=2", "limit"],
      ["cursor=nonsense", "cursor"],
      ["cursor=WzEsIkEiXQ", "cursor"],
      ["edition=de", "edition"],
      ["tag=Not%20one", "tag"],
      ["state=ready", "state"],
      ["edition=fr&state=scheduled", "state"],
      ["state=lost", "state"],
      ["q=%22%2A", "q"],
      [`q=${"x".repeat(201)}`, "q"],
      [`q=${"x+".repeat(11)}`, "q"],
    ] as const) {
      const answer = await desk("GET", `/api/articles?${query}`);
      expect(answer.status, query).toBe(400);
      expect(await problem(answer), query).toMatchObject({
        type: "urn:dragoman:problem:invalid-query",
        errors: [{ parameter }],
      });
    }
  });
});

describe("a deep page costs what the first costs", () => {
  const deep = { published_at: 1_600_000_000_000, slug: "x" };

  it.each([
    [
      "of all",
      { state: null, tag: null, words: [] },
      /(.*articles_by_date \(state=\? AND \(?published_at,?slug\)?.*){3}/,
    ],
    [
      "of a state",
      { state: "withdrawn", tag: null, words: [] },
      /articles_by_date \(state=\? AND \(?published_at,?slug/,
    ],
    [
      "of a tag",
      { state: null, tag: "eau", words: [] },
      /article_tags USING PRIMARY KEY \(tag=\? AND \(?published_at,?slug/,
    ],
  ] as const)("%s: by its index, without a sort", async (_, filter, expected) => {
    const [query, ...bindings] = statement({ ...filter, words: [] }, deep, 21);
    const how = await plan(query, bindings);
    expect(how).toMatch(expected);
    expect(how).not.toMatch(/TEMP B-TREE|SCAN articles|SCAN article_tags/);
  });

  it("of a search: no more than its matches", async () => {
    const [query, ...bindings] = statement({ state: null, tag: null, words: ["mer"] }, deep, 21);
    expect(await plan(query, bindings)).not.toMatch(/SCAN articles/);
  });

  it("reads as few rows at the end as at the beginning", async () => {
    const read = (published_at: number) =>
      runInDurableObject(newsroom(), (_: Newsroom, { storage: { sql } }) => {
        const cursor = sql.exec(...statement({ state: null, tag: null, words: [] }, { published_at, slug: "" }, 20));
        cursor.toArray();
        return cursor.rowsRead;
      });
    await runInDurableObject(newsroom(), (_: Newsroom, { storage: { sql } }) => {
      sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
         INSERT INTO articles SELECT i, 'a' || i, 'published', 1, 1, 'fr', 't', i * 1000, 0, NULL, i, 1, '[]', '[]', '{}' FROM n`,
      );
    });
    expect(await read(100_000)).toBeLessThanOrEqual(await read(10_000_000));
    expect(await read(10_000_000)).toBeLessThan(100);
  });

  it("of an edition's state: from its index alone", async () => {
    await runInDurableObject(edition("fr"), (_: Edition, { storage: { sql } }) => {
      const spied = {
        exec: (query: string, ...bindings: SqlStorageValue[]) => sql.exec(`EXPLAIN QUERY PLAN ${query}`, ...bindings),
      };
      const [step] = listByState(spied as unknown as SqlStorage, "ready", deep, 20) as unknown as { detail: string }[];
      expect(step?.detail).toMatch(/USING COVERING INDEX renditions_by_state \(state=\? AND \(?published_at,?slug/);
    });
  });
});

describe("no write looks through the table", () => {
  it.each([
    ["SELECT max(sequence) AS head FROM articles WHERE appeared = 1"],
    [
      "SELECT articles.*, log.at FROM articles CROSS JOIN log ON log.sequence = articles.sequence WHERE appeared = 1 AND articles.sequence > 1 ORDER BY articles.sequence LIMIT 100",
    ],
  ])("%s", async (query) => {
    expect(await plan(query, [])).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it("and what a publication writes is its row, three indexes, its revision, the log, its words, and its tags", async () => {
    const draft = DraftSchema.parse({ language: "fr", title: "La mer", body_text: "Un mot.", tags: ["a", "b"] });
    const content = contentOf(draft);
    if (!content.ok) throw new Error(content.error);
    const submission = { slug: "mer", draft, content: content.value, author: "editor" };
    const written = await runInDurableObject(newsroom(), (_: Newsroom, { storage: { sql } }) => {
      const cursors: { rowsWritten: number }[] = [];
      const exec = (query: string, ...bindings: SqlStorageValue[]) => {
        const cursor = sql.exec(query, ...bindings);
        cursors.push(cursor);
        return cursor;
      };
      const answer = publish({ exec } as SqlStorage, submission, { ifMatch: null, ifNoneMatch: null }, Date.now());
      expect(answer.outcome).toBe("created");
      return cursors.reduce((sum, { rowsWritten }) => sum + rowsWritten, 0);
    });
    expect(written).toBe(4 + 1 + 1 + 1 + 2);
  });
});
