import type { Writable } from "node:stream";
import { EXIT } from "./exit-codes.ts";
import { type Failure, failureText } from "./failure.ts";
import { line } from "./output.ts";
import type { Service } from "./service.ts";

/** What each command works with. */
export interface Desk {
  service: Service;
  /** What was asked for. */
  out: Writable & { isTTY?: boolean };
  /** Progress, and what went wrong. */
  err: Writable & { isTTY?: boolean };
  /** Milliseconds since the epoch. */
  now(): number;
  /** Aborted by Ctrl-C. */
  stop: AbortSignal;
}

/** Ends a command that failed, saying why. */
export async function failed(desk: Desk, failure: Failure): Promise<number> {
  await line(desk.err, failureText(failure));
  return failure.kind === "interrupted" ? EXIT.interrupted : EXIT.failed;
}
