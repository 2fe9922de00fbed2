import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../src/app.ts";
import { contentOf, DraftSchema } from "../../src/articles/draft.ts";
import type { Edition } from "../../src/edition/edition.ts";
import type { Newsroom } from "../../src/newsroom/newsroom.ts";
import { release } from "../../src/newsroom/staging.ts";
import { interceptCalls } from "./support/crashes.ts";
import { desk, edition, get, newsroom, ORIGIN, put, withdraw } from "./support/desk.ts";
import { becomes, rows, told } from "./support/newsroom-clock.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const NDJSON = { "content-type": "application/x-ndjson" };
const BODY = "Un seul paragraphe, assez long pour être un vrai.";

interface Result {
  line: number;
  slug: string | null;
  result: "created" | "updated" | "unchanged" | "error";
  problem?: { type: string; title: string; status: number; detail: string; errors?: { pointer: string }[] };
}

const line = (slug: string, draft: Record<string, unknown> = {}) =>
  JSON.stringify({ slug, language: "fr", title: `Titre de ${slug}`, body_text: BODY, ...draft });
const results = async (answer: Response): Promise<Result[]> =>
  new TextDecoder()
    .decode(await answer.arrayBuffer())
    .trimEnd()
    .split("\n")
    .filter((text) => text !== "")
    .map((text) => JSON.parse(text) as Result);
const send = async (...lines: string[]) => results(await desk("POST", "/api/import", `${lines.join("\n")}\n`, NDJSON));
const brief = ({ line, slug, result, problem }: Result) =>
  problem === undefined ? [line, slug, result] : [line, slug, problem.type.replace("urn:dragoman:problem:", "")];
/** Slugs by entry number in the French edition. */
const entries = () =>
  runInDurableObject(edition("fr"), async (instance: Edition, state) => {
    await instance.poke("fr");
    const found = state.storage.sql.exec<{ slug: string }>("SELECT slug FROM entries WHERE line = 1 ORDER BY entry");
    return found.toArray().map(({ slug }) => slug);
  });
const date = (day: number) => new Date(Date.UTC(2010, 0, day)).toISOString();
/** What a batch of an import is to the Newsroom, without its end. */
const batch = (name: string, ...articles: [slug: string, published_at: string][]) =>
  runInDurableObject(newsroom(), async (instance: Newsroom) => {
    const submissions = articles.map(([slug, published_at]) => {
      const draft = DraftSchema.parse({ language: "fr", title: slug, body_text: BODY, published_at });
      const content = contentOf(draft);
      if (!content.ok) throw new Error(content.error);
      return { slug, draft, content: content.value, author: "editor" };
    });
    return instance.importArticles(name, submissions);
  });

