import { type ChildProcess, spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { runDesk, type Surroundings } from "../../../../src/cli/desk/program.ts";
import { TOKEN } from "./fake-service.ts";

export interface Ran {
  exitCode: number;
  out: string;
  err: string;
}

/** Seconds that were waited for; nobody really waits. */
export interface Run extends Ran {
  waits: number[];
}

/** Runs one command in this process, its output piped. */
export async function desk(url: string, args: string[], world: Partial<Surroundings> = {}): Promise<Run> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const waits: number[] = [];
  const ended = runDesk(args, {
    environment: { DRAGOMAN_URL: url, DRAGOMAN_TOKEN: TOKEN },
    devVars: "/nowhere/.dev.vars",
    out,
    err,
    fetch,
    sleep: async (milliseconds) => {
      waits.push(milliseconds / 1_000);
    },
    now: () => Date.parse("2026-01-01T00:00:00Z"),
    stop: new AbortController().signal,
    ...world,
  }).finally(() => {
    out.end();
    err.end();
  });
  const [exitCode, shown, told] = await Promise.all([ended, text(out), text(err)]);
  return { exitCode, out: shown, err: told, waits };
}

/** Starts the real command in a process of its own, its output piped. */
export function spawnDesk(url: string, args: string[]): { child: ChildProcess; ended: Promise<Ran> } {
  const child = spawn(process.execPath, ["src/cli/desk.ts", ...args], {
    env: { ...process.env, DRAGOMAN_URL: url, DRAGOMAN_TOKEN: TOKEN },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? -1)));
  const ended = Promise.all([exited, text(child.stdout), text(child.stderr)]).then(([exitCode, out, err]) => ({
    exitCode,
    out,
    err,
  }));
  return { child, ended };
}
