import { cursorOf } from "../../../src/http/cursor.ts";
import { type Bench, get, median } from "./bench.ts";
import { EDITIONS, TAGS } from "./corpus.ts";

/** One request, in milliseconds and in what it takes. */
export interface Read {
  what: string;
  latency: number;
  cpu: number;
  kvReads: number;
  rowsRead: number;
}

const WARM_UP = 20;
const REQUESTS = 200;

/** Requests one after the other: what each takes alone. */
export async function reads(bench: Bench): Promise<Read[]> {
  const found: Read[] = [];
  for (const { what, path } of requests(bench)) found.push({ what, ...(await measured(bench, path)) });
  return found;
}

/** `path` of the n-th request: other ones in turn, so that no rendered text is sent again, but for the feeds. */
function requests({ n, corpus }: Bench): { what: string; path: (at: number) => string }[] {
  const edition = (at: number) => EDITIONS[at % EDITIONS.length] as string;
  const deep = (at: number) => {
    const i = Math.floor(n / 4) + (at % 100);
    return cursorOf([corpus.publishedAt(i), corpus.slug(i)]);
  };
  // Spread over all that there are.
  const spread = (at: number, of: number) => (at * 7_919) % of;
  return [
    { what: "feed", path: (at) => `/${edition(at)}/rss.xml` },
    { what: "archive page", path: (at) => `/${edition(at)}/archive/${1 + spread(at, Math.floor(n / 30) - 1)}/rss.xml` },
    { what: "tag feed", path: (at) => `/${edition(at)}/tags/${TAGS[at % TAGS.length]}/atom.xml` },
    { what: "article", path: (at) => `/${edition(at)}/articles/${corpus.slug(spread(at, n))}` },
    { what: "API list, first page", path: () => "/api/articles" },
    { what: "API list, deep cursor", path: (at) => `/api/articles?cursor=${deep(at)}` },
    { what: "API list of a tag, deep cursor", path: (at) => `/api/articles?tag=${TAGS[at % 10]}&cursor=${deep(at)}` },
    {
      what: "API list of an edition, deep cursor",
      path: (at) => `/api/articles?edition=en&state=ready&cursor=${deep(at)}`,
    },
  ];
}

async function measured({ kv, runtime }: Bench, path: (at: number) => string): Promise<Omit<Read, "what">> {
  for (let at = 0; at < WARM_UP; at++) await get(runtime.origin, path(at));
  await runtime.statements();
  kv.counted();
  const cpu = await runtime.cpu();
  const times: number[] = [];
  for (let at = 0; at < REQUESTS; at++) {
    const start = performance.now();
    await get(runtime.origin, path(WARM_UP + at));
    times.push(performance.now() - start);
  }
  const spent = (await runtime.cpu()) - cpu;
  const rows = (await runtime.statements()).reduce((sum, { read }) => sum + read, 0);
  const kvReads = kv.counted().reads / REQUESTS;
  return { latency: median(times), cpu: spent / REQUESTS, kvReads, rowsRead: rows / REQUESTS };
}
