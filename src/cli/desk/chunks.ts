import { closeSync, openSync, readSync } from "node:fs";
import type { LineIndex } from "./line-index.ts";

/** Most that one request carries: the service's object takes a request in one go, and answers each line. */
const MOST_LINES = 500;
const MOST_BYTES = 4 * 1024 * 1024;
const NEWLINE = Buffer.from("\n");

/** The places in `order` of the next request's lines, from `from`: a line larger than a request goes alone. */
export function nextChunk(index: LineIndex, from: number): number[] {
  const places: number[] = [];
  let bytes = 0;
  for (let place = from; place < index.order.length && places.length < MOST_LINES; place++) {
    bytes += (index.lengths[index.order[place] as number] as number) + 1;
    if (bytes > MOST_BYTES && places.length > 0) break;
    places.push(place);
  }
  return places;
}

/** Reads lines of one file by their places in the order of sending. */
export class LineReader {
  readonly #descriptor: number;
  readonly #index: LineIndex;

  constructor(file: string, index: LineIndex) {
    this.#descriptor = openSync(file, "r");
    this.#index = index;
  }

  /** These lines as one NDJSON body. */
  body(places: number[]): Buffer {
    return Buffer.concat(places.flatMap((place) => [this.#line(place), NEWLINE]));
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #line(place: number): Buffer {
    const line = this.#index.order[place] as number;
    const bytes = Buffer.alloc(this.#index.lengths[line] as number);
    readSync(this.#descriptor, bytes, 0, bytes.length, this.#index.offsets[line] as number);
    return bytes;
  }
}
