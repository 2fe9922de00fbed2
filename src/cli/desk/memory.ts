import { once } from "node:events";
import { createWriteStream, readFileSync, renameSync, rmSync } from "node:fs";
import { basename } from "node:path";
import type { Writable } from "node:stream";
import * as z from "zod";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import type { Failure } from "./failure.ts";
import { count, line, write } from "./output.ts";

/** Faulty units that are shown; the others are counted. */
const MOST_SHOWN = 20;

const ImportedSchema = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  problems: z.array(z.object({ line: z.int(), detail: z.string() })),
});

/** `desk memory export PAIR`: an edition's translation memory as TMX; a file is put in place once it is whole. */
export async function exportMemory(desk: Desk, pair: string, { output }: { output?: string }): Promise<number> {
  const answer = await desk.service.once(`/api/memory/${pair}.tmx`, {});
  if (!answer.ok) return failed(desk, answer.error);
  if (output === undefined) {
    const lost = await copied(desk, answer.value, desk.out);
    return lost === null ? EXIT.done : failed(desk, lost);
  }
  const part = `${output}.part`;
  const file = createWriteStream(part);
  await once(file, "open");
  const lost = await copied(desk, answer.value, file);
  file.end();
  await once(file, "close");
  if (lost !== null) {
    rmSync(part);
    return failed(desk, lost);
  }
  renameSync(part, output);
  return EXIT.done;
}

/** Null once all of the answer is written; it comes as it is made, and may break off. */
async function copied({ service }: Desk, answer: Response, to: Writable): Promise<Failure | null> {
  let last = "";
  try {
    for await (const chunk of answer.body ?? []) {
      await write(to, chunk);
      last = (last + Buffer.from(chunk).toString("latin1")).slice(-END.length);
    }
  } catch (error) {
    return service.lost(error);
  }
  if (last === END) return null;
  return { kind: "unreachable", url: service.origin, code: "the answer broke off" };
}
const END = "</tmx>\n";

/** `desk memory import FILE.tmx`: takes another tool's translations; the pair is in the file's name, or given. */
export async function importMemory(desk: Desk, file: string, { pair }: { pair?: string }): Promise<number> {
  const named = pair ?? /^([A-Za-z-]+)\.tmx$/.exec(basename(file))?.[1];
  if (named === undefined) {
    return failed(desk, {
      kind: "local",
      message: `${file} is not named {source}-{target}.tmx; name the pair: --pair fr-en`,
    });
  }
  const ask = { method: "POST", body: readFileSync(file), headers: { "content-type": "application/xml" } };
  const answer = await desk.service.json(`/api/memory/${named}.tmx`, ImportedSchema, ask);
  if (!answer.ok) return failed(desk, answer.error);
  const { created, updated, unchanged, refused, problems } = answer.value.value;
  for (const problem of problems.slice(0, MOST_SHOWN)) {
    await line(desk.err, `${file}:${problem.line}: ${problem.detail}`);
  }
  const hidden = refused - Math.min(problems.length, MOST_SHOWN);
  if (hidden > 0) await line(desk.err, `${file}: ${count(hidden, "more fault", "more faults")}`);
  await line(desk.out, `${count(created, "entry", "entries")} created, ${updated} updated, ${unchanged} unchanged`);
  return refused > 0 ? EXIT.failed : EXIT.done;
}
