import { statSync } from "node:fs";
import * as z from "zod";
import { LineReader, nextChunk } from "./chunks.ts";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import { problemText } from "./failure.ts";
import { KeptState } from "./kept-state.ts";
import { indexLines, type LineIndex } from "./line-index.ts";
import { count, line } from "./output.ts";
import { showProgress } from "./progress.ts";
import { type LineResult, RESULTS, sendLines } from "./send-lines.ts";

/** Faulty lines that are shown; the others are counted. */
const MOST_SHOWN = 20;
const AGAIN = "Run the same command again to go on from there.";

const StateSchema = z.object({
  /** The service and the file as they were: with another of either, all begins anew. */
  origin: z.string(),
  size: z.number(),
  modified: z.number(),
  /** How many lines have their result, in the order of sending. */
  done: z.int(),
  counts: z.record(z.enum(RESULTS), z.int()),
  failures: z.array(z.object({ line: z.int(), slug: z.string().nullable(), detail: z.string() })).max(MOST_SHOWN),
});

type State = z.output<typeof StateSchema>;

/**
 * `desk import FILE`: sends an NDJSON file in requests of a few hundred lines. A line that is not valid stops no
 * other. An interrupted import goes on where it was; one that starts again meets what is there as unchanged.
 */
export async function importFile(desk: Desk, file: string): Promise<number> {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) {
    return failed(desk, { kind: "local", message: `${file}: ${stats ? "is no file" : "there is no such file"}` });
  }
  const kept = new KeptState(file, StateSchema);
  const fresh: State = {
    origin: desk.service.origin,
    size: stats.size,
    modified: stats.mtimeMs,
    done: 0,
    counts: { created: 0, updated: 0, unchanged: 0, error: 0 },
    failures: [],
  };
  const state = (await resumed(desk, kept, fresh)) ?? fresh;

  const reading = showProgress({ to: desk.err, title: "Checking", unit: "bytes", total: stats.size, now: desk.now });
  const index = await indexLines(file, desk.stop, (bytes) => reading.at(bytes));
  reading.end();
  if (desk.stop.aborted) return failed(desk, { kind: "interrupted" });

  const sent = await send(desk, file, index, state, kept);
  if (sent !== null) return sent;
  kept.remove();
  return report(desk, index, state);
}

/** What an earlier run on the same file and the same service left. */
async function resumed(desk: Desk, kept: KeptState<State>, now: State): Promise<State | null> {
  const left = kept.read();
  if (left === null) return null;
  const isSame = left.origin === now.origin && left.size === now.size && left.modified === now.modified;
  const message = isSame
    ? `Going on after ${count(left.done, "line", "lines")} (${kept.file}).`
    : "The file or the service is another than that of the interrupted import: starting from the first line.";
  await line(desk.err, message);
  return isSame ? left : null;
}

/** Sends what has no result yet; an exit code where that came to an end too early. */
async function send(
  desk: Desk,
  file: string,
  index: LineIndex,
  state: State,
  kept: KeptState<State>,
): Promise<number | null> {
  const total = index.order.length;
  const progress = showProgress({
    to: desk.err,
    title: "Importing",
    unit: "lines",
    total,
    now: desk.now,
    interrupted: `Interrupted. ${AGAIN}`,
  });
  progress.at(state.done);
  const reader = new LineReader(file, index);
  while (state.done < total) {
    const places = nextChunk(index, state.done);
    const sent = await sendLines(
      desk.service,
      places.length,
      (open) => reader.body(open.map((i) => places[i] as number)),
      (results) => {
        for (const result of results) tally(state, result, index);
        kept.write(state);
        progress.at(state.done);
      },
    );
    if (sent.ok) continue;
    progress.end();
    reader.close();
    const exitCode = await failed(desk, sent.error);
    const done = `${state.done.toLocaleString("en-GB")} of ${count(total, "line", "lines")} done`;
    if (state.done > 0) await line(desk.err, `${done}. ${AGAIN}`);
    return exitCode;
  }
  progress.end();
  reader.close();
  return null;
}

function tally(state: State, { result, slug, problem }: LineResult, index: LineIndex): void {
  const number = index.numbers[index.order[state.done] as number] as number;
  state.done++;
  state.counts[result]++;
  if (result !== "error" || state.failures.length === MOST_SHOWN) return;
  const detail = problem ? problemText(problem, problem.status) : "no reason given";
  state.failures.push({ line: number, slug: slug ?? null, detail });
}

async function report(desk: Desk, index: LineIndex, { done, counts, failures }: State): Promise<number> {
  const faults = [...index.faults.map((fault) => ({ ...fault, slug: null })), ...failures];
  const faulty = index.faults.length + counts.error;
  const shown = faults.toSorted((a, b) => a.line - b.line).slice(0, MOST_SHOWN);
  for (const { line: number, slug, detail } of shown) {
    await line(desk.err, `line ${number}${slug === null ? "" : ` (${slug})`}: ${detail}`);
  }
  if (faulty > shown.length) await line(desk.err, `and ${count(faulty - shown.length, "other line", "other lines")}`);
  const { created, updated, unchanged } = counts;
  const parts = Object.entries({ created, updated, unchanged, failed: faulty });
  const lines = count(done + index.faults.length, "line", "lines");
  await line(
    desk.out,
    `${lines}: ${parts.map(([name, number]) => `${number.toLocaleString("en-GB")} ${name}`).join(", ")}`,
  );
  return faulty === 0 ? EXIT.done : EXIT.failed;
}
