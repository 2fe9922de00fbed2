import { describe, expect, it } from "vitest";
import { chunksOf, linesOf } from "../../../src/http/lines.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function lines(chunks: string[], most = 10): Promise<(string | null)[]> {
  const found: (string | null)[] = [];
  for await (const line of linesOf(chunks.map(bytes), most)) {
    found.push(line === null ? null : new TextDecoder().decode(line));
  }
  return found;
}

describe("lines of a stream", () => {
  it.each<[string, string[], (string | null)[]]>([
    ["nothing", [], []],
    ["one without an end", ["a"], ["a"]],
    ["one with its end", ["a\n"], ["a"]],
    ["empty ones", ["\n\na\n\n"], ["", "", "a", ""]],
    ["cut anywhere", ["a", "b\nc", "", "d\n", "\ne"], ["ab", "cd", "", "e"]],
    ["cut inside a character's line", ["é", "t\né"], ["ét", "é"]],
    ["as long as may be", ["0123456789\n0123456789"], ["0123456789", "0123456789"]],
    ["one too long, whole", ["a\n01234567890\nb\n"], ["a", null, "b"]],
    ["one too long, in pieces", ["a\n0123", "4567", "890", "\nb"], ["a", null, "b"]],
    ["one too long at the end", ["a\n01234567890"], ["a", null]],
    ["two too long", ["01234567890\n01234567890\n"], [null, null]],
  ])("%s", async (_, chunks, expected) => {
    expect(await lines(chunks)).toEqual(expected);
  });

  it("of a gigabyte without an end are one line too long, and nothing of it is held", async () => {
    const chunk = new Uint8Array(1024 * 1024).fill(0x61);
    function* gigabyte() {
      for (let i = 0; i < 1_024; i++) yield chunk;
      yield bytes("\nfin\n");
    }
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const found: (string | null)[] = [];
    function* watched() {
      for (const piece of gigabyte()) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield piece;
      }
    }
    for await (const line of linesOf(watched(), 2 * 1024 * 1024)) found.push(line && new TextDecoder().decode(line));
    expect(found).toEqual([null, "fin"]);
    expect(most).toBeLessThan(400 * 1024 * 1024);
  });
});

describe("a body's chunks", () => {
  it("begin to be read at once, go no further than they are asked for, and let go of the rest", async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>(
      {
        pull: (controller) => controller.enqueue(bytes(String(pulled++))),
        cancel: () => {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const chunks = chunksOf(body);
    expect(body.locked).toBe(true);
    await Promise.resolve();
    expect(pulled).toBe(1);
    expect((await chunks.next()).value).toEqual(bytes("0"));
    expect((await chunks.next()).value).toEqual(bytes("1"));
    expect(pulled).toBe(2);
    await chunks.return(undefined);
    expect(cancelled).toBe(true);
  });
});
