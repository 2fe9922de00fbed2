import { abortAllDurableObjects, runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { edition, newsroom, put } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(async () => {
  vi.restoreAllMocks();
  await wipe();
});

const refusePuts = () =>
  vi.spyOn(Object.getPrototypeOf(env.KV), "put").mockRejectedValue(new Error("KV PUT failed: 500"));

describe("an alarm", () => {
  it("rings again within a minute, however often what it is for has failed", async () => {
    refusePuts();
    await put("mer", {});
    for (let hour = 0; hour < 20; hour++) {
      const wait = await runInDurableObject(edition("fr"), async (instance: Edition, { storage }) => {
        const now = Date.now() + hour * 3_600_000;
        instance.now = () => now;
        await instance.alarm();
        return ((await storage.getAlarm()) ?? Number.POSITIVE_INFINITY) - now;
      });
      expect(wait, `${hour}`).toBeLessThanOrEqual(60_000);
    }
  });

  it("that the platform gave up is set again by the cron", async () => {
    const puts = refusePuts();
    await put("mer", {});
    const forget = (_: unknown, { storage }: DurableObjectState) => storage.deleteAlarm();
    await runInDurableObject(newsroom(), forget);
    await runInDurableObject(edition("fr"), forget);
    await abortAllDurableObjects();
    puts.mockRestore();
    expect(await env.KV.get("rendition/fr/mer")).toBeNull();

    await exports.default.scheduled();
    await vi.waitFor(async () => expect(await env.KV.get("rendition/fr/mer")).toContain("Titre de mer"), 20_000);
    await vi.waitFor(async () => expect(await env.KV.get("article/mer")).toContain("Titre de mer"), 20_000);
  });
});
