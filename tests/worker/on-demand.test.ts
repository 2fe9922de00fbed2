import { afterEach, describe, expect, it, vi } from "vitest";
import { get, problem, put } from "./support/desk.ts";
import { equip, fakeEngine, frontOf, settle, well } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const THREE = "Le premier paragraphe parle de la mer.\n\nLe deuxième parle de la montagne.\n\nLe troisième se tait.";

describe("translating on demand", () => {
  it("buys each paragraph once for two hundred readers at once, over all formats and feeds", async () => {
    const engine = fakeEngine(async (texts) => {
      await scheduler.wait(100);
      return well(texts);
    });
    await put("mer", { title: "La mer et la montagne", body_text: THREE });
    await equip("en", engine);
    const paths = [
      "/en/articles/mer",
      "/en/articles/mer.json",
      "/en/articles/mer.txt",
      "/en/articles/mer.md",
      "/en/rss.xml",
      "/en/atom.xml",
      "/en/feed.json",
      "/en/",
    ];
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => get(paths[i % paths.length] as string)));
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200));
    expect(engine.calls).toHaveLength(1);
    expect(engine.sent().toSorted()).toEqual([...new Set(engine.sent())].toSorted());
    expect(engine.sent()).toHaveLength(4);
    expect(await answers[1]?.json()).toMatchObject({
      title: "en-La en-mer en-et en-la en-montagne",
      translation: { engines: ["deepl"], from_memory: 0 },
    });
  });

  it("sends only what a correction changed, and serves the last translation as stale meanwhile", async () => {
    const engine = fakeEngine();
    await put("mer", { title: "La mer et la montagne", body_text: THREE });
    await equip("en", engine);
    await get("/en/articles/mer.json");
    await equip("en", null);
    await put("mer", { title: "La mer et la montagne", body_text: THREE.replace("se tait", "parle enfin") });
    await settle("en");
    const stale = await get("/en/articles/mer.json");
    expect(stale.headers.get("cache-control")).toBe("public, max-age=10");
    expect(await stale.json()).toMatchObject({ revision: 1, translation: { stale: true } });
    await equip("en", engine);
    await get("/en/feed.json");
    expect(engine.calls.at(-1)?.texts).toEqual(["Le troisième parle enfin."]);
    await settle("en");
    expect(await (await get("/en/articles/mer.json")).json()).toMatchObject({
      revision: 2,
      translation: { stale: false, from_memory: 3 },
    });
  });

  it("says that no engine is configured, and links the original", async () => {
    await put("mer", {});
    await equip("en", null);
    const answer = await get("/en/articles/mer.json");
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toMatch(/^\d+$/);
    expect(await problem(answer)).toMatchObject({
      type: "urn:dragoman:problem:translation-unavailable",
      original: { language: "fr", url: "https://news.example/fr/articles/mer" },
    });
    const feed = await get("/en/feed.json");
    expect(feed.headers.get("cache-control")).toBe("public, max-age=10");
    expect(await feed.json()).toMatchObject({ items: [] });
  });

  it("serves a feed short of what is slow, briefly cached, and the rest when it has landed in the background", async () => {
    const gate = Promise.withResolvers<void>();
    const engine = fakeEngine(async (texts) => {
      if (texts.some((text) => text.includes("lent"))) await gate.promise;
      return well(texts);
    });
    await put("vif", { title: "Un article vif", body_text: "Ce texte est traduit sans attendre." });
    await put("lent", { title: "Un article lent", body_text: "Ce texte est traduit plus tard." });
    await equip("en", engine);
    const front = await frontOf("en", 200);
    expect(front.metadata.pending).toBe(1);
    expect(front.value).toContain("en-vif");
    expect(front.value).not.toContain("lent");
    const short = await get("/en/feed.json");
    expect(short.headers.get("cache-control")).toBe("public, max-age=10");
    gate.resolve();
    await vi.waitFor(async () => expect((await get("/en/articles/lent.json")).status).toBe(200));
    await settle("en");
    const whole = await get("/en/feed.json");
    expect(whole.headers.get("cache-control")).toBe("public, max-age=60");
    expect(((await whole.json()) as { items: unknown[] }).items).toHaveLength(2);
    expect(engine.calls).toHaveLength(2);
  }, 15_000);
});
