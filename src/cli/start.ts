import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { entriesOf } from "../../kv-seed/entries.ts";
import { formatFault } from "../../kv-seed/faults.ts";
import { load } from "../../kv-seed/load.ts";
import { withLocalStore } from "../../kv-seed/local-store.ts";
import { readSeed } from "../../kv-seed/read-seed.ts";
import { DevServer } from "./dev-server.ts";
import { effectiveSecrets, ensureDevVars, formatEnvFile, textOf, writePrivate } from "./dev-vars.ts";
import { readFlags } from "./flags.ts";
import { portFault } from "./port.ts";
import { DEFAULT_STATE, PROJECT } from "./project.ts";
import { lockState } from "./state-lock.ts";
import { onStopAsked } from "./stop-asked.ts";
import { urlsToTry } from "./urls-to-try.ts";

const USAGE = `npm start [-- options]: Dragoman on this machine, with no account, no key and no network.

  --port N          port (default 8787)
  --persist-to DIR  folder of its state (default .wrangler/state)
  --empty           without the seed, as for an export that is to be taken back
  --help

EDITOR_TOKEN, DEEPL_API_KEY and DEEPL_API_URL are read from the environment, else from .dev.vars.`;

const READY_WITHIN_MS = 60_000;

process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  return 1;
});

async function main(args: string[]): Promise<number> {
  const options = {
    port: { type: "string", default: "8787" },
    "persist-to": { type: "string", default: DEFAULT_STATE },
    empty: { type: "boolean", default: false },
  } as const;
  const read = readFlags(args, options, USAGE);
  if (!read.ok) {
    console[read.exitCode === 0 ? "log" : "error"](read.message);
    return read.exitCode;
  }
  const port = Number(read.flags.port);
  if (!/^\d+$/.test(read.flags.port) || port < 1 || port > 65_535) {
    console.error(`--port: ${read.flags.port} is no port; ports are 1 to 65535`);
    return 2;
  }
  const taken = await portFault(port);
  if (taken !== null) {
    console.error(taken);
    return 1;
  }
  return run(port, resolve(read.flags["persist-to"]), read.flags.empty);
}

async function run(port: number, stateDirectory: string, isEmpty: boolean): Promise<number> {
  const lock = lockState(stateDirectory);
  if (!lock.ok) {
    console.error(lock.error);
    return 1;
  }
  const envFile = join(stateDirectory, "dragoman.env");
  let server: DevServer | null = null;
  let stopping = false;
  onStopAsked(() => {
    stopping = true;
    void server?.stop();
  });
  process.once("exit", () => {
    server?.killAll();
    lock.value();
    rmSync(envFile, { force: true });
    if (stopping) process.exitCode = 0; // While the seed is loaded, Miniflare ends us by its own code.
  });

  const devVars = join(PROJECT, ".dev.vars");
  if (ensureDevVars(devVars) === "created") console.log(`Wrote ${devVars} with a random EDITOR_TOKEN.`);
  const secrets = effectiveSecrets(textOf(devVars), process.env);
  if (!isEmpty && !(await seeded(stateDirectory))) return 1;
  if (stopping) return 0;
  writePrivate(envFile, formatEnvFile(secrets));

  const origin = `http://localhost:${port}`;
  server = new DevServer({ port, origin, stateDirectory, envFile });
  const fault = await server.ready(origin, READY_WITHIN_MS);
  if (fault === null) {
    await takeUpSeeds(origin);
    console.log(urlsToTry(origin, { ...tokenHint(secrets), isEmpty }));
  } else if (!stopping) {
    console.error(fault);
    const code = server.isRunning ? 1 : await server.ended;
    await server.stop();
    return code || 1;
  }
  const code = await server.ended;
  if (stopping) return 0;
  console.error("wrangler ended by itself.");
  return code;
}

/** Loads the seed where the local KV lacks it. */
async function seeded(stateDirectory: string): Promise<boolean> {
  const directory = join(PROJECT, "kv-seed");
  const { seed, faults } = readSeed(directory, Date.now());
  for (const fault of faults) console.error(formatFault(fault, "kv-seed"));
  if (faults.length > 0) return false;
  await withLocalStore(stateDirectory, (store) => load(store, entriesOf(seed)));
  return true;
}

/** Deployed, a cron makes the Worker look for new seeds; a local server has no clock but this. */
async function takeUpSeeds(origin: string): Promise<void> {
  await fetch(`${origin}/cdn-cgi/local/scheduled`, { signal: AbortSignal.timeout(10_000) }).catch(() => null);
}

/** How the shell finds the desk's token: the token itself is never printed. */
function tokenHint({ EDITOR_TOKEN }: Record<string, string>): { token: string; note: string } {
  if (process.env["EDITOR_TOKEN"]) return { token: "$EDITOR_TOKEN", note: "" };
  const note = EDITOR_TOKEN ? "" : "The desk is closed: set EDITOR_TOKEN in .dev.vars and start again.";
  return { token: "$(sed -n 's/^EDITOR_TOKEN=//p' .dev.vars)", note };
}
