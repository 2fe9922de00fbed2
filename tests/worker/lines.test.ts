import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import type { FrontValue, PageValue, ReplicaMetadata, SitemapValue } from "../../src/replica/values.ts";
import { edition, put, withdraw } from "./support/desk.ts";
import { equip, fakeEngine, frontOf, settle } from "./support/fake-engine.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

const slugsOf = ({ renditions }: { renditions: { slug: string }[] }) => renditions.map(({ slug }) => slug);
const stored = async <T>(key: string) => (await env.KV.get<T>(key, "json")) as T;
const metadata = async (key: string) => (await env.KV.getWithMetadata<ReplicaMetadata>(key)).metadata;
const front = (key: string) => stored<FrontValue>(key);

describe("a tag's timeline", () => {
  it("has each article once, in the order in which the edition came to show it", async () => {
    await put("un", { tags: ["maroc", "police"], tag_labels: { maroc: "Maroc" } });
    await put("deux", { tags: ["maroc"], tag_labels: { maroc: "Le Maroc" } });
    await put("trois", {});
    await settle("fr");
    const maroc = await front("front/fr/maroc");
    expect(slugsOf(maroc)).toEqual(["deux", "un"]);
    expect(maroc.tag).toEqual({ tag: "maroc", label: "Le Maroc" });
    expect(slugsOf(await front("front/fr/police"))).toEqual(["un"]);
    expect((await front("front/fr/police")).tag).toEqual({ tag: "police", label: "police" });
    expect(slugsOf(await front("front/fr"))).toEqual(["trois", "deux", "un"]);
  });

  it("lets an article go that loses the tag, and gives it its old place when it comes back", async () => {
    for (const slug of ["un", "deux", "trois"]) await put(slug, { tags: ["maroc"] });
    await put("deux", { tags: ["police"] });
    await settle("fr");
    expect(slugsOf(await front("front/fr/maroc"))).toEqual(["trois", "un"]);
    expect(slugsOf(await front("front/fr/police"))).toEqual(["deux"]);
    await put("deux", { tags: ["maroc"] });
    await settle("fr");
    expect(slugsOf(await front("front/fr/maroc"))).toEqual(["trois", "deux", "un"]);
    expect(slugsOf(await front("front/fr/police"))).toEqual([]);
  });

  it("closes pages of its own, which nothing later changes", async () => {
    for (let i = 1; i <= 61; i++) await put(`n${i}`, { title: `Numéro ${i}`, tags: i % 2 ? ["impair"] : ["pair"] });
    await settle("fr");
    const page = await stored<PageValue>("page/fr/impair/1");
    expect(slugsOf(page)).toEqual(Array.from({ length: 30 }, (_, i) => `n${59 - 2 * i}`));
    expect(slugsOf(await front("front/fr/impair"))).toEqual(["n61", ...slugsOf(page)]);
    const before = await env.KV.get("page/fr/impair/1");
    await put("n62", { tags: ["impair"] });
    await settle("fr");
    expect(await env.KV.get("page/fr/impair/1")).toBe(before);
  });

  it("tells of a withdrawal as the edition's own does", async () => {
    await put("un", { tags: ["maroc"] });
    await withdraw("un");
    await settle("fr");
    const value = await front("front/fr/maroc");
    expect(value.renditions).toEqual([]);
    expect(value.withdrawn).toMatchObject([{ slug: "un" }]);
  });

  it("translates its own newest articles on demand, however old they are", async () => {
    await put("ancien", { tags: ["rare"], tag_labels: { rare: "Rare" }, published_at: "2020-01-01T00:00:00Z" });
    for (let i = 0; i < 35; i++) await put(`n${i}`, { title: `Numéro ${i}` });
    expect((await frontOf("en", 0, "rare")).metadata.pending).toBe(1);
    await equip("en", fakeEngine());
    const answer = await frontOf("en", 5_000, "rare");
    expect(slugsOf(JSON.parse(answer.value) as FrontValue)).toEqual(["ancien"]);
    expect((JSON.parse(answer.value) as FrontValue).tag).toEqual({ tag: "rare", label: "en-Rare" });
    expect(answer.metadata.pending).toBe(0);
  });

  it("is nothing for a tag that no article has had", async () => {
    const answer = await runInDurableObject(edition("fr"), (i: Edition) => i.front("fr", "nul", 0));
    expect(answer).toEqual({ state: "unknown" });
  });
});

describe("aliases", () => {
  it("lead to their article in every edition, until they are taken away", async () => {
    await put("mer", { aliases: ["ocean", "la-mer"] });
    for (const language of ["fr", "en"]) {
      await settle(language);
      expect(await stored(`rendition/${language}/ocean`)).toEqual({ state: "moved", slug: "ocean", to: "mer" });
      expect((await metadata(`rendition/${language}/la-mer`))?.state).toBe("moved");
    }
    await put("mer", { aliases: ["la-mer"] });
    await settle("fr");
    expect((await metadata("rendition/fr/ocean"))?.state).toBe("pending");
    expect((await metadata("rendition/fr/la-mer"))?.state).toBe("moved");
  });

  it("become an article's own name with a version that only rises", async () => {
    await put("mer", { aliases: ["ocean"] });
    await put("mer", {});
    await settle("fr");
    const before = (await metadata("rendition/fr/ocean"))?.version ?? 0;
    await put("ocean", {});
    await settle("fr");
    const after = await metadata("rendition/fr/ocean");
    expect(after?.state).toBe("ready");
    expect(after?.version).toBeGreaterThan(before);
  });
});

describe("the sitemap's parts", () => {
  it("have what can be read, in the order of entries, and lose a withdrawal at once", async () => {
    await put("un", { title: "Le premier" });
    await put("deux", { title: "Le deuxième" });
    await settle("fr", 61_000);
    const part = await stored<SitemapValue>("sitemap/fr/0");
    expect(part.entries.map(({ slug, title }) => [slug, title])).toEqual([
      ["un", "Le premier"],
      ["deux", "Le deuxième"],
    ]);
    expect((await metadata("front/fr"))?.entries).toBe(2);
    await withdraw("un");
    await settle("fr");
    expect((await stored<SitemapValue>("sitemap/fr/0")).entries.map(({ slug }) => slug)).toEqual(["deux"]);
    expect(await env.KV.get("sitemap/en/0")).toBeNull();
  });
});
