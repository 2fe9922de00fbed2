import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** Wrangler's advice about crons, of which `npm start` takes care; it has no switch of its own. */
const FIRST_LINE = "Scheduled Workers are not automatically triggered";
const LAST_LINE = "configuration/cron-triggers";
/** From its first line to its last, and empty ones between: should the wording change, little is lost. */
const MOST_LINES = 6;

/** Passes a server's output on line by line, without that advice. */
export async function passOn(from: Readable, to: Writable): Promise<void> {
  let skipping = 0;
  let afterwards = false;
  for await (const line of createInterface({ input: from, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.includes(FIRST_LINE)) skipping = MOST_LINES;
    if (skipping > 0) {
      afterwards = line.includes(LAST_LINE);
      skipping = afterwards ? 0 : skipping - 1;
    } else if (!afterwards || line.trim() !== "") {
      afterwards = false;
      to.write(`${line}\n`);
    }
  }
}
