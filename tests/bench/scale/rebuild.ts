import { type Bench, type ObjectStatus, send, sleep, statusOf } from "./bench.ts";
import { EDITIONS, SOURCE } from "./corpus.ts";

/** Seconds from the first request to objects that have nothing. */
export interface Rebuilt {
  /** The Newsroom answers writes again. */
  newsroom: number;
  /** The last edition has its renditions, timelines and memory. */
  editions: number;
  /** Every edition has read the Newsroom's log, and every key is compared with the rows. */
  compared: number;
  /** Keys that KV had otherwise than the rows: none, if the bench filled KV as the objects would have. */
  repaired: number;
  /** Processor time of all of it, seconds. */
  cpu: number;
}

const EVERY_MS = 1_000;
const MOST_MS = 3_600_000;

/** Everything deleted but KV: waits until the objects have taken back what they had. */
export async function rebuild(bench: Bench): Promise<Rebuilt> {
  const [start, cpu] = [performance.now(), await bench.runtime.cpu()];
  const seconds = () => (performance.now() - start) / 1000;
  const times = { newsroom: 0, editions: 0 };
  for (;;) {
    const { newsroom, editions } = await statusOf(bench);
    const all = Object.values(editions);
    if (newsroom.state === "ok") times.newsroom ||= seconds();
    if (all.every(({ state }) => state === "ok")) times.editions ||= seconds();
    const isDone = [newsroom, ...all].every(isAtRest) && all.every(({ heard }) => heard === newsroom.head);
    if (isDone && newsroom.head !== 0) {
      const compared = seconds();
      const repaired = [newsroom, ...all].reduce((sum, { drift }) => sum + drift.repaired, 0);
      if (repaired > 0)
        console.warn(JSON.stringify([newsroom, ...all].flatMap(({ drift }) => drift.latest.slice(0, 5))));
      await confirm(bench);
      return { ...times, compared, repaired, cpu: ((await bench.runtime.cpu()) - cpu) / 1000 };
    }
    if (seconds() * 1000 > MOST_MS) throw new Error(`no end of the rebuild: ${JSON.stringify({ newsroom, editions })}`);
    await sleep(EVERY_MS);
  }
}

function isAtRest({ state, outbox }: ObjectStatus): boolean {
  return state === "ok" && outbox.every(({ kind }) => kind === "purge");
}

/** Engines stay off until somebody says what was spent. */
async function confirm({ runtime }: Bench): Promise<void> {
  for (const language of EDITIONS.filter((edition) => edition !== SOURCE)) {
    await send(
      runtime.origin,
      "POST",
      `/api/editions/${language}/confirm-spending`,
      '{"characters":0}',
      "application/json",
    );
  }
}
