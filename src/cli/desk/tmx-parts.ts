/** Most that one request carries: half of what the service takes, which checks every unit. */
const MOST_UNITS = 1_000;
const MOST_BYTES = 2 * 1024 * 1024;
const END = Buffer.from("</body>\n</tmx>\n");

/** Where the units of a TMX file begin. */
export interface TmxFile {
  bytes: Buffer;
  /** Of each `<tu>`: its place in the file, and its line, from 1. */
  offsets: number[];
  lines: number[];
}

/** Some units as a file of its own. */
export interface TmxPart {
  body: Buffer;
  units: number;
  /** The line of the file on which this line of the part stands; null for the head, where it was told before. */
  lineOf(line: number): number | null;
}

/** What has to be read over, for a `<tu` in it is none. */
const READ_OVER = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/**
 * Finds where a TMX file's units begin. It is no parser: what is wrong with the file the service says. In UTF-8 no
 * byte of another character looks like `<`; in another encoding there are no units.
 */
export function indexTmx(bytes: Buffer): TmxFile {
  const file: TmxFile = { bytes, offsets: [], lines: [] };
  let line = 1;
  let counted = 0;
  for (let at = bytes.indexOf("<"); at >= 0; ) {
    const start = bytes.toString("latin1", at, at + 9);
    const over = READ_OVER.find(([opens]) => start.startsWith(opens));
    if (over !== undefined) {
      const end = bytes.indexOf(over[1], at + over[0].length);
      if (end < 0) break;
      at = bytes.indexOf("<", end);
      continue;
    }
    if (/^<tu[\s/>]/.test(start)) {
      line += lineEnds(bytes, counted, at);
      counted = at;
      file.offsets.push(at);
      file.lines.push(line);
    }
    at = bytes.indexOf("<", at + 1);
  }
  return file;
}

/** Units from one on, as many as a request carries, with the file's own head: the whole file, where it is small enough. */
export function tmxPart({ bytes, offsets, lines }: TmxFile, from: number): TmxPart {
  const head = bytes.subarray(0, offsets[0] ?? bytes.length);
  const begin = offsets[from] ?? bytes.length;
  let to = Math.min(from + 1, offsets.length);
  while (to < offsets.length && to - from < MOST_UNITS && endOf(to) - begin + head.length <= MOST_BYTES) to++;
  const isLast = to === offsets.length;
  const body = Buffer.concat([
    head,
    bytes.subarray(begin, isLast ? bytes.length : offsets[to]),
    ...(isLast ? [] : [END]),
  ]);
  const before = lineEnds(head, 0, head.length);
  return {
    body,
    units: to - from,
    lineOf(line) {
      if (from === 0) return line;
      if (line <= before) return null;
      return (lines[from] ?? 1) + line - before - 1;
    },
  };

  function endOf(unit: number): number {
    return offsets[unit + 1] ?? bytes.length;
  }
}

/** Ends of lines as XML has them (XML 1.0 §2.11). */
function lineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) count++;
  }
  return count;
}
