import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** The project's folder: wrangler.toml, .dev.vars and kv-seed/ stand in it. */
export const PROJECT = resolve(import.meta.dirname, "../..");

/** Where wrangler keeps local state unless told otherwise. */
export const DEFAULT_STATE = join(PROJECT, ".wrangler/state");

/** Node's arguments to run the project's own wrangler, whatever is on the PATH; its own launcher hides crashes. */
export function wranglerCommand(...args: string[]): string[] {
  return ["--no-warnings", createRequire(import.meta.url).resolve("wrangler"), ...args];
}

/** The environment wrangler runs in: nothing is sent anywhere, nothing said that nobody asked for. */
export function wranglerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false" };
}
