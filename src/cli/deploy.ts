import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { unstable_readConfig } from "wrangler";
import { deployOrigin } from "./deploy-origin.ts";
import { readFlags } from "./flags.ts";
import { PROJECT, wranglerCommand, wranglerEnvironment } from "./project.ts";

const USAGE = `npm run deploy [-- options]: deploys the Worker to the Cloudflare account that wrangler is logged in to.

  --origin https://news.example  the origin readers see, in place of wrangler.toml's PUBLIC_ORIGIN
  --dry-run                      build and check only
  --help

The first deploy creates the KV namespace and the Durable Objects.`;

/** The authority that wrangler.toml ships with; feed ids carry it for ever. */
const EXAMPLE_AUTHORITY = "dragoman.example";

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  const options = { origin: { type: "string" }, "dry-run": { type: "boolean", default: false } } as const;
  const read = readFlags(args, options, USAGE);
  if (!read.ok) {
    console[read.exitCode === 0 ? "log" : "error"](read.message);
    return read.exitCode;
  }
  const { origin: override, "dry-run": dryRun } = read.flags;
  const { vars } = unstable_readConfig({ config: join(PROJECT, "wrangler.toml") }, { hideWarnings: true });
  const origin = deployOrigin(String(vars["PUBLIC_ORIGIN"] ?? ""), override);
  if (!origin.ok) {
    console.error(`${origin.error}.`);
    console.error("Set PUBLIC_ORIGIN in wrangler.toml, or: npm run deploy -- --origin https://news.example");
    return 1;
  }
  if (String(vars["ID_AUTHORITY"]).startsWith(EXAMPLE_AUTHORITY)) {
    console.warn("ID_AUTHORITY in wrangler.toml is still the example's: choose it before the first feed is read.");
  }
  const flags = [...(override ? ["--var", `PUBLIC_ORIGIN:${origin.value}`] : []), ...(dryRun ? ["--dry-run"] : [])];
  const { status, error } = spawnSync(process.execPath, wranglerCommand("deploy", ...flags), {
    cwd: PROJECT,
    env: wranglerEnvironment(),
    stdio: "inherit",
  });
  if (error) console.error(`wrangler cannot be started: ${error.message}`);
  if (status === 0 && !dryRun) console.log(nextSteps(origin.value));
  return status ?? 1;
}

function nextSteps(origin: string): string {
  return `
Secrets are the Worker's own, set once:
  npx wrangler secret put EDITOR_TOKEN     opens the desk
  npx wrangler secret put DEEPL_API_KEY    switches the engine on
Seeds:
  npm run seed -- --remote
Then look at ${origin}/health`;
}
