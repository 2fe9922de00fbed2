import { beforeEach, describe, expect, it } from "vitest";
import { get, problem } from "./support/desk.ts";
import { rendition, store } from "./support/stored.ts";
import { wipe } from "./support/wipe.ts";

const EXTENSIONS = ["", ".json", ".txt", ".md"];
const FILES = ["", "rss.xml", "atom.xml", "feed.json"];
const SECOND = 1_000;

const expiring = (slug: string, expiresAt: number) =>
  rendition("fr", slug, { expires_at: new Date(expiresAt).toISOString() });

async function article(slug: string, expiresAt: number): Promise<void> {
  await store.rendition("fr", slug, { state: "ready", rendition: expiring(slug, expiresAt) }, { expiresAt });
}

const seconds = (answer: Response, name: string) =>
  Number(new RegExp(`${name}=(\\d+)`).exec([...answer.headers.values()].join())?.[1]);

beforeEach(wipe);

describe("an article that expires", () => {
  it("is gone like a withdrawn one, though KV still has it", async () => {
    await article("mer", Date.now() - SECOND);
    await store.rendition("fr", "retire", { state: "withdrawn", slug: "retire" }, { state: "withdrawn" });
    for (const extension of EXTENSIONS) {
      const [gone, withdrawn] = [
        await get(`/fr/articles/mer${extension}`),
        await get(`/fr/articles/retire${extension}`),
      ];
      expect(gone.status).toBe(410);
      expect([...gone.headers]).toEqual([...withdrawn.headers]);
      expect(await gone.text()).toBe(await withdrawn.text());
    }
    expect((await problem(await get("/fr/articles/mer.json"))).type).toBe("urn:dragoman:problem:withdrawn");
  });

  it("is kept by no cache beyond its end", async () => {
    await article("mer", Date.now() + 40 * SECOND);
    for (const extension of EXTENSIONS) {
      const answer = await get(`/fr/articles/mer${extension}`);
      expect(answer.status).toBe(200);
      expect(seconds(answer, "max-age")).toBeGreaterThan(30);
      expect(seconds(answer, "max-age")).toBeLessThanOrEqual(40);
      expect(seconds(answer, "stale-if-error")).toBe(0);
      const again = await get(`/fr/articles/mer${extension}`, { "if-none-match": answer.headers.get("etag") ?? "" });
      expect([again.status, seconds(again, "max-age") <= 40]).toEqual([304, true]);
    }
  });
});

describe.each([
  ["/fr/", (held: object, metadata: object) => store.front("fr", held as never, metadata)],
  ["/fr/archive/1/", (held: object, metadata: object) => store.page("fr", 1, held as never, metadata)],
])("what holds one, %s", (base, put) => {
  it("leaves it out, with another entity tag and date, and tells no cache to keep the next one longer", async () => {
    const [past, next] = [Date.now() - 60 * SECOND, Date.now() + 30 * SECOND];
    const renditions = [expiring("bref", past), expiring("jour", next), rendition("fr", "mer")];
    await put({ renditions }, { expiresAt: next });
    const before = await Promise.all(FILES.map((file) => get(base + file)));
    await put({ renditions }, { expiresAt: past });
    for (const [i, file] of FILES.entries()) {
      const answer = await get(base + file, { "if-none-match": before[i]?.headers.get("etag") ?? "" });
      expect(answer.status, file).toBe(200);
      expect(answer.headers.get("last-modified")).toBe(new Date(past).toUTCString());
      expect(seconds(answer, "max-age")).toBeLessThanOrEqual(30);
      const text = await answer.text();
      expect(text).not.toContain("/fr/articles/bref");
      for (const slug of ["jour", "mer"]) expect(text).toContain(`/fr/articles/${slug}`);
      const again = await get(base + file, { "if-none-match": answer.headers.get("etag") ?? "" });
      expect([again.status, again.headers.get("etag")]).toEqual([304, answer.headers.get("etag")]);
    }
  });
});
