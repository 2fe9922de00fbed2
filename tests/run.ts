/**
 * `npm test`: every test, in two runs of vitest at once, and one report of both. Files that are tested in workerd share
 * one storage, so each of them waits for the last; a machine has more than one core. With arguments: `vitest run` with
 * them, and nothing else.
 */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const RUNS = [
  ["--project", "worker"],
  ["--project", "unit", "--project", "e2e"],
];

const given = process.argv.slice(2);
process.exitCode = given.length > 0 ? await vitest("run", ...given) : await everything();

async function everything(): Promise<number> {
  const reports = await mkdtemp(join(tmpdir(), "dragoman-tests-"));
  try {
    const codes = await Promise.all(
      RUNS.map((projects, i) =>
        vitest("run", ...projects, "--reporter=blob", `--outputFile.blob=${join(reports, `${i}.json`)}`),
      ),
    );
    return Math.max(...codes, await vitest(`--mergeReports=${reports}`));
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

/** Resolves with its exit code, 1 where a signal ended it. */
function vitest(...options: string[]): Promise<number> {
  const child = spawn("vitest", options, { stdio: "inherit" });
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (code) => resolve(code ?? 1)));
}
