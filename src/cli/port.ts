import { createServer } from "node:net";

/** Whether a port can be listened on at every address that `localhost` means; else why not. */
export async function portFault(port: number): Promise<string | null> {
  for (const host of ["127.0.0.1", "::1"]) {
    const code = await bindFault(port, host);
    if (code === "EADDRINUSE") {
      return `Port ${port} is taken by another program. Stop it, or run beside it with a port and a state of its own: npm start -- --port ${port + 1} --persist-to .wrangler/state-${port + 1}`;
    }
    if (code === "EACCES") return `Port ${port} needs more rights than yours. Ports from 1024 do not.`;
    // Any other: this machine lacks the address (no IPv6, say), and the server will not use it.
  }
  return null;
}

function bindFault(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
