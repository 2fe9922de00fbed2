import type { DutyOutcome, Schedule } from "../objects/schedule.ts";
import type { ImportAnswer, Submission } from "./answers.ts";
import { plan } from "./plan.ts";
import { type Saved, saveImported } from "./publish.ts";
import { release } from "./staging.ts";

/** Articles of an import that appear in one transaction. */
const MOST_RELEASED = 500;
/** An import that breaks off is released this long after its last batch, milliseconds. */
const RELEASED_AFTER_MS = 30_000;

export interface ImportPorts {
  sql: SqlStorage;
  schedule: Schedule;
  now: () => number;
  /** Runs a write as one transaction, and owes the editions what is news in it. */
  write<T>(write: () => T): T;
}

/** Imports under way: what is new in one waits for its end, and then appears in the order of dates. */
export class Imports {
  readonly #ports: ImportPorts;
  /** When each import's last batch came. Forgotten with the object: then it is released the sooner. */
  readonly #lastBatchAt = new Map<string, number>();

  constructor(ports: ImportPorts) {
    this.#ports = ports;
  }

  /** Saves a batch in one transaction; the answers come in its order. */
  save(name: string, batch: Submission[]): ImportAnswer[] {
    const { sql, schedule, write } = this.#ports;
    const now = this.#ports.now();
    this.#lastBatchAt.set(name, now);
    const saved = write(() => {
      const each = batch.map((submission) => saveImported(sql, submission, name, now));
      for (const one of each) {
        if (one.outcome === "created" || one.outcome === "updated") plan(schedule, one.row, now);
      }
      schedule.add("release", name, now + RELEASED_AFTER_MS);
      return each;
    });
    void schedule.run();
    return saved.map(answerOf);
  }

  /** Lets an import's new articles appear: in pieces, with room for others' requests between them. */
  async release(name: string): Promise<void> {
    const { sql, schedule, write, now } = this.#ports;
    this.#lastBatchAt.delete(name);
    for (;;) {
      if (write(() => release(sql, name, MOST_RELEASED, now())) < MOST_RELEASED) return;
      void schedule.run();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }

  /** Releases an import that nobody brings to its end. */
  async due(name: string): Promise<DutyOutcome> {
    const dueAt = (this.#lastBatchAt.get(name) ?? Number.NEGATIVE_INFINITY) + RELEASED_AFTER_MS;
    if (dueAt > this.#ports.now()) return { done: false, dueAt };
    await this.release(name);
    return { done: true };
  }
}

function answerOf(saved: Saved): ImportAnswer {
  if (saved.outcome === "invalid") return saved;
  if (saved.outcome === "precondition-failed") throw new Error("an import has no preconditions");
  return { outcome: saved.outcome };
}
