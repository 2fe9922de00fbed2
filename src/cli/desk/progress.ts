import type { Writable } from "node:stream";
import { progress as bar, settings } from "@clack/prompts";
import { EXIT } from "./exit-codes.ts";

/** A line of progress where there is no terminal, at most this often. */
const LINE_EVERY_MS = 1_000;
/** Steps of the bar where nobody knows how long the way is. */
const UNKNOWN_STEPS = 1;
/** Narrower than this, a bar breaks into pieces; some terminals say 0. */
const LEAST_COLUMNS = 60;
const BAR_COLUMNS = 25;

/** How far a long command has got. */
export interface Progress {
  /** `done` in all, of `total` where that is known. */
  at(done: number): void;
  end(): void;
}

type Terminal = Writable & { isTTY?: boolean; columns?: number };

export interface ProgressOptions {
  to: Terminal;
  /** What is being done, such as `Importing`. */
  title: string;
  /** What is counted, such as `lines`. */
  unit: string;
  total: number | null;
  now(): number;
  /** What somebody is told who interrupts it. */
  interrupted?: string;
}

/** A bar on a terminal, plain lines elsewhere. */
export function showProgress(options: ProgressOptions): Progress {
  const { isTTY, columns = 0 } = options.to;
  return isTTY && columns >= LEAST_COLUMNS ? onTerminal(options) : inLines(options);
}

function onTerminal({ to, title, unit, total, interrupted = "Interrupted." }: ProgressOptions): Progress {
  const text = (done: number) => `${title}: ${ofTotal(done, total)} ${unit}`;
  settings.aliases.delete("escape"); // It would end the process as Ctrl-C does.
  const size = total === null ? 1 : BAR_COLUMNS;
  const shown = bar({ output: to, max: total ?? UNKNOWN_STEPS, size, cancelMessage: interrupted });
  // The bar reads the keyboard, and at Ctrl-C ends the process by itself, as if all were well.
  const onExit = (code: number) => {
    if (code === EXIT.done) process.exitCode = EXIT.interrupted;
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