describe("an import", () => {
  it("answers line by line, and stops at nothing", async () => {
    await put("connu", { title: "Titre de connu", body_text: BODY, published_at: date(1) });
    const answer = await desk(
      "POST",
      "/api/import",
      [
        line("neuf", { published_at: date(2) }),
        "",
        "{",
        line("connu", { published_at: date(1) }),
        line("connu", { title: "Corrigé" }),
        "   ",
        line("Pas Un Slug"),
        JSON.stringify({ language: "fr", title: "Sans slug", body_text: BODY }),
        line("sans-titre", { title: "" }),
        line("vide", { body_text: " " }),
        line("allemand", { language: "de" }),
        line("neuf", { language: "en" }),
        line("fini", { expires_at: "2020-01-01T00:00:00Z" }),
        line("pris", { aliases: ["libre", "connu"] }),
        "[]",
        "42",
        JSON.stringify({ kind: "memory", source: "a" }),
        JSON.stringify({ kind: "toString", slug: "x" }),
        line("dernier", { published_at: date(3) }),
      ].join("\r\n"),
      NDJSON,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-ndjson");
    const found = await results(answer);
    expect(found.map(brief)).toEqual([
      [1, "neuf", "created"],
      [3, null, "malformed-json"],
      [4, "connu", "unchanged"],
      [5, "connu", "updated"],
      [7, null, "invalid-article"],
      [8, null, "invalid-article"],
      [9, "sans-titre", "invalid-article"],
      [10, "vide", "invalid-article"],
      [11, "allemand", "invalid-article"],
      [12, "neuf", "invalid-article"],
      [13, "fini", "invalid-article"],
      [14, "pris", "invalid-article"],
      [15, null, "invalid-article"],
      [16, null, "invalid-article"],
      [17, null, "invalid-import"],
      [18, "x", "invalid-import"],
      [19, "dernier", "created"],
    ]);
    expect(
      found.filter(({ result }) => result === "error").map(({ problem }) => problem?.errors?.[0]?.pointer),
    ).toEqual([
      undefined,
      "/slug",
      "/slug",
      "/title",
      "",
      "/language",
      "/language",
      "/expires_at",
      "/aliases/1",
      "",
      "",
      "/edition",
      undefined,
    ]);
    expect(found[1]?.problem).toMatchObject({ status: 400, title: "The body is not JSON" });
    expect(await entries()).toEqual(["connu", "neuf", "dernier"]);
  });

  it("gives its new articles their entry numbers by date, whatever their order", async () => {
    await send(
      line("c", { published_at: date(3) }),
      line("a", { published_at: date(1) }),
      line("b", { published_at: date(2) }),
    );
    expect(await entries()).toEqual(["a", "b", "c"]);
    expect(await rows("SELECT slug, kind, author FROM log ORDER BY sequence")).toEqual(
      ["a", "b", "c"].map((slug) => ({ slug, kind: "publish", author: "editor" })),
    );
    expect(await rows("SELECT * FROM staged")).toEqual([]);
  });

  it("changes nothing when it is sent again", async () => {
    const lines = [line("a", { published_at: date(1) }), line("b", { tags: ["eau"] })];
    await send(...lines);
    expect((await send(...lines)).map(({ result }) => result)).toEqual(["unchanged", "unchanged"]);
    expect(await rows("SELECT count(*) AS n FROM log")).toEqual([{ n: 2 }]);
  });

  it("keeps embargoes, and brings withdrawn articles back", async () => {
    await put("retour", {});
    await withdraw("retour");
    const found = await send(line("demain", { published_at: "2099-01-01T00:00:00Z" }), line("retour"));
    expect(found.map(({ result }) => result)).toEqual(["created", "created"]);
    expect(await told()).toMatchObject([{ slug: "retour", isPublic: true }]);
    expect(await (await desk("GET", "/api/articles/demain")).json()).toMatchObject({ state: "scheduled" });
  });

  it("may name an article twice: the last line stands, and appears once", async () => {
    const found = await send(line("a", { title: "Un" }), line("b"), line("a", { title: "Deux" }));
    expect(found.map(({ result }) => result)).toEqual(["created", "created", "updated"]);
    expect(await told()).toHaveLength(2);
    expect(await (await desk("GET", "/api/articles/a")).json()).toMatchObject({ title: "Deux", revision: 2 });
  });

  it("skips a line that is too long, and goes on behind it", async () => {
    const long = JSON.stringify({ slug: "long", language: "fr", title: "Long", body_text: "x".repeat(2_200_000) });
    const found = await send(line("a"), long, line("b"));
    expect(found.map(brief)).toEqual([
      [1, "a", "created"],
      [2, null, "content-too-large"],
      [3, "b", "created"],
    ]);
  });

  it.each([["application/json"], [""], ["text/plain"], ["application/x-ndjson-seq"]])("is not %s", async (type) => {
    const answer = await desk("POST", "/api/import", line("a"), { "content-type": type });
    expect(answer.status).toBe(415);
  });

  it("of nothing is answered with nothing", async () => {
    const answer = await desk("POST", "/api/import", undefined, NDJSON);
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect((await desk("GET", "/api/import")).headers.get("allow")).toBe("POST");
  });

  it("of several batches keeps the good lines, in order", async () => {
    const lines = Array.from({ length: 250 }, (_, i) =>
      i % 50 === 25 ? "{ nothing" : line(`n${i}`, { published_at: date(250 - i) }),
    );
    const found = await send(...lines);
    expect(found.map((one) => one.line)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
    expect(found.filter(({ result }) => result === "error").map((one) => one.line)).toEqual([26, 76, 126, 176, 226]);
    expect(await rows("SELECT count(*) AS n FROM articles WHERE appeared = 1")).toEqual([{ n: 245 }]);
    expect(await rows("SELECT slug FROM articles ORDER BY sequence LIMIT 3")).toEqual([
      { slug: "n249" },
      { slug: "n248" },
      { slug: "n247" },
    ]);
    expect(
      await rows(`SELECT count(*) AS n FROM articles a JOIN articles b ON b.sequence = a.sequence + 1
        WHERE b.published_at < a.published_at`),
    ).toEqual([{ n: 0 }]);
  });
});

describe("an import goes no faster than its answer is read", () => {
  it("and holds one batch however long it is", async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (sent === 3_000) controller.close();
          else controller.enqueue(new TextEncoder().encode(`${line(`n${sent++}`)}\n`));
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { authorization: "Bearer a-token-for-tests-only", ...NDJSON };
    const request = new Request(`${ORIGIN}/api/import`, { method: "POST", body, headers });
    const context = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
    const answer = await app.fetch(request, env, context);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const first = await reader.read();
    expect(new TextDecoder().decode(first.value).trimEnd().split("\n")).toHaveLength(100);
    expect(sent).toBeLessThan(250);
    await reader.read();
    expect(sent).toBeLessThan(350);
    await reader.cancel();
    expect(sent).toBeLessThan(350);
  });
});

describe("an import that breaks off", () => {
  const LATER = "2030-03-01T09:00:31.000Z";

  it("appears in the order of dates half a minute after its last batch", async () => {
    await becomes("2030-03-01T08:59:50Z");
    await batch("one", ["c", date(3)], ["a", date(1)]);
    await becomes("2030-03-01T09:00:00Z");
    await batch("one", ["b", date(2)]);
    expect(await told()).toEqual([]);
    await becomes("2030-03-01T09:00:29Z");
    expect(await told()).toEqual([]);
    await becomes(LATER);
    expect((await told()).map(({ slug }) => slug)).toEqual(["a", "b", "c"]);
    expect(await entries()).toEqual(["a", "b", "c"]);
    expect(await rows("SELECT kind FROM schedule WHERE kind = 'release'")).toEqual([]);
  });

  it.each([
    ["killed", () => abortAllDurableObjects()],
    ["evicted", () => evictDurableObject(newsroom())],
  ])("loses nothing when the objects are %s before its release", async (_, kill) => {
    await becomes("2030-03-01T09:00:00Z");
    await batch("one", ["b", date(2)], ["a", date(1)]);
    await kill();
    expect(await told()).toEqual([]);
    await becomes(LATER);
    expect(await entries()).toEqual(["a", "b"]);
  });

  it("loses nothing and doubles nothing when it is killed in the middle of its release", async () => {
    await becomes("2030-03-01T09:00:00Z");
    const articles = Array.from({ length: 70 }, (_, i): [string, string] => [`n${i}`, date(70 - i)]);
    await batch("one", ...articles);
    // The first piece is committed; the object dies before the second.
    await runInDurableObject(newsroom(), (_: Newsroom, { storage }) =>
      storage.transactionSync(() => release(storage.sql, "one", 50, Date.now())),
    );
    await abortAllDurableObjects();
    await becomes(LATER);
    const expected = articles.map(([slug]) => slug).reverse();
    expect(await rows("SELECT slug FROM articles WHERE appeared = 1 ORDER BY sequence")).toEqual(
      expected.map((slug) => ({ slug })),
    );
    expect(await rows("SELECT count(*) AS n FROM log")).toEqual([{ n: 70 }]);
    expect(await rows("SELECT count(*) AS n FROM staged")).toEqual([{ n: 0 }]);
  });
});

describe("an editor, while an import is under way,", () => {
  it("publishes one of its articles at once", async () => {
    await batch("one", ["a", date(1)], ["b", date(2)]);
    expect((await put("b", { title: "Par l’éditeur" })).status).toBe(200);
    expect((await told()).map(({ slug }) => slug)).toEqual(["b"]);
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.releaseImport("one"));
    expect((await told()).map(({ slug }) => slug)).toEqual(["b", "a"]);
    expect(await rows("SELECT count(*) AS n FROM log WHERE slug = 'b'")).toEqual([{ n: 1 }]);
  });

  it("withdraws or schedules one before anybody saw it", async () => {
    await batch("one", ["a", date(1)], ["b", date(2)], ["c", date(3)]);
    expect((await withdraw("a")).status).toBe(200);
    await put("b", { published_at: "2099-01-01T00:00:00Z" });
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.releaseImport("one"));
    expect((await told()).map(({ slug }) => slug)).toEqual(["c"]);
  });

  it("sees another import's articles wait for their own end", async () => {
    await batch("one", ["a", date(1)]);
    await batch("two", ["b", date(2)]);
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.releaseImport("two"));
    expect((await told()).map(({ slug }) => slug)).toEqual(["b"]);
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.releaseImport("one"));
    expect((await told()).map(({ slug }) => slug)).toEqual(["b", "a"]);
  });
});

describe("an article that waits in an import", () => {
  it("is published by the editor who saves it, and the audit says so", async () => {
    await batch("i", ["mer", date(1)], ["ciel", date(2)]);
    await put("mer", { title: "La mer" });
    await runInDurableObject(newsroom(), (instance: Newsroom) => instance.releaseImport("i"));
    expect(await rows("SELECT kind, slug FROM log ORDER BY sequence")).toEqual([
      { kind: "publish", slug: "mer" },
      { kind: "publish", slug: "ciel" },
    ]);
  });
});

describe("a withdrawal", () => {
  it("does not wait until an edition has heard all that was published before it", async () => {
    await put("mer", {});
    expect((await get("/fr/articles/mer.json")).status).toBe(200);
    // An import's thousands of articles, say, which take the edition minutes.
    await interceptCalls(newsroom(), "changesSince", () => new Promise(() => undefined));
    await put("ciel", {});
    await withdraw("mer");
    expect((await get("/fr/articles/mer.json")).status).toBe(410);
  });
});
