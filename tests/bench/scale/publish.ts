import { keys } from "../../../src/replica/keys.ts";
import { type Bench, get, median, send, sleep } from "./bench.ts";
import { EDITIONS, SOURCE } from "./corpus.ts";
import type { StatementCount } from "./worker.ts";

/** What one article costs from its PUT until every edition and KV have it, translated. */
export interface Published {
  /** KV writes by the first part of the key. */
  writes: Record<string, number>;
  rowsWritten: number;
  rowsRead: number;
  /** Processor time of Worker and objects, milliseconds. */
  cpu: number;
  /** Until the PUT is answered, milliseconds. */
  answered: number;
  /** Until KV has it in every edition. */
  replicated: number;
  /** The most expensive statements. */
  statements: StatementCount[];
}

/** As many as a timeline page takes, so that each line fills one whole page on the way. */
export const PUBLISHED = 30;
/** Put a second apart or more, a key's news are puts of their own. */
const QUIET_MS = 1_200;
/** Sitemaps are put this late. */
const LATEST_MS = 66_000;

/** Publishes articles one after the other, each read in every edition at once. */
export async function publish(bench: Bench): Promise<Published> {
  const { n, corpus, kv, runtime } = bench;
  const [answered, replicated]: number[][] = [[], []];
  await kv.silent(QUIET_MS);
  await runtime.statements();
  kv.counted();
  const cpu = await runtime.cpu();
  for (let i = n; i < n + PUBLISHED; i++) {
    const slug = corpus.slug(i);
    const start = performance.now();
    const inKv = Promise.all(EDITIONS.map((language) => kv.put(keys.rendition(language, slug))));
    await send(runtime.origin, "PUT", `/api/articles/${slug}`, JSON.stringify(corpus.draft(i)), "application/json");
    answered?.push(performance.now() - start);
    const translated = EDITIONS.filter((language) => language !== SOURCE);
    await Promise.all(translated.map((language) => get(runtime.origin, `/${language}/articles/${slug}.json`)));
    await inKv;
    replicated?.push(performance.now() - start);
    await kv.silent(QUIET_MS);
  }
  await sleep(LATEST_MS);
  const spent = (await runtime.cpu()) - cpu;
  const statements = await runtime.statements();
  const sum = (of: (count: StatementCount) => number) => statements.reduce((all, one) => all + of(one), 0) / PUBLISHED;
  const writes = Object.entries(kv.counted().writes).map(([kind, count]) => [kind, count / PUBLISHED]);
  return {
    writes: Object.fromEntries(writes),
    rowsWritten: sum(({ written }) => written),
    rowsRead: sum(({ read }) => read),
    cpu: spent / PUBLISHED,
    answered: median(answered ?? []),
    replicated: median(replicated ?? []),
    statements: statements.slice(0, 12),
  };
}
