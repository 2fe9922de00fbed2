import { connect } from "node:net";

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** `HTTP/1.0 200 OK`. */
  status: string;
  /** Names in lower case. */
  headers: Map<string, string>;
  body: string;
}

/** Sends exactly these lines, and takes what comes until the server hangs up. */
export function rawRequest(url: string, lines: string[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) });
    const chunks: Buffer[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("end", () => {
      const [head = "", ...rest] = String(Buffer.concat(chunks)).split("\r\n\r\n");
      const [status = "", ...fields] = head.split("\r\n");
      const headers = new Map(
        fields.map((field): [string, string] => {
          const colon = field.indexOf(":");
          return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
        }),
      );
      resolve({ status, headers, body: rest.join("\r\n\r\n") });
      socket.destroy();
    });
    socket.write([...lines, "", ""].join("\r\n"), "latin1");
  });
}
