import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** The service as its README starts it, in a process of its own. */
export interface Server {
  url: string;
  output(): string;
  /** Ctrl-C; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** The service on a port of its own, once it answers. */
export async function start(
  persistTo: string,
  env: Record<string, string> = {},
  flags: string[] = [],
): Promise<Server> {
  const port = await freePort();
  // What `npm start` runs, without npm in between: npm tells of a Ctrl-C as of a crash.
  const child = spawn(
    process.execPath,
    ["src/cli/start.ts", "--port", String(port), "--persist-to", persistTo, ...flags],
    {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const url = `http://localhost:${port}`;
  await answering(child, url, () => output);
  return { url, output: () => output, stop: () => stopped(child) };
}

async function answering(child: ChildProcess, url: string, output: () => string): Promise<void> {
  for (const deadline = Date.now() + 90_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output()}`);
    const isUp = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`npm start did not answer:\n${output()}`);
}

/** What a terminal's Ctrl-C does: SIGINT to the whole process group. */
function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once("exit", resolve);
    process.kill(-(child.pid as number), "SIGINT");
  });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}
