import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { type Duty, Schedule } from "../../src/objects/schedule.ts";
import { Purger } from "../../src/replica/purger.ts";
import { edition } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

/** A purger on a schedule of its own, with a clock that the test moves. */
async function withPurger(
  answer: () => Promise<boolean>,
  test: (given: { purger: Purger; calls: string[][]; advance(ms: number): Promise<void> }) => Promise<void>,
): Promise<void> {
  await runInDurableObject(edition("fr"), async (_: Edition, state) => {
    let now = 1_000_000;
    const calls: string[][] = [];
    const perform = (duty: Duty) => purger.purge(duty);
    const schedule = new Schedule(state.storage, () => now, perform);
    const purger: Purger = new Purger(
      schedule,
      () => now,
      (tags) => {
        calls.push(tags.toSorted());
        return answer();
      },
    );
    const advance = async (ms: number) => {
      now += ms;
      await schedule.run();
    };
    await test({ purger, calls, advance });
    await state.storage.deleteAlarm();
  });
}

describe("the platform's cache", () => {
  it("is purged once KV has the news, and again at 45 s and 120 s, all due tags in one call", async () => {
    await withPurger(
      async () => true,
      async ({ purger, calls, advance }) => {
        purger.replicated("rendition/fr/mer", ["fr-a1"]);
        purger.replicated("front/fr", ["f-fr"]);
        await advance(0);
        expect(calls).toEqual([["f-fr", "fr-a1"]]);
        await advance(44_000);
        expect(calls).toHaveLength(1);
        await advance(1_000);
        await advance(75_000);
        expect(calls).toEqual([
          ["f-fr", "fr-a1"],
          ["f-fr", "fr-a1"],
          ["f-fr", "fr-a1"],
        ]);
        await advance(600_000);
        expect(calls).toHaveLength(3);
      },
    );
  });

  it("is asked at most five times a minute, and at most for a hundred tags at once", async () => {
    await withPurger(
      async () => true,
      async ({ purger, calls, advance }) => {
        for (let i = 0; i < 150; i++) purger.replicated("rendition/fr/x", [`fr-a${i}`]);
        for (let second = 0; second < 60; second += 5) await advance(5_000);
        expect(calls.length).toBeLessThanOrEqual(5);
        expect(Math.max(...calls.map(({ length }) => length))).toBeLessThanOrEqual(100);
        for (let i = 0; i < 40; i++) await advance(12_000);
        expect(new Set(calls.flat()).size).toBe(150);
      },
    );
  });

  it("is purged two minutes after the last change too, however often there were others", async () => {
    await withPurger(
      async () => true,
      async ({ purger, calls, advance }) => {
        purger.replicated("rendition/fr/mer", ["fr-a1"]);
        for (let second = 0; second < 110; second += 10) await advance(10_000);
        purger.replicated("rendition/fr/mer", ["fr-a1"]);
        const before = calls.length;
        for (let second = 0; second < 119; second += 7) await advance(7_000);
        await advance(20_000);
        expect(calls.length - before).toBeGreaterThanOrEqual(3);
      },
    );
  });

  it("that refuses is asked again", async () => {
    let refusals = 2;
    await withPurger(
      async () => {
        if (refusals-- > 0) throw new Error("the cache refused the purge");
        return true;
      },
      async ({ purger, calls, advance }) => {
        purger.replicated("front/fr", ["f-fr"]);
        for (let i = 0; i < 3; i++) await advance(12_000);
        expect(calls.length).toBeGreaterThanOrEqual(3);
      },
    );
  });

  it("is left alone where there is none, as on a developer's machine", async () => {
    expect(await exports.default.purge(["f-fr"])).toBe(false);
    await withPurger(
      async () => false,
      async ({ purger, calls, advance }) => {
        purger.replicated("front/fr", ["f-fr"]);
        await advance(0);
        purger.replicated("front/fr", ["f-fr"]);
        await advance(1_000);
        expect(calls).toHaveLength(1);
      },
    );
  });
});
