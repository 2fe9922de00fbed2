import { describe, expect, it } from "vitest";
import { NegativeCache } from "../../../src/http/negative-cache.ts";

/** A cache in memory that remembers for how long it was asked to keep an answer. */
class FakeCache implements Cache {
  readonly kept = new Map<string, Response>();

  async match(key: RequestInfo | URL): Promise<Response | undefined> {
    return this.kept.get(String(key))?.clone();
  }
  async put(key: RequestInfo | URL, response: Response): Promise<void> {
    this.kept.set(String(key), response);
  }
  async delete(key: RequestInfo | URL): Promise<boolean> {
    return this.kept.delete(String(key));
  }
}

class BrokenCache implements Cache {
  async match(): Promise<never> {
    throw new Error("no cache here");
  }
  async put(): Promise<never> {
    throw new Error("no cache here");
  }
  async delete(): Promise<never> {
    throw new Error("no cache here");
  }
}

it("finds what was kept, and nothing else", async () => {
  const negatives = new NegativeCache<{ state: string }>(new FakeCache());
  await negatives.keep("/fr/articles/a", { state: "unknown" }, 30);
  expect(await negatives.find("/fr/articles/a")).toEqual({ state: "unknown" });
  expect(await negatives.find("/ar/articles/a")).toBeNull();
});

it("forgets what there is now", async () => {
  const negatives = new NegativeCache<string>(new FakeCache());
  await negatives.keep("/fr/articles/a", "unknown", 30);
  await negatives.forget("/fr/articles/a");
  expect(await negatives.find("/fr/articles/a")).toBeNull();
});

it("keeps its entries under an origin that no request has", async () => {
  const cache = new FakeCache();
  await new NegativeCache(cache).keep("/fr/articles/a", "unknown", 30);
  expect([...cache.kept.keys()]).toEqual(["https://negative.invalid/fr/articles/a"]);
});

describe("keeps an answer for whole seconds, thirty at most", () => {
  it.each([
    [30, "max-age=30"],
    [3_600, "max-age=30"],
    [Number.POSITIVE_INFINITY, "max-age=30"],
    [4.1, "max-age=5"],
    [0.001, "max-age=1"],
    [0, undefined],
    [-1, undefined],
    [Number.NaN, undefined],
  ])("%s s: %s", async (seconds, expected) => {
    const cache = new FakeCache();
    await new NegativeCache(cache).keep("/a", "unknown", seconds);
    expect(cache.kept.get("https://negative.invalid/a")?.headers.get("cache-control")).toBe(expected);
  });
});

describe.each([
  ["that fails", new BrokenCache()],
  ["that is not there", null],
])("a cache %s is an empty cache", (_, cache) => {
  const negatives = new NegativeCache<string>(cache);

  it("keeps, finds and forgets without an exception", async () => {
    await expect(negatives.keep("/a", "unknown", 30)).resolves.toBeUndefined();
    await expect(negatives.find("/a")).resolves.toBeNull();
    await expect(negatives.forget("/a")).resolves.toBeUndefined();
  });
});

it("an entry that is no JSON is no entry", async () => {
  const cache = new FakeCache();
  cache.kept.set("https://negative.invalid/a", new Response("<html>"));
  expect(await new NegativeCache(cache).find("/a")).toBeNull();
});
