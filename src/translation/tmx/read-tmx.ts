import type { CheckOptions } from "../checks/checks.ts";
import { detailOf } from "../checks/finding.ts";
import type { LanguagePair } from "../engine.ts";
import type { MemoryPair } from "../segment.ts";
import { TmxReader, type TmxUnit } from "./tmx-reader.ts";
import { isSource, unitPair } from "./unit-pair.ts";
import { XmlFault } from "./xml-reader.ts";

export interface TmxProblem {
  line: number;
  detail: string;
}

/** What reading a file came to. */
export interface TmxSummary {
  /** Units of the pair that the memory could keep. */
  units: number;
  /** What was wrong, as many as there were, and the first of them. */
  refused: number;
  problems: TmxProblem[];
  end:
    | { state: "whole" }
    /** Nobody takes any more. */
    | { state: "stopped" }
    /** More bytes or more units than the limits. */
    | { state: "too-large" }
    | { state: "unreadable"; line: number; detail: string };
}

/** How large a file may be. Each unit is checked as an answer is, which takes a millisecond or more. */
export interface TmxLimits {
  bytes: number;
  units: number;
}

const MOST_PROBLEMS = 100;
/** Pairs handed on at once, and their characters. */
const BATCH = 200;
const BATCH_CHARACTERS = 1_000_000;
/** Bytes decoded at once: what is held of a file is this, one unit and one batch. */
const PIECE = 64 * 1024;

/**
 * Reads a TMX file as it streams in, and hands on what the memory keeps of it, some at a time, each pair checked as
 * an engine's answer is. A unit that is wrong is told with its line and stops no other.
 *
 * @param checks what a translation has to pass
 * @param take takes pairs; false stops the reading
 */
export async function readTmx(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  pair: LanguagePair,
  limits: TmxLimits,
  checks: CheckOptions,
  take: (pairs: MemoryPair[]) => Promise<boolean>,
): Promise<TmxSummary> {
  const summary: TmxSummary = { units: 0, refused: 0, problems: [], end: { state: "whole" } };
  let batch: MemoryPair[] = [];
  let characters = 0;
  let read = 0;
  const report = (line: number, detail: string) => {
    summary.refused++;
    if (summary.problems.length < MOST_PROBLEMS) summary.problems.push({ line, detail: detailOf(detail) });
  };
  const reader = new TmxReader({
    header: (srclang, line) => {
      if (!isSource(srclang, pair)) throw new XmlFault(line, `srclang “${srclang}” is not ${pair.source}`);
    },
    unit: (unit: TmxUnit) => {
      if (++read > limits.units) throw new TooLarge();
      const kept = unitPair(unit, pair, report, checks);
      if (kept === null) return;
      batch.push(kept);
      characters += kept.source.length + kept.target.length;
      summary.units++;
    },
    report,
  });
  const flush = async () => {
    const full = batch;
    batch = [];
    characters = 0;
    return full.length === 0 || take(full);
  };
  try {
    for await (const text of decoded(chunks, limits.bytes, reader)) {
      reader.write(text);
      const isFull = batch.length >= BATCH || characters >= BATCH_CHARACTERS;
      if (isFull && !(await flush())) return { ...summary, end: { state: "stopped" } };
    }
    reader.end();
  } catch (error) {
    if (error instanceof TooLarge) summary.end = { state: "too-large" };
    else if (error instanceof XmlFault) {
      summary.end = { state: "unreadable", line: error.line, detail: detailOf(error.message) };
    } else throw error;
  }
  return (await flush()) ? summary : { ...summary, end: { state: "stopped" } };
}

class TooLarge extends Error {}

/** The text of a file in UTF-8, piece by piece. Throws XmlFault where it is none. */
async function* decoded(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
  reader: { readonly line: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let bytes = 0;
  for await (const chunk of chunks) {
    if (bytes === 0 && isUtf16(chunk)) throw new XmlFault(1, "the file is in UTF-16; save it as UTF-8");
    bytes += chunk.byteLength;
    if (bytes > most) throw new TooLarge();
    for (let at = 0; at < chunk.byteLength; at += PIECE) {
      yield text(chunk.subarray(at, at + PIECE), true);
    }
  }
  yield text(new Uint8Array(), false);

  function text(piece: Uint8Array, stream: boolean): string {
    try {
      return decoder.decode(piece, { stream });
    } catch {
      const before = new TextDecoder().decode(piece).split("\uFFFD")[0] ?? "";
      throw new XmlFault(reader.line + before.split("\n").length - 1, "not UTF-8");
    }
  }
}

/** Some tools write UTF-16, with its byte order mark. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
