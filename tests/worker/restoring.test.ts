import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { desk, edition, get, newsroom, put } from "./support/desk.ts";
import { equip, fakeEngine, settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

type Line = { kind: string; slug?: string; [member: string]: unknown };

async function exported(): Promise<Line[]> {
  let text = "";
  for (let path: string | undefined = "/api/export"; path !== undefined; ) {
    const answer = await desk("GET", path);
    text += await answer.text();
    path = /<https:\/\/news\.example([^>]+)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
  }
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

/** What became of each line. */
async function restored(lines: object[]): Promise<string[]> {
  const body = lines.map((line) => JSON.stringify(line)).join("\n");
  const answer = await desk("POST", "/api/import", body, { "content-type": "application/x-ndjson" });
  const text = new TextDecoder().decode(await answer.arrayBuffer());
  return text
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { result: string }).result);
}

const inEnglish = (slug: string) =>
  runInDurableObject(edition("en"), async (instance: Edition) => (await instance.rendition("en", slug, 5_000)).state);

describe("an export that is taken back", () => {
  it("is whole though readers come in the middle of it", async () => {
    for (const slug of ["premier", "second"]) await put(slug, {});
    await put("premier", { title: "Corrigé" });
    const lines = await exported();
    await wipe();
    const isLast = ({ kind, slug }: Line) => kind === "article" && slug === "second";
    await restored(lines.filter((line) => !isLast(line)));
    // The editions hear of all that is there, the newest change included.
    await get("/en/articles/inconnu.json");
    await equip("en", fakeEngine());
    expect(await inEnglish("premier")).toBe("found");
    await restored(lines.filter(isLast));
    await equip("en", fakeEngine());
    await runInDurableObject(edition("en"), (instance: Edition) => instance.poke("en"));
    expect(await inEnglish("second")).toBe("found");
  });

  it("changes nothing the second time, tags included that an edition has nothing of", async () => {
    await put("un", { tags: ["eau"] });
    await runInDurableObject(edition("en"), (instance: Edition) => instance.poke("en"));
    const lines = await exported();
    expect(lines).toContainEqual(expect.objectContaining({ kind: "timeline", edition: "en", tag: "eau" }));
    await wipe();
    await restored(lines);
    expect(new Set(await restored(lines))).toEqual(new Set(["unchanged"]));
  });

  it("is whole though articles were published while it was made", async () => {
    for (const slug of ["un", "deux"]) await put(slug, { tags: ["eau"] });
    const before = await exported();
    await put("trois", { tags: ["eau"] });
    const after = await exported();
    await wipe();
    // Pages as they were before the third, everything else after it.
    const isPage = ({ kind }: Line) => kind === "timeline" || kind === "timeline-page";
    const mixed = [...before.filter(isPage), ...after.filter((line) => !isPage(line))];
    expect(new Set(await restored(mixed))).toEqual(new Set(["created"]));
    const counts = await runInDurableObject(edition("fr"), (_: Edition, { storage }) =>
      storage.sql.exec("SELECT line, first, entries FROM pages ORDER BY line").toArray(),
    );
    expect(counts).toEqual([
      { line: 1, first: 1, entries: 3 },
      { line: 2, first: 1, entries: 3 },
    ]);
  });

  it("refuses an article whose entry of the audit is missing: no edition could hear of it", async () => {
    await put("un", {});
    const lines = await exported();
    await wipe();
    const results = await restored(lines.filter(({ kind }) => kind === "revision" || kind === "article"));
    expect(results).toEqual(["created", "error"]);
    expect(await restored(lines.filter(({ kind }) => kind === "audit" || kind === "article"))).toEqual([
      "created",
      "created",
    ]);
    expect((await get("/fr/articles/un.json")).status).toBe(200);
  });

  it("lets what waited in an import appear", async () => {
    await put("un", {});
    await runInDurableObject(newsroom(), (_: Newsroom, { storage }) => {
      storage.sql.exec("UPDATE articles SET appeared = 0, sequence = 0");
      storage.sql.exec("DELETE FROM log");
    });
    const lines = (await exported()).filter(({ kind }) => kind === "revision" || kind === "article");
    await wipe();
    expect(await restored(lines)).toEqual(["created", "created"]);
    await runInDurableObject(newsroom(), async (instance: Newsroom) => {
      instance.now = () => Date.now() + 5_000;
      await instance.alarm();
    });
    expect((await get("/fr/articles/un.json")).status).toBe(200);
  });

  it("holds up nothing where its pages are missing", async () => {
    await put("un", { tags: ["eau"] });
    const lines = await exported();
    await wipe();
    await restored(lines.filter(({ kind }) => kind !== "timeline-page"));
    await settle("fr", 10_000);
    expect((await put("un", { tags: ["eau"], title: "Corrigé" })).status).toBe(200);
    await put("deux", { tags: ["eau"] });
    await settle("fr", 10_000);
    const feed = (await (await get("/fr/tags/eau/feed.json")).json()) as { items: { title: string }[] };
    expect(feed.items.map(({ title }) => title)).toEqual(["Titre de deux", "Corrigé"]);
  });

  it.each([
    ["a slug", { kind: "rendition", slug: 'x","state":"ready' }],
    ["an alias", { kind: "alias", alias: "x/y" }],
    ["an alias's article", { kind: "alias", slug: "X" }],
    ["a tag", { kind: "timeline", tag: "a/b" }],
    ["a page's tag", { kind: "timeline-page", tag: "../x" }],
  ])("is not believed where %s is none", async (_, broken) => {
    await put("un", { tags: ["eau"], aliases: ["one"] });
    const line = (await exported()).find(({ kind, edition: of }) => kind === broken.kind && of === "fr");
    expect(line).toBeDefined();
    expect(await restored([{ ...line, ...broken }])).toEqual(["error"]);
    const answer = await desk("POST", "/api/import", JSON.stringify({ ...line, ...broken }), {
      "content-type": "application/x-ndjson",
    });
    expect(new TextDecoder().decode(await answer.arrayBuffer())).toContain("invalid-import");
  });
});
