import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { PROJECT, wranglerCommand, wranglerEnvironment } from "./project.ts";
import { passOn } from "./worker-output.ts";

/** How long wrangler may take to stop its workerd before both are killed, milliseconds. */
const STOP_WITHIN_MS = 5_000;
const POLL_EVERY_MS = 100;

export interface DevServerOptions {
  port: number;
  origin: string;
  stateDirectory: string;
  envFile: string;
}

/** `wrangler dev` as a child process with everything that it starts. */
export class DevServer {
  /** Its exit code, when it has ended; 1 where a signal ended it. */
  readonly ended: Promise<number>;
  readonly #child: ChildProcess;
  #running = true;

  constructor({ port, origin, stateDirectory, envFile }: DevServerOptions) {
    const args = wranglerCommand(
      ...["dev", "--port", String(port), "--persist-to", stateDirectory, "--env-file", envFile],
      ...["--var", `PUBLIC_ORIGIN:${origin}`],
      // 0 is a free port, so that two servers can run side by side.
      ...["--inspector-port", "0", "--show-interactive-dev-session=false", "--log-level", "warn"],
    );
    this.#child = spawn(process.execPath, args, {
      cwd: PROJECT,
      env: {
        ...wranglerEnvironment(),
        ...(process.stderr.isTTY && { FORCE_COLOR: "1" }), // Wrangler itself writes to a pipe.
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: "true", // --env-file is read only then…
        CLOUDFLARE_INCLUDE_PROCESS_ENV: "false", // … and nothing but it.
        WRANGLER_WRITE_LOGS: "false",
        WRANGLER_REGISTRY_PATH: join(stateDirectory, "registry"), // Servers side by side do not see each other.
      },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own: Ctrl-C reaches us alone, and we stop wrangler before its workerd, not with it.
      detached: process.platform !== "win32",
    });
    const { stdout, stderr } = this.#child;
    if (stdout) void passOn(stdout, process.stdout);
    if (stderr) void passOn(stderr, process.stderr);
    this.ended = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        console.error(`wrangler cannot be started: ${error.message}`);
        this.#running = false;
        resolve(1);
      });
      this.#child.once("exit", (code) => {
        this.#running = false;
        resolve(code ?? 1);
      });
    });
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /**
   * Waits until `/health` answers.
   * @returns what is wrong, or null once the Worker is up
   */
  async ready(origin: string, withinMs: number): Promise<string | null> {
    const deadline = Date.now() + withinMs;
    while (this.#running) {
      const answer = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(withinMs) }).catch(() => null);
      if (answer?.ok) return null;
      if (answer !== null) return `The Worker is up, but /health answers ${answer.status}: ${await answer.text()}`;
      if (Date.now() > deadline) return `The Worker did not answer within ${withinMs / 1000} seconds.`;
      await new Promise((resolve) => setTimeout(resolve, POLL_EVERY_MS));
    }
    return "The Worker did not start.";
  }

  /** Stops wrangler and its children, and waits for it. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#child.kill("SIGTERM");
    const late = setTimeout(() => this.killAll(), STOP_WITHIN_MS);
    await this.ended;
    clearTimeout(late);
    this.killAll(); // Whatever of the group outlived wrangler.
  }

  /** The last resort: ends the whole process group at once. */
  killAll(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // Nothing is left of it.
    }
  }
}
