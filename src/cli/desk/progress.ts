import type { Writable } from "node:stream";
import { progress as bar } from "@clack/prompts";

/** A line of progress where there is no terminal, at most this often. */
const LINE_EVERY_MS = 1_000;
/** Steps of the bar where nobody knows how long the way is. */
const UNKNOWN_STEPS = 1;
const INTERRUPTED = 130;

/** How far a long command has got. */
export interface Progress {
  /** `done` in all, of `total` where that is known. */
  at(done: number): void;
  end(): void;
}

export interface ProgressOptions {
  to: Writable & { isTTY?: boolean };
  /** What is being done, such as `Importing`. */
  title: string;
  /** What is counted, such as `lines`. */
  unit: string;
  total: number | null;
  now(): number;
}

/** A bar on a terminal, plain lines elsewhere. */
export function showProgress(options: ProgressOptions): Progress {
  return options.to.isTTY ? onTerminal(options) : inLines(options);
}

function onTerminal({ to, title, unit, total }: ProgressOptions): Progress {
  const text = (done: number) => `${title}: ${ofTotal(done, total)} ${unit}`;
  const shown = bar({ output: to, max: total ?? UNKNOWN_STEPS, size: total === null ? 1 : 30 });
  // The bar reads the keyboard, and ends the process by itself, as if all were well, on Ctrl-C.
  const onExit = (code: number) => {
    if (code === 0) process.exitCode = INTERRUPTED;
  };
  process.once("exit", onExit);
  shown.start(text(0));
  let last = 0;
  return {
    at(done) {
      shown.advance(done - last, text(done));
      last = done;
    },
    end() {
      process.removeListener("exit", onExit);
      shown.stop(text(last));
    },
  };
}

function inLines({ to, title, unit, total, now }: ProgressOptions): Progress {
  let last = now();
  return {
    at(done) {
      if (now() - last < LINE_EVERY_MS) return;
      last = now();
      to.write(`${title}: ${ofTotal(done, total)} ${unit}\n`);
    },
    end() {},
  };
}

function ofTotal(done: number, total: number | null): string {
  const shown = done.toLocaleString("en-GB");
  return total === null ? shown : `${shown} of ${total.toLocaleString("en-GB")}`;
}
