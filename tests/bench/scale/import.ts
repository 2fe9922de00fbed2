import { keys } from "../../../src/replica/keys.ts";
import { type Bench, send } from "./bench.ts";
import { SOURCE } from "./corpus.ts";

export interface Imported {
  articles: number;
  /** Articles a second, each answered for: the Newsroom has it. */
  accepted: number;
  /** Articles a second until KV has each in its own edition. */
  replicated: number;
  /** Processor time of Worker and objects for each, milliseconds. */
  cpu: number;
  rowsWritten: number;
  rowsRead: number;
  kvWrites: number;
}

/** As many lines in a request as the command line sends. */
const LINES = 500;
const QUIET_MS = 2_000;

/** Imports new articles from the `from`-th on, as the command line does: one request after the other. */
export async function imported(bench: Bench, from: number, articles: number): Promise<Imported> {
  const { corpus, kv, runtime } = bench;
  const bodies = bodiesOf(bench, from, articles);
  await kv.silent(QUIET_MS);
  await runtime.statements();
  kv.counted();
  const cpu = await runtime.cpu();
  const last = kv.put(keys.rendition(SOURCE, corpus.slug(from + articles - 1)));
  const start = performance.now();
  for (const body of bodies) {
    const answer = await send(runtime.origin, "POST", "/api/import", body, "application/x-ndjson");
    const refused = answer
      .trimEnd()
      .split("\n")
      .filter((line) => !line.includes('"result":"created"'));
    if (refused.length > 0) throw new Error(`an import was refused: ${refused[0]}`);
  }
  const accepted = performance.now() - start;
  await last;
  await kv.silent(QUIET_MS);
  const replicated = performance.now() - start - QUIET_MS;
  const spent = (await runtime.cpu()) - cpu;
  const statements = await runtime.statements();
  const writes = Object.values(kv.counted().writes).reduce((sum, count) => sum + count, 0);
  return {
    articles,
    accepted: articles / (accepted / 1000),
    replicated: articles / (replicated / 1000),
    cpu: spent / articles,
    rowsWritten: statements.reduce((sum, { written }) => sum + written, 0) / articles,
    rowsRead: statements.reduce((sum, { read }) => sum + read, 0) / articles,
    kvWrites: writes / articles,
  };
}

function bodiesOf({ corpus }: Bench, from: number, articles: number): string[] {
  const lines = [...Array(articles).keys()].map((at) => {
    const i = from + at;
    return JSON.stringify({ slug: corpus.slug(i), ...corpus.draft(i) });
  });
  const bodies: string[] = [];
  for (let at = 0; at < lines.length; at += LINES) bodies.push(`${lines.slice(at, at + LINES).join("\n")}\n`);
  return bodies;
}
