import * as z from "zod";
import { fail, ok, type Result } from "../../articles/result.ts";
import { type Failure, ProblemSchema } from "./failure.ts";
import type { Service } from "./service.ts";

/** What the service made of one line. */
export type LineResult = z.output<typeof LineResultSchema>;

export const RESULTS = ["created", "updated", "unchanged", "error"] as const;

const LineResultSchema = z.object({
  /** Its number in the request, from 1. */
  line: z.int().positive(),
  slug: z.string().nullish(),
  result: z.enum(RESULTS),
  problem: ProblemSchema.optional(),
});

/** Statuses of a line's own problem that another try may not meet again. */
const PASSING = new Set([429, 503]);

/**
 * Sends lines, and hands each one's result to `settled` as soon as those of all before it are there. Where an
 * answer breaks off, or the service is busy with some, only the others are sent again.
 * @param body the request's body with the lines at these places of the chunk
 */
export async function sendLines(
  service: Service,
  length: number,
  body: (places: number[]) => Buffer,
  settled: (results: LineResult[]) => void,
): Promise<Result<null, Failure>> {
  const results = new Array<LineResult | null>(length).fill(null);
  let handedOn = 0;
  const handOn = () => {
    const ready: LineResult[] = [];
    for (let next = results[handedOn]; next; next = results[handedOn + ready.length]) ready.push(next);
    handedOn += ready.length;
    if (ready.length > 0) settled(ready);
  };
  for (let tries = 1; handedOn < length; tries++) {
    const open = results.flatMap((result, place) => (result === null ? [place] : []));
    const answered = await sendOnce(service, body(open), open, (found) => {
      for (const [place, result] of found) results[place] = result;
      handOn();
    });
    const stillOpen = results.filter((result) => result === null).length;
    if (stillOpen === 0) break;
    if (stillOpen < open.length) tries = 1; // It works, if slowly.
    const last = await service.pause(answered.ok ? answered.value : answered.error, tries);
    if (last !== null) return fail(last);
  }
  return ok(null);
}

/** One request. The answer that some lines may be tried again is its value, and not that it failed. */
async function sendOnce(
  service: Service,
  body: Buffer,
  places: number[],
  found: (results: [place: number, result: LineResult][]) => void,
): Promise<Result<Failure, Failure>> {
  const headers = { "content-type": "application/x-ndjson" };
  const answer = await service.once("/api/import", { method: "POST", body, headers });
  if (!answer.ok) return answer;
  let passing: Failure = { kind: "unreachable", url: service.origin, code: "the answer lacks some lines" };
  let next = 0;
  try {
    for await (const texts of linesOf(answer.value)) {
      const results: [number, LineResult][] = [];
      for (const text of texts) {
        const result = lineResult(text);
        const place = places[next++];
        if (result === null || place === undefined || result.line !== next) {
          found(results);
          return fail({ kind: "garbled", url: service.origin, what: `“${text.slice(0, 80)}” for line ${next}` });
        }
        const { problem } = result;
        if (problem?.status !== undefined && PASSING.has(problem.status)) {
          passing = { kind: "busy", status: problem.status, problem, after: null };
        } else results.push([place, result]);
      }
      found(results);
    }
  } catch (error) {
    return fail(service.lost(error));
  }
  return ok(passing);
}

/** The lines of an answer, as many at a time as have arrived. */
async function* linesOf(answer: Response): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of answer.body ?? []) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() as string;
    const full = lines.filter((line) => line.trim() !== "");
    if (full.length > 0) yield full;
  }
  if (rest.trim() !== "") yield [rest];
}

function lineResult(text: string): LineResult | null {
  try {
    return LineResultSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
