const NEWLINE = 0x0a;

/**
 * The lines of a stream of bytes, without their ends. One longer than `most` bytes comes as null,
 * and is never held: what is kept at any time is one chunk and one line.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array | null> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.byteLength;
    if (length > most) parts = [];
    else if (part.byteLength > 0) parts.push(part);
  };
  const line = () => {
    const whole = length > most ? null : Buffer.concat(parts);
    parts = [];
    length = 0;
    return whole;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end));
      yield line();
      start = end + 1;
    }
    // Copied: a chunk's buffer is not kept for the sake of its end.
    keep(chunk.slice(start));
  }
  if (length > 0) yield line();
}

/**
 * A body's chunks, the first asked for at once: a body that nobody has begun to read when the
 * answer's head is out is taken for unused, and the local server throws it away.
 */
export function chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  const first = reader.read();
  // Whoever reads on hears of a failure; nobody may ever read on.
  first.catch(() => undefined);
  return rest();

  async function* rest(): AsyncGenerator<Uint8Array> {
    try {
      for (let read = await first; !read.done; read = await reader.read()) yield read.value;
    } finally {
      // A client that has hung up needs no telling.
      await reader.cancel().catch(() => undefined);
    }
  }
}
