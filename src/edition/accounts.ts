import type { Engine } from "../articles/article.ts";
import type { Schedule } from "../objects/schedule.ts";
import type { TranslationEngine } from "../translation/engine.ts";
import type { Spending } from "./spending.ts";
import type { Unsettled } from "./unsettled.ts";

/** Between two tries of an account that cannot be asked, milliseconds. */
const AGAIN_MS = 30 * 60_000;

export interface AccountPorts {
  engines: () => TranslationEngine[];
  now: () => number;
  schedule: Schedule;
  unsettled: Unsettled;
  spending: Spending;
  /** Runs writes that have to commit together. */
  commit<T>(write: () => T): T;
}

/** The duty `account`, by engine: asks what its account was billed for, judges lost calls by it, and marks it for the next. */
export class Accounts {
  readonly #ports: AccountPorts;

  constructor(ports: AccountPorts) {
    this.#ports = ports;
  }

  /** A call is on its way. Later ones should have a mark before them. Runs inside a commit. */
  sent({ name, usage }: TranslationEngine): void {
    const { unsettled, schedule, now } = this.#ports;
    if (usage !== undefined && unsettled.wantsMark(name, now())) schedule.add("account", name, now());
  }

  /** A call's answer was lost: it is judged when the account has had time to show it. Runs inside a commit. */
  lost(engine: string): void {
    const { unsettled, schedule, now } = this.#ports;
    const dueAt = unsettled.dueAt(engine);
    if (dueAt !== null) schedule.add("account", engine, Math.max(dueAt, now()));
  }

  /** Lost calls of an object that died before it wrote down their duty. */
  resume(): void {
    for (const engine of this.#ports.unsettled.engines()) this.lost(engine);
  }

  /** Performs the duty. Never rejects but for a defect. */
  async settle(engine: string): Promise<void> {
    const { engines, now, commit, unsettled, spending, schedule } = this.#ports;
    const askedAt = now();
    const seller = engines().find(({ name }) => name === engine);
    const answer = (await seller?.usage?.()) ?? null;
    commit(() => {
      const count = answer?.ok === true ? answer.value.count : null;
      for (const call of unsettled.judge(engine, count, askedAt)) {
        spending.reconcile(call);
        const { id, day, characters, state } = call;
        console.log(JSON.stringify({ event: "call-reconciled", engine, id, day, characters, state }));
      }
      // For calls under way the old mark serves on: a new one would not have been before them.
      const mayMark = !spending.hasSent(engine as Engine) || unsettled.isMarkSpent(engine, now());
      if (count !== null && mayMark) unsettled.markNow(engine, count, now());
      const dueAt = unsettled.dueAt(engine);
      // Not `add`: where the duty in hand still stands, its own time is over, and would win.
      const again = Math.max(dueAt ?? 0, count === null ? now() + AGAIN_MS : now());
      if (dueAt !== null) schedule.postpone("account", engine, again);
    });
  }
}
