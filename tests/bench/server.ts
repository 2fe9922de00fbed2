import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Replica } from "../../src/replica/values.ts";

export interface Parts {
  /** Paths of the bundled modules. */
  service: string;
  control: string;
  kv: string;
  values: Record<string, Replica>;
  vars: Record<string, string>;
  compatibilityDate: string;
  compatibilityFlags: string[];
}

export interface Server {
  /** Ports on loopback. */
  ports: { service: number; control: number };
  stop(): Promise<void>;
}

const START_MS = 20_000;

/** Service, control and an in-memory KV in one plain `workerd serve`, on free ports. */
export async function startServer(parts: Parts, folder: string): Promise<Server> {
  const config = join(folder, "bench.capnp");
  await writeFile(config, configOf(parts, folder));
  const workerd = createRequire(import.meta.url)("workerd").default as string;
  const child = spawn(workerd, ["serve", config, "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, "exit");
  };
  try {
    return { ports: await portsOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** workerd writes a line of JSON per socket that listens. */
async function portsOf(child: ChildProcess): Promise<Server["ports"]> {
  const timer = setTimeout(() => child.kill(), START_MS);
  const ports = new Map<string, number>();
  try {
    for await (const line of createInterface(child.stdio[3] as Readable)) {
      const { event, socket, port } = JSON.parse(line) as { event: string; socket: string; port: number };
      if (event === "listen") ports.set(socket, port);
      const [service, control] = [ports.get("service"), ports.get("control")];
      if (service !== undefined && control !== undefined) return { service, control };
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error("workerd ended before it listened");
}

function configOf(parts: Parts, folder: string): string {
  const { service, control, kv, values, vars, compatibilityDate, compatibilityFlags } = parts;
  const text = JSON.stringify; // Cap'n Proto's text has the same escapes for what occurs here.
  const date = `compatibilityDate = ${text(compatibilityDate)}`;
  const flags = `compatibilityFlags = [${compatibilityFlags.map((flag) => text(flag)).join(", ")}]`;
  const module = (path: string) => `modules = [(name = "index.js", esModule = embed ${text(relative(folder, path))})]`;
  const listen = (name: string) => `(name = "${name}", address = "127.0.0.1:0", http = (), service = "${name}")`;
  const bindings = Object.entries(vars).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`);
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "service", worker = .service), (name = "control", worker = .control), (name = "kv", worker = .kv)],
  sockets = [${listen("service")}, ${listen("control")}],
);
const service :Workerd.Worker = (
  ${module(service)}, ${date}, ${flags},
  bindings = [
    (name = "KV", kvNamespace = "kv"),
    (name = "NEWSROOM", durableObjectNamespace = "Newsroom"),
    (name = "EDITION", durableObjectNamespace = "Edition"),
    # A stub without limit(): a request that missed KV would fail, and the bench with it.
    (name = "MISS_LIMIT", json = "{}"),
    (name = "AUTH_LIMIT", json = "{}"),
    ${bindings.join(", ")}
  ],
  durableObjectNamespaces = [
    (className = "Newsroom", uniqueKey = "newsroom", enableSql = true),
    (className = "Edition", uniqueKey = "edition", enableSql = true),
  ],
  durableObjectStorage = (inMemory = void),
);
const control :Workerd.Worker = (
  ${module(control)}, ${date}, ${flags},
  bindings = [(name = "KV", kvNamespace = "kv")],
);
const kv :Workerd.Worker = (
  ${module(kv)}, ${date}, ${flags},
  bindings = [(name = "VALUES", json = ${text(JSON.stringify(values))})],
);
`;
}
