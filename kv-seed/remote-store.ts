import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT, wranglerCommand, wranglerEnvironment } from "../src/cli/project.ts";
import { keys } from "../src/replica/keys.ts";
import type { SeedStore } from "./load.ts";

/** The KV of the deployed Worker, through wrangler and the operator's login. */
export const remoteStore: SeedStore = {
  async manifest() {
    const { status, output, errors } = wrangler("kv", "key", "get", keys.seedManifest);
    if (status === 0) return output.slice(output.indexOf("{")).trim();
    // Wrangler has no other way to say that there is no such key.
    if (/ - 404\b/.test(errors + output)) return null;
    throw new Error(`wrangler cannot read the deployed KV; is the Worker deployed?\n${(errors + output).trim()}`);
  },

  async put(entries) {
    const folder = mkdtempSync(join(tmpdir(), "dragoman-seed-"));
    try {
      const file = join(folder, "entries.json");
      writeFileSync(file, JSON.stringify(entries), { mode: 0o600 });
      const { status, output, errors } = wrangler("kv", "bulk", "put", file);
      if (status !== 0) throw new Error(`wrangler cannot write the deployed KV.\n${(errors + output).trim()}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function wrangler(...args: string[]): { status: number | null; output: string; errors: string } {
  const command = wranglerCommand(...args, "--binding", "KV", "--remote");
  // The operator's terminal stays wrangler's for a login; what it prints is read here.
  const { status, stdout, stderr, error } = spawnSync(process.execPath, command, {
    cwd: PROJECT,
    env: wranglerEnvironment(),
    encoding: "utf8",
    stdio: ["inherit", "pipe", "pipe"],
  });
  if (error) throw error;
  return { status, output: stdout, errors: stderr };
}
