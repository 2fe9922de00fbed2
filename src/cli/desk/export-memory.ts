import { once } from "node:events";
import { createWriteStream, renameSync, rmSync } from "node:fs";
import type { Writable } from "node:stream";
import { type Desk, failed } from "./desk.ts";
import { EXIT } from "./exit-codes.ts";
import type { Failure } from "./failure.ts";
import { write } from "./output.ts";

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
