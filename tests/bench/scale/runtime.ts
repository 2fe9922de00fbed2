import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Measured, StatementCount } from "./worker.ts";

export interface RuntimeParts {
  /** Path of the bundled module. */
  worker: string;
  /** Where KV answers: host and port. */
  kv: string;
  vars: Record<string, string>;
  compatibilityDate: string;
  compatibilityFlags: string[];
  /** For a debugger or a profiler; null for none. */
  inspector: string | null;
}

const START_MS = 30_000;
/** Of /proc: clock ticks a second. */
const TICKS = 100;

/** The service on plain `workerd serve`, its objects' databases in files. */
export class Runtime {
  readonly origin: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  static async start(parts: RuntimeParts, folder: string): Promise<Runtime> {
    await mkdir(join(folder, "objects"), { recursive: true });
    const config = join(folder, "scale.capnp");
    await writeFile(config, configOf(parts, folder));
    const workerd = createRequire(import.meta.url)("workerd").default as string;
    const inspector = parts.inspector === null ? [] : [`--inspector-addr=${parts.inspector}`];
    const child = spawn(workerd, ["serve", config, "--control-fd=3", ...inspector], {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    return new Runtime(child, await originOf(child));
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill();
    await once(this.#child, "exit");
  }

  /** Processor time so far, milliseconds: the Worker's and its objects', not KV's. */
  async cpu(): Promise<number> {
    const stat = await readFile(`/proc/${this.#child.pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
  }

  /** Most memory that it ever held, MiB. */
  async mostMemory(): Promise<number> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, "latin1");
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
  }

  /** Statements since the last time, the most expensive first. */
  async statements(): Promise<StatementCount[]> {
    const { statements } = await this.#measured();
    return statements.sort((a, b) => b.read + b.written - a.read - a.written);
  }

  /** Bytes of each object's database. */
  async sizes(): Promise<Record<string, number>> {
    return (await this.#measured()).sizes;
  }

  async #measured(): Promise<Measured> {
    return (await (await fetch(`${this.origin}/bench`)).json()) as Measured;
  }
}

async function originOf(child: ChildProcess): Promise<string> {
  const timer = setTimeout(() => child.kill(), START_MS);
  try {
    for await (const line of createInterface(child.stdio[3] as Readable)) {
      const { event, port } = JSON.parse(line) as { event: string; port: number };
      if (event === "listen") return `http://127.0.0.1:${port}`;
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error("workerd ended before it listened");
}

function configOf(parts: RuntimeParts, folder: string): string {
  const { worker, kv, vars, compatibilityDate, compatibilityFlags } = parts;
  const text = JSON.stringify; // Cap'n Proto's text has the same escapes for what occurs here.
  const bindings = Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "service", worker = .service),
    (name = "kv", external = (address = ${text(kv)}, http = ())),
    (name = "objects", disk = (path = ${text(join(folder, "objects"))}, writable = true)),
    (name = "loopback", network = (allow = ["local"])),
  ],
  sockets = [(name = "service", address = "127.0.0.1:0", http = (), service = "service")],
);
const service :Workerd.Worker = (
  modules = [(name = "index.js", esModule = embed ${text(relative(folder, worker))})],
  compatibilityDate = ${text(compatibilityDate)},
  compatibilityFlags = [${compatibilityFlags.map((flag) => text(flag)).join(", ")}],
  bindings = [
    (name = "KV", kvNamespace = "kv"),
    (name = "NEWSROOM", durableObjectNamespace = "Newsroom"),
    (name = "EDITION", durableObjectNamespace = "Edition"),
    ${bindings.join(", ")}
  ],
  durableObjectNamespaces = [
    (className = "Newsroom", uniqueKey = "newsroom", enableSql = true),
    (className = "Edition", uniqueKey = "edition", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "objects"),
  globalOutbound = "loopback",
);
`;
}
