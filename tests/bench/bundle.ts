import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { unstable_readConfig as readConfig } from "wrangler";

const ROOT = join(import.meta.dirname, "../..");
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");

export interface Bundle {
  /** Absolute path of the one module that would be uploaded. */
  path: string;
  gzipKiB: number;
}

/** The service as `npm run deploy` would upload it. */
export function bundleService(folder: string): Promise<Bundle> {
  return bundle(join(ROOT, "wrangler.toml"), join(folder, "service"));
}

/** A Worker of the bench, bundled and minified the same way. */
export async function bundleWorker(name: "control" | "kv", folder: string, compatibilityDate: string): Promise<Bundle> {
  const config = join(folder, `${name}.json`);
  const main = join(import.meta.dirname, "workers", `${name}.ts`);
  await writeFile(
    config,
    JSON.stringify({ name, main, compatibility_date: compatibilityDate, minify: true, keep_names: false }),
  );
  return bundle(config, join(folder, name));
}

/** The service with a count beside every statement that its objects run. */
export async function bundleScale(folder: string): Promise<Bundle> {
  const { alias, compatibility_date, minify, keep_names } = readConfig({ config: join(ROOT, "wrangler.toml") });
  const config = join(folder, "worker.json");
  const main = join(import.meta.dirname, "scale/worker.ts");
  const paths = Object.entries(alias ?? {}).map(([name, path]) => [name, join(ROOT, path as string)]);
  await writeFile(
    config,
    JSON.stringify({ name: "scale", main, compatibility_date, minify, keep_names, alias: Object.fromEntries(paths) }),
  );
  return bundle(config, join(folder, "worker"));
}

async function bundle(config: string, outdir: string): Promise<Bundle> {
  const args = [WRANGLER, "deploy", "--dry-run", "--config", config, "--outdir", outdir];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  const path = join(outdir, config.endsWith(".toml") ? "index.js" : `${outdir.split("/").at(-1)}.js`);
  return { path, gzipKiB: gzipSync(await readFile(path)).length / 1024 };
}
