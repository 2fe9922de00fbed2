import { closeSync, fdatasyncSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { fail, ok, type Result } from "../../articles/result.ts";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import type { Failure } from "./failure.ts";
import { KeptState } from "./kept-state.ts";
import { count, line, write } from "./output.ts";
import { type Progress, showProgress } from "./progress.ts";

const StateSchema = z.object({
  origin: z.string(),
  /** Where the next chunk begins, and where it goes in the file, in bytes. */
  cursor: z.string(),
  bytes: z.int().nonnegative(),
});

const AGAIN = "Run the same command again to go on from there.";

type State = z.output<typeof StateSchema>;

/** Takes a chunk once it is there whole; `next` is the cursor after it, null after the last. */
type Sink = (chunk: Buffer, next: string | null) => Promise<void> | void;

/** `desk export`: the whole publication as NDJSON, to standard output. */
export function exportToOutput(desk: Desk): Promise<number> {
  // On a terminal the bar would stand in the text.
  const progress = desk.out.isTTY ? null : exporting(desk, "Interrupted. The export is not whole.");
  return run(desk, null, 0, progress, (chunk) => write(desk.out, chunk));
}

/** `desk export --output FILE`: as long as FILE.progress stands beside it, FILE is not whole, and a rerun goes on. */
export async function exportToFile(desk: Desk, output: string): Promise<number> {
  const file = resolve(output);
  const kept = new KeptState(file, StateSchema);
  const state = resumed(desk, file, kept.read());
  if (state !== null) await line(desk.err, `Going on after ${count(state.bytes, "byte", "bytes")} (${kept.file}).`);
  let descriptor: number | null = null;
  let bytes = state?.bytes ?? 0;
  const progress = exporting(desk, `Interrupted. ${AGAIN}`);
  const exitCode = await run(desk, state?.cursor ?? null, bytes, progress, (chunk, next) => {
    // An older export is given up only once there is something to put in its place.
    descriptor ??= openAt(file, bytes);
    for (let from = 0; from < chunk.length; ) {
      from += writeSync(descriptor, chunk, from, chunk.length - from, bytes + from);
    }
    bytes += chunk.length;
    fdatasyncSync(descriptor); // What the state counts must be on the disk before it.
    if (next !== null) kept.write({ origin: desk.service.origin, cursor: next, bytes });
  });
  if (descriptor !== null) closeSync(descriptor);
  if (exitCode === EXIT.done) kept.remove();
  else if (bytes > 0) await line(desk.err, `${AGAIN} To begin anew remove ${kept.file}.`);
  return exitCode;
}

/** Opens a file to write on after its first `bytes`. */
function openAt(file: string, bytes: number): number {
  const descriptor = openSync(file, bytes === 0 ? "w" : "r+");
  ftruncateSync(descriptor, bytes);
  return descriptor;
}

function resumed({ service }: Desk, file: string, left: State | null): State | null {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? -1;
  return left !== null && left.origin === service.origin && left.bytes <= size ? left : null;
}

async function run(
  desk: Desk,
  from: string | null,
  before: number,
  progress: Progress | null,
  sink: Sink,
): Promise<number> {
  let cursor = from;
  let bytes = before;
  do {
    const chunk = await chunkAt(desk, cursor);
    if (!chunk.ok) {
      progress?.end();
      return failed(desk, chunk.error);
    }
    await sink(chunk.value.bytes, chunk.value.next);
    bytes += chunk.value.bytes.length;
    progress?.at(bytes);
    cursor = chunk.value.next;
  } while (cursor !== null);
  progress?.end();
  return EXIT.done;
}

function exporting({ err, now }: Desk, interrupted: string): Progress {
  return showProgress({ to: err, title: "Exporting", unit: "bytes", total: null, now, interrupted });
}

async function chunkAt(
  { service }: Desk,
  cursor: string | null,
): Promise<Result<{ bytes: Buffer; next: string | null }, Failure>> {
  const query = cursor === null ? "" : `?${new URLSearchParams({ cursor })}`;
  const answer = await service.read(`/api/export${query}`);
  if (!answer.ok) return answer;
  const { bytes, headers } = answer.value;
  if (!headers.get("content-type")?.startsWith("application/x-ndjson")) {
    return fail({ kind: "garbled", url: service.origin, what: `an export of type ${headers.get("content-type")}` });
  }
  const next = nextCursor(headers.get("link"));
  if (next !== null && next === cursor) {
    return fail({ kind: "garbled", url: service.origin, what: "an export whose next page is the same" });
  }
  return ok({ bytes, next });
}

/** The cursor of `rel="next"` (RFC 8288); the rest of its URL is the service's to know. */
export function nextCursor(link: string | null): string | null {
  const [, target] = /<([^>]*)>[^,]*;\s*rel="?next"?(?=\s*[;,]|\s*$)/i.exec(link ?? "") ?? [];
  if (target === undefined) return null;
  return URL.parse(target, "http://localhost")?.searchParams.get("cursor") ?? null;
}
