/**
 * `npm run bench`: requests on plain workerd beside a control, renders beside two feed libraries,
 * and the bundle's size, as Markdown. Says nothing about other machines: only the ratios travel.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { bundleService, bundleWorker } from "./bundle.ts";
import { benchFeeds, type FeedBench } from "./feeds.ts";
import { benchRequests, type RequestBench } from "./requests.ts";
import { sampleValues } from "./sample.ts";
import { startServer } from "./server.ts";
import { table } from "./table.ts";

const MOST_BUNDLE_KIB = 250;

const folder = await mkdtemp(join(tmpdir(), "dragoman-bench-"));
try {
  const config = readConfig({ config: join(import.meta.dirname, "../../wrangler.toml") });
  const { compatibility_date: compatibilityDate = "", compatibility_flags: compatibilityFlags } = config;
  const service = await bundleService(folder);
  const control = await bundleWorker("control", folder, compatibilityDate);
  const kv = await bundleWorker("kv", folder, compatibilityDate);
  const parts = {
    service: service.path,
    control: control.path,
    kv: kv.path,
    values: sampleValues(),
    vars: config.vars as Record<string, string>,
    compatibilityDate,
    compatibilityFlags,
  };
  const server = await startServer(parts, folder);
  try {
    console.log(requestTable(await benchRequests(server.ports)));
  } finally {
    await server.stop();
  }
  console.log(feedTable(await benchFeeds()));
  console.log(`Bundle: ${service.gzipKiB.toFixed(1)} KiB gzip (aim: at most ${MOST_BUNDLE_KIB})`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function requestTable(rows: RequestBench[]): string {
  return table(
    ["request", "answer, KiB", "req/s", "control req/s", "ratio", "aim"],
    rows.map(({ what, length, perSecond, controlPerSecond, ratio, aim }) => [
      what,
      (length / 1024).toFixed(1),
      perSecond.toFixed(0),
      controlPerSecond.toFixed(0),
      ratio.toFixed(2),
      aim === undefined ? "" : `≥ ${aim}`,
    ]),
  );
}

function feedTable(rows: FeedBench[]): string {
  return table(
    ["feed of 30", "ms", "feed, ms", "feedsmith, ms", "times as fast", "aim"],
    rows.map(({ format, ours_ms, feed_ms, feedsmith_ms }) => [
      format,
      ours_ms.toFixed(2),
      feed_ms.toFixed(2),
      feedsmith_ms.toFixed(2),
      (Math.min(feed_ms, feedsmith_ms) / ours_ms).toFixed(1),
      "≥ 2",
    ]),
  );
}
