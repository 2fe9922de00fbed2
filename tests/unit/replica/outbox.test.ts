import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Duty } from "../../../src/objects/schedule.ts";
import { Outbox } from "../../../src/replica/outbox.ts";

const KEY = "article/mer";
const duty = (attempts: number): Duty => ({ kind: "put", subject: KEY, revision: 1, attempts, urgent: 0 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a KV put that never answers", () => {
  it("is given up after ten seconds, tried again, and put once more after it could have landed late", async () => {
    const kv = new Map<string, string>();
    let landLate = () => {};
    const answers = [
      (value: string) =>
        new Promise<void>(() => {
          landLate = () => kv.set(KEY, value);
        }),
    ];
    const put = vi.fn(async (key: string, value: string) => {
      const answer = answers.shift();
      if (answer) await answer(value);
      else kv.set(key, value);
    });
    let newest = "first";
    const replicated = vi.fn();
    const ports = { build: () => ({ value: newest, metadata: {} }) as never, replicated };
    const outbox = new Outbox({ put } as unknown as KVNamespace, Date.now, ports);

    const silent = outbox.push(duty(0));
    const refusal = expect(silent).rejects.toThrow("KV put of article/mer took over 10000 ms");
    await vi.advanceTimersByTimeAsync(9_999);
    expect(replicated).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await refusal;
    expect(vi.getTimerCount()).toBe(0);

    newest = "second";
    const again = await outbox.push(duty(1));
    expect(kv.get(KEY)).toBe("second");
    expect(again).toEqual({ done: false, dueAt: Date.now() + 60_000 });

    landLate();
    expect(kv.get(KEY)).toBe("first");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await outbox.push(duty(0))).toEqual({ done: true });
    expect(kv.get(KEY)).toBe("second");
    expect(put).toHaveBeenCalledTimes(3);
  });
});
