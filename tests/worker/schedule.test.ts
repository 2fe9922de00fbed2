import { runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, it } from "vitest";
import type { Edition } from "../../src/edition/edition.ts";
import { type Duty, type DutyOutcome, Schedule } from "../../src/objects/schedule.ts";
import { edition } from "./support/desk.ts";
import { wipe } from "./support/wipe.ts";

afterEach(wipe);

/** A schedule on a clock that the test moves, and the duties that it has had performed. */
async function withSchedule(
  perform: (duty: Duty, schedule: Schedule) => Promise<DutyOutcome>,
  test: (given: { schedule: Schedule; done: Duty[]; advance(ms: number): Promise<void> }) => Promise<void>,
): Promise<void> {
  await runInDurableObject(edition("fr"), async (_: Edition, { storage }) => {
    let now = 1_000_000;
    const done: Duty[] = [];
    const schedule: Schedule = new Schedule(
      storage,
      () => now,
      (duty) => {
        done.push(duty);
        return perform(duty, schedule);
      },
    );
    const advance = async (ms: number) => {
      now += ms;
      await schedule.run();
    };
    await test({ schedule, done, advance });
    await storage.deleteAlarm();
  });
}

describe("a duty", () => {
  it("that is urgent is put off by nothing", async () => {
    await withSchedule(
      async () => ({ done: true }),
      async ({ schedule, done, advance }) => {
        schedule.add("poke", "fr", 1_000_000, true);
        schedule.add("poke", "en", 1_000_000);
        for (const language of ["fr", "en"]) schedule.postpone("poke", language, 1_003_000);
        await advance(0);
        expect(done.map(({ subject }) => subject)).toEqual(["fr"]);
        await advance(3_000);
        expect(done.map(({ subject }) => subject)).toEqual(["fr", "en"]);
      },
    );
  });

  it("that went well has not failed, though there is a new reason for it by then", async () => {
    await withSchedule(
      async ({ revision }, schedule) => {
        if (revision === 1) schedule.add("put", "front/fr", 1_000_000);
        return { done: true };
      },
      async ({ schedule, done, advance }) => {
        schedule.add("put", "front/fr", 1_000_000);
        await advance(0);
        expect(done.map(({ revision, attempts }) => [revision, attempts])).toEqual([
          [1, 0],
          [2, 0],
        ]);
      },
    );
  });
});
