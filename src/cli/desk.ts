import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { runDesk } from "./desk/program.ts";
import { PROJECT } from "./project.ts";
import { onStopAsked } from "./stop-asked.ts";

/** What a shell says of a program whose reader went away (128 + SIGPIPE). */
const READER_GONE = 141;

const stop = new AbortController();
onStopAsked(() => stop.abort());
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(READER_GONE); // `desk list | head`, say.
  throw error;
});

process.exitCode = await runDesk(process.argv.slice(2), {
  environment: process.env,
  devVars: join(PROJECT, ".dev.vars"),
  out: process.stdout,
  err: process.stderr,
  fetch,
  sleep: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => {}),
  now: Date.now,
  stop: stop.signal,
});
