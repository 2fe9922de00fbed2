import { describe, expect, it } from "vitest";
import { FailureBrake } from "../../../src/http/failure-brake.ts";

/** A binding that lets each key fail so many times. */
function limitOf(most: number) {
  const counts = new Map<string, number>();
  return {
    counts,
    async limit({ key }: { key: string }) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      return { success: (counts.get(key) ?? 0) <= most };
    },
  };
}

/** A cache in memory. */
function cacheInMemory() {
  const kept = new Map<string, Response>();
  const cache: Cache = {
    match: async (key) => kept.get(String(key))?.clone(),
    put: async (key, response) => void kept.set(String(key), response),
    delete: async (key) => kept.delete(String(key)),
  };
  return { cache, kept };
}

describe("the brake on failures", () => {
  it("holds a client once it failed too often, for a minute, and nobody else", async () => {
    const { cache, kept } = cacheInMemory();
    const brake = new FailureBrake(limitOf(2), cache);
    expect([await brake.pull("192.0.2.7"), await brake.pull("192.0.2.7")]).toEqual([false, false]);
    expect(await brake.holds("192.0.2.7")).toBe(false);
    expect(await brake.pull("192.0.2.7")).toBe(true);
    expect([await brake.holds("192.0.2.7"), await brake.holds("192.0.2.8")]).toEqual([true, false]);
    expect(kept.get("https://braked.invalid/192.0.2.7")?.headers.get("cache-control")).toBe("max-age=60");
  });

  it("takes an IPv6 network for one client, whatever address it tries next", async () => {
    const brake = new FailureBrake(limitOf(2), cacheInMemory().cache);
    for (const last of ["1", "2", "3"]) await brake.pull(`2001:db8:1:2::${last}`);
    expect(await brake.holds("2001:db8:1:2::4")).toBe(true);
    expect(await brake.holds("2001:db8:1:3::4")).toBe(false);
  });

  it("counts failures only: asking costs nothing", async () => {
    const limit = limitOf(2);
    const brake = new FailureBrake(limit, cacheInMemory().cache);
    for (let n = 0; n < 10; n++) await brake.holds("192.0.2.7");
    expect(limit.counts.size).toBe(0);
  });

  it("still refuses without a cache to remember by", async () => {
    const brake = new FailureBrake(limitOf(1), null);
    expect([await brake.pull("192.0.2.7"), await brake.pull("192.0.2.7")]).toEqual([false, true]);
    expect(await brake.holds("192.0.2.7")).toBe(false);
  });
});
