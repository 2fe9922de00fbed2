/**
 * `npm run bench:scale [-- --sizes 1000,10000] [--imports 3000] [--inspect HOST:PORT] [--details] [--no-rebuild]`: what a
 * publish, a read, an import and a cold rebuild cost at 1,000, 10,000 and 100,000 articles in three
 * editions, with the objects themselves on plain `workerd serve`, as Markdown. Times are those of the
 * machine; what travels is the ratio of the largest publication to the smallest.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { unstable_readConfig as readConfig } from "wrangler";
import { fakeDeepL } from "../../e2e/fake-deepl.ts";
import { bundleScale } from "../bundle.ts";
import { type Bench, statusOf, TOKEN } from "./bench.ts";
import { Corpus, EDITIONS, SOURCE } from "./corpus.ts";
import { fillObjects } from "./fill.ts";
import { imported } from "./import.ts";
import { Kv } from "./kv.ts";
import { publish } from "./publish.ts";
import { reads } from "./reads.ts";
import { type Rebuilt, rebuild } from "./rebuild.ts";
import { replicaOf } from "./replica.ts";
import { type Result, report } from "./report.ts";
import { Runtime, type RuntimeParts } from "./runtime.ts";

const DAY_MS = 86_400_000;
const VARS = {
  EDITIONS: EDITIONS.join(","),
  SOURCE_LANGUAGE: SOURCE,
  EDITOR_TOKEN: TOKEN,
  DEEPL_API_KEY: "a-key-for-the-bench:fx",
  DAILY_CHARACTERS: "1000000000",
};

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "1000,10000,100000" },
    imports: { type: "string", default: "5000" },
    inspect: { type: "string" },
    details: { type: "boolean", default: false },
    "no-rebuild": { type: "boolean", default: false },
  },
});
const config = readConfig({ config: join(import.meta.dirname, "../../../wrangler.toml") });
const results: Result[] = [];
for (const n of options.sizes.split(",").map(Number)) {
  results.push(await measured(n));
  // After each: who has no time for the largest has the others.
  console.log(`${report(results, options.details)}\n`);
}

/** Everything at one size, from an empty folder to an empty folder. */
async function measured(n: number): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "dragoman-scale-"));
  const said = (text: string) => console.error(`${new Date().toISOString().slice(11, 19)} ${n}: ${text}`);
  const engine = await fakeDeepL();
  const kv = new Kv(join(folder, "kv.sqlite"));
  const parts: RuntimeParts = {
    worker: (await bundleScale(folder)).path,
    kv: await kv.start(),
    vars: { ...(config.vars as Record<string, string>), ...VARS, DEEPL_API_URL: engine.url },
    compatibilityDate: config.compatibility_date ?? "",
    compatibilityFlags: config.compatibility_flags,
    inspector: options.inspect ?? null,
  };
  let runtime = await Runtime.start(parts, folder);
  try {
    // Old enough for no comparison to wait for it, new enough for the engine.
    const corpus = new Corpus(n, Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS);
    const bench: Bench = { n, corpus, kv, runtime, engine };
    await statusOf(bench); // Makes the objects, which find that there is nothing yet.
    await runtime.stop();
    kv.fill(replicaOf(corpus, n));
    const { keys, bytes } = kv.size();
    said(`KV has ${keys} keys, ${(bytes / 1e6).toFixed(0)} MB`);
    await fillObjects(join(folder, "objects"), corpus, n, kv);
    runtime = bench.runtime = await Runtime.start(parts, folder);
    const sizes = await runtime.sizes();
    said(`the objects have ${JSON.stringify(sizes)} bytes`);
    const read = await reads(bench);
    said("read");
    const published = await publish(bench);
    said("published");
    const bulk = await imported(bench, 2 * n, Number(options.imports));
    said(`imported: ${JSON.stringify(bulk)}`);
    const memory = await runtime.mostMemory();
    let rebuilt: Rebuilt | null = null;
    if (!options["no-rebuild"]) {
      await runtime.stop();
      await rm(join(folder, "objects"), { recursive: true });
      runtime = bench.runtime = await Runtime.start(parts, folder);
      rebuilt = await rebuild(bench);
      said(`rebuilt: ${JSON.stringify(rebuilt)}`);
    }
    return { n, rebuilt, sizes, kv: { keys, bytes }, read, published, bulk, memory };
  } finally {
    await runtime.stop();
    await kv.stop();
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
