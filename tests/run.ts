/**
 * `npm test`: every test, in three runs of vitest at once. What is tested in workerd goes file by file, for its files
 * share one storage; a machine has more than one core. With arguments: `vitest run` with them, and nothing else.
 */
import { spawn } from "node:child_process";

const ALL: Record<string, string[]> = {
  "worker 1/2": ["--project", "worker", "--shard", "1/2"],
  "worker 2/2": ["--project", "worker", "--shard", "2/2"],
  "unit, e2e": ["--project", "unit", "--project", "e2e"],
};

const given = process.argv.slice(2);
if (given.length > 0) process.exitCode = await vitest(given, (text) => process.stdout.write(text));
else {
  const codes = await Promise.all(
    Object.entries(ALL).map(async ([name, options]) => {
      // Whole, so that the runs do not mix; and what fails is the last that is read.
      let output = "";
      const code = await vitest(options, (text) => (output += text));
      return { name, code, output };
    }),
  );
  for (const { name, code, output } of codes.toSorted((a, b) => a.code - b.code))
    console.log(`${output}\n${name}: ${code === 0 ? "passed" : "FAILED"}\n`);
  process.exitCode = Math.max(...codes.map(({ code }) => code));
}

/** Resolves with its exit code, 1 where a signal ended it. */
function vitest(options: string[], hear: (text: string) => unknown): Promise<number> {
  const child = spawn("vitest", ["run", ...options], { stdio: ["inherit", "pipe", "pipe"], shell: false });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", hear);
  return new Promise((resolve, reject) => child.on("error", reject).on("close", (code) => resolve(code ?? 1)));
}
