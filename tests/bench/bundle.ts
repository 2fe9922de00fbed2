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
  await writeFile(config, JSON.stringify({ name, main, compatibility_date: compatibilityDate, minify: true }));
  return bundle(config, join(folder, name));
}

/** The service with a count beside every statement that its objects run. */
export async function bundleScale(folder: string): Promise<Bundle> {
  const { alias, rules, compatibility_date, minify } = readConfig({ config: join(ROOT, "wrangler.toml") });
  const config = join(folder, "worker.json");
  const main = join(import.meta.dirname, "scale/worker.ts");
  const paths = Object.entries(alias ?? {}).map(([name, path]) => [name, join(ROOT, path as string)]);
  await writeFile(
    config,
    JSON.stringify({ name: "scale", main, compatibility_date, minify, rules, alias: Object.fromEntries(paths) }),
  );
  return bundle(config, join(folder, "worker"));
}

async function bundle(config: string, outdir: string): Promise<Bundle> {
  const args = [WRANGLER, "deploy", "--dry-run", "--config", config, "--outdir", outdir];
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
  const path = join(outdir, config.endsWith(".toml") ? "index.js" : `${outdir.split("/").at(-1)}.js`);
  await takeIn(path);
  return { path, gzipKiB: gzipSync(await readFile(path)).length / 1024 };
}

/** Texts (the editors' page) are uploaded as modules of their own; here they become part of the one. */
async function takeIn(path: string): Promise<void> {
  const code = await readFile(path, "utf8");
  const imports = [...code.matchAll(/import\s+([\w$]+)\s+from\s*"(\.\/[^"]+\.(?:js|css|html))";/g)];
  let whole = code;
  for (const [statement, name, file] of imports) {
    const text = JSON.stringify(await readFile(join(path, "..", file as string), "utf8"));
    whole = whole.replace(statement, () => `var ${name}=${text};`);
  }
  await writeFile(path, whole);
}
