import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Longest line that is looked at, in bytes; the service takes shorter ones still. */
export const MOST_LINE_BYTES = 32 * 1024 * 1024;
const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Where a file's lines stand and when each was published: all that is kept of a file of any size. */
export interface LineIndex {
  /** Of each line that can be sent: its number in the file, from 1, its place and its length in bytes. */
  numbers: number[];
  offsets: number[];
  lengths: number[];
  /** In which order to send them: positions in the lists above. */
  order: Uint32Array;
  /** Lines that are not worth sending. */
  faults: { line: number; detail: string }[];
  /** How many lines the file has, empty ones included. */
  lines: number;
}

/**
 * Reads an NDJSON file once. Articles are sent in the order of `published_at`, whatever theirs in the file:
 * entry numbers follow it. An export (lines with a `kind`) keeps its order.
 */
export async function indexLines(file: string, stop: AbortSignal, at: (bytes: number) => void): Promise<LineIndex> {
  const index: LineIndex = { numbers: [], offsets: [], lengths: [], order: new Uint32Array(), faults: [], lines: 0 };
  const dates: number[] = [];
  const slugs: number[] = [];
  let isExport = false;
  for await (const { offset, length, bytes } of linesOf(file, stop)) {
    at(offset);
    const line = ++index.lines;
    if (index.numbers.length === 0 && bytes !== null && isBanner(bytes)) continue;
    const read = bytes === null ? "is longer than 32 MiB" : parsed(bytes);
    if (read === null) continue;
    if (typeof read === "string") {
      index.faults.push({ line, detail: read });
      continue;
    }
    isExport ||= read["kind"] !== undefined;
    index.numbers.push(line);
    index.offsets.push(offset);
    index.lengths.push(length);
    dates.push(dateOf(read["published_at"]));
    slugs.push(numberOf(read["slug"]));
  }
  index.order = Uint32Array.from(dates.keys());
  if (!isExport) {
    keepVersionsInOrder(dates, slugs);
    index.order.sort((a, b) => compare(dates, a, b));
  }
  return index;
}

interface Line {
  offset: number;
  length: number;
  /** Null where the line is too long. */
  bytes: Buffer | null;
}

async function* linesOf(file: string, stop: AbortSignal): AsyncGenerator<Line> {
  let start = 0;
  let length = 0;
  let parts: Buffer[] = [];
  const take = (part: Buffer) => {
    length += part.length;
    if (length <= MOST_LINE_BYTES) parts.push(part);
    else parts = [];
  };
  const line = () => ({ offset: start, length, bytes: length <= MOST_LINE_BYTES ? Buffer.concat(parts) : null });
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    if (stop.aborted) return;
    let rest = chunk;
    if (start === 0 && length === 0 && rest.subarray(0, 3).equals(BYTE_ORDER_MARK)) {
      start = 3;
      rest = rest.subarray(3);
    }
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      take(rest.subarray(0, end));
      yield line();
      start += length + 1;
      length = 0;
      parts = [];
      rest = rest.subarray(end + 1);
    }
    take(rest);
  }
  if (length > 0) yield line();
}

/** What npm writes before the output of `npm run desk -- export`, and so into its file. */
function isBanner(bytes: Buffer): boolean {
  return bytes.subarray(0, 2).equals(BANNER);
}
const BANNER = Buffer.from("> ");

/** A line's object; what is wrong with it; or null for an empty one. */
function parsed(bytes: Buffer): Record<string, unknown> | string | null {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.trim() === "") return null;
    value = JSON.parse(text);
  } catch {
    return "is not JSON in UTF-8";
  }
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : "is no JSON object";
}

/** Milliseconds since the epoch; what has no date is published as it arrives, after all others. */
function dateOf(value: unknown): number {
  const date = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? Number.POSITIVE_INFINITY : date;
}

/** 48 bits of a slug's hash: a number takes less room than the slug. */
function numberOf(slug: unknown): number {
  return createHash("sha1").update(String(slug)).digest().readUIntBE(0, 6);
}

/** Several lines of one article stay in the file's order, or an earlier text would end up on top. */
function keepVersionsInOrder(dates: number[], slugs: number[]): void {
  const bySlug = Uint32Array.from(dates.keys()).sort((a, b) => compare(slugs, a, b));
  for (let i = 1; i < bySlug.length; i++) {
    const [before, after] = [bySlug[i - 1] as number, bySlug[i] as number];
    if (slugs[before] === slugs[after]) dates[after] = Math.max(dates[before] as number, dates[after] as number);
  }
}

function compare(values: number[], a: number, b: number): number {
  const [one, other] = [values[a] as number, values[b] as number];
  return one < other ? -1 : one > other ? 1 : a - b;
}
