import { Hono } from "hono";
import { chunksOf, linesOf } from "../src/http/lines.ts";
import { problemResponse } from "../src/http/problem.ts";
import type { AppContext, AppEnv } from "./context.ts";
import { mediaTypeOf } from "./desk-body.ts";
import { MOST_LINE_BYTES, type ReadLine, readLine, savedLines } from "./desk-import-lines.ts";
import { newsroom } from "./desk-newsroom.ts";
import { methodNotAllowed } from "./problems.ts";
import { streamOf } from "./text-stream.ts";

const NDJSON = "application/x-ndjson";
/** A batch is one call and one transaction. */
const MOST_LINES = 100;
const MOST_BATCH_BYTES = 4_000_000;

/** `/api/import`: articles as NDJSON, answered line by line. */
export const deskImportRoutes = new Hono<AppEnv>();

deskImportRoutes
  .post("/", (c) => {
    if (mediaTypeOf(c) !== NDJSON) {
      return problemResponse({ kind: "unsupported-media-type", detail: `Send lines of JSON as ${NDJSON}.` });
    }
    const { body } = c.req.raw;
    return c.body(streamOf(imported(c, body ? chunksOf(body) : [])), 200, { "content-type": NDJSON });
  })
  .all("/", (c) => methodNotAllowed(c, "POST"));

/**
 * Reads, checks and saves lines, a batch at a time, and gives what became of each. It goes no
 * further than its answer is read, so that what it holds is one batch however long the import is.
 */
async function* imported(c: AppContext, chunks: AsyncIterable<Uint8Array> | []): AsyncGenerator<string> {
  const importName = crypto.randomUUID();
  let batch: ReadLine[] = [];
  let bytes = 0;
  let line = 0;
  for await (const read of linesOf(chunks, MOST_LINE_BYTES)) {
    line++;
    if (read !== null && isBlank(read)) continue;
    const size = read?.byteLength ?? 0;
    if (batch.length === MOST_LINES || bytes + size > MOST_BATCH_BYTES) {
      yield await savedLines(c, importName, batch);
      batch = [];
      bytes = 0;
    }
    batch.push(readLine(c, line, read));
    bytes += size;
  }
  if (batch.length > 0) yield await savedLines(c, importName, batch);
  await newsroom(c).releaseImport(importName);
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
