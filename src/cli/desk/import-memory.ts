import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import * as z from "zod";
import { languagePair } from "../../articles/language.ts";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import type { Failure } from "./failure.ts";
import { KeptState } from "./kept-state.ts";
import { count, line } from "./output.ts";
import { type Progress, showProgress } from "./progress.ts";
import { indexTmx, type TmxFile, type TmxPart, tmxPart } from "./tmx-parts.ts";

/** Faulty units that are shown; the others are counted. */
const MOST_SHOWN = 20;
const AGAIN = "Run the same command again to go on from there.";

const ProblemsSchema = z.array(z.object({ line: z.int(), detail: z.string() }));

const ImportedSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  problems: ProblemsSchema,
});

const StateSchema = z.object({
  /** The service, the pair and the file as they were: with another of these, all begins anew. */
  origin: z.string(),
  pair: z.string(),
  size: z.number(),
  modified: z.number(),
  /** Units that were sent. */
  done: z.int(),
  /** What became of them; lines are the file's. */
  ...ImportedSchema.shape,
});

type State = z.output<typeof StateSchema>;

/**
 * `desk memory import FILE.tmx`: takes another tool's translations, a part of the file in each request; the pair is in
 * the file's name, or given. An interrupted import goes on where it was.
 */
export async function importMemory(desk: Desk, file: string, { pair }: { pair?: string }): Promise<number> {
  const name = basename(file, ".tmx");
  const named = pair ?? (languagePair(name) === null ? null : name);
  if (named === null) {
    const message = `${file} is not named {source}-{target}.tmx; name the pair: --pair fr-en`;
    return failed(desk, { kind: "local", message });
  }
  const tmx = indexTmx(readFileSync(file));
  const { size, mtimeMs: modified } = statSync(file);
  const kept = new KeptState(file, StateSchema);
  const fresh: State = {
    ...{ origin: desk.service.origin, pair: named, size, modified, done: 0 },
    ...{ created: 0, updated: 0, unchanged: 0, refused: 0, problems: [] },
  };
  const state = (await resumed(desk, kept, fresh)) ?? fresh;
  const progress = showProgress({
    to: desk.err,
    title: "Importing",
    unit: "units",
    total: tmx.offsets.length,
    now: desk.now,
    interrupted: `Interrupted. ${AGAIN}`,
  });
  const failure = await send(desk, tmx, state, kept, progress);
  progress.end();
  if (failure === null) return report(desk, file, state);
  const exitCode = await failed(desk, failure);
  if (state.done > 0) {
    const done = `${state.done.toLocaleString("en-GB")} of ${count(tmx.offsets.length, "unit", "units")} done`;
    await line(desk.err, `${done}. ${AGAIN}`);
  }
  return exitCode;
}

/** What an earlier run on the same file and the same service left. */
async function resumed(desk: Desk, kept: KeptState<State>, now: State): Promise<State | null> {
  const left = kept.read();
  if (left === null) return null;
  const isSame = (["origin", "pair", "size", "modified"] as const).every((member) => left[member] === now[member]);
  const message = isSame
    ? `Going on after ${count(left.done, "unit", "units")} (${kept.file}).`
    : "The file or the service is another than that of the interrupted import: starting from the first unit.";
  await line(desk.err, message);
  return isSame ? left : null;
}

/** Sends what was not sent yet; what it ended with too early, or null. */
async function send(
  { service }: Desk,
  tmx: TmxFile,
  state: State,
  kept: KeptState<State>,
  progress: Progress,
): Promise<Failure | null> {
  do {
    progress.at(state.done);
    const part = tmxPart(tmx, state.done);
    const ask = { method: "POST", body: part.body, headers: { "content-type": "application/xml" } };
    const answer = await service.json(`/api/memory/${state.pair}.tmx`, ImportedSchema, ask);
    if (!answer.ok) return placed(answer.error, part);
    tally(state, part, answer.value.value);
    if (state.done < tmx.offsets.length) kept.write(state);
  } while (state.done < tmx.offsets.length);
  kept.remove();
  return null;
}

function tally(state: State, part: TmxPart, { problems, ...counts }: z.output<typeof ImportedSchema>): void {
  state.done += part.units;
  for (const member of ["created", "updated", "unchanged", "refused"] as const) state[member] += counts[member];
  for (const { line, detail } of problems) {
    const inFile = part.lineOf(line);
    // What is wrong with the head is wrong with every part.
    if (inFile === null) state.refused--;
    else if (state.problems.length < MOST_SHOWN) state.problems.push({ line: inFile, detail });
  }
}

/** A refusal that names a line names the file's. */
function placed(failure: Failure, part: TmxPart): Failure {
  if (failure.kind !== "refused") return failure;
  const { problem } = failure;
  const detail = problem.detail.replace(/^Line (\d+)/, (whole, line) => `Line ${part.lineOf(Number(line)) ?? whole}`);
  return { ...failure, problem: { ...problem, detail } };
}

async function report(desk: Desk, file: string, state: State): Promise<number> {
  const { created, updated, unchanged, refused, problems } = state;
  for (const problem of problems) await line(desk.err, `${file}:${problem.line}: ${problem.detail}`);
  const hidden = refused - problems.length;
  if (hidden > 0) await line(desk.err, `${file}: ${count(hidden, "more fault", "more faults")}`);
  const entries = count(created, "entry", "entries");
  const [changed, same] = [updated, unchanged].map((number) => number.toLocaleString("en-GB"));
  await line(desk.out, `${entries} created, ${changed} updated, ${same} unchanged`);
  return refused > 0 ? EXIT.failed : EXIT.done;
}
