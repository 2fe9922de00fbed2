import { connect, type Socket } from "node:net";

export interface Request {
  /** On loopback. */
  port: number;
  /** `{n}` in it is another number with each request, of `DISTINCT`. */
  path: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  /** Bytes of the body. */
  length: number;
}

const CONCURRENCY = 32;
/** Enough different articles that no isolate can have kept them all from the last time around. */
export const DISTINCT = 700;

/** A number's place in `{n}`: always as long, so that all answers are. */
export const numbered = (n: number) => String(n).padStart(4, "0");
let next = 0;

/**
 * Requests a second over keep-alive connections, one request under way on each.
 * @throws Error when an answer is not the one expected: what fails fast is not fast
 */
export async function measure(request: Request, expected: Answer, milliseconds: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: CONCURRENCY }, () => Connection.open(request)));
  const start = performance.now();
  const counts = await Promise.all(connections.map((connection) => connection.run(expected, start + milliseconds)));
  const seconds = (performance.now() - start) / 1000;
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

/**
 * A bare HTTP/1.1 client: it shares the machine with what it measures, so it does the least it
 * can. It knows only bodies whose length is announced.
 */
class Connection {
  readonly #socket: Socket;
  readonly #request: string;

  private constructor(socket: Socket, request: string) {
    this.#socket = socket;
    this.#request = request;
  }

  static async open({ port, path, headers = {} }: Request): Promise<Connection> {
    const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const text = `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: */*\r\n${fields.join("")}\r\n`;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const socket = connect({ port, host: "127.0.0.1", noDelay: true }, resolve).once("error", reject);
    await promise;
    return new Connection(socket, text);
  }

  /** Sends the request again and again until `end`; resolves with the number of answers, and closes. */
  run(expected: Answer, end: number): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    let count = 0;
    let head = "";
    let missing = -1;
    this.#socket.on("error", reject).on("close", () => reject(new Error("the server closed a connection")));
    this.#socket.on("data", (chunk: Buffer) => {
      let bodyBytes = chunk.length;
      if (missing < 0) {
        head += chunk.toString("latin1");
        const headEnd = head.indexOf("\r\n\r\n");
        if (headEnd < 0) return;
        bodyBytes = head.length - headEnd - 4;
        const answer = answerOf(head.slice(0, headEnd));
        if (answer.status !== expected.status || answer.length !== expected.length) {
          reject(new Error(`${this.#request.split("\r\n", 1)[0]}: ${JSON.stringify({ expected, answer })}`));
          return void this.#socket.destroy();
        }
        missing = answer.length;
        head = "";
      }
      missing -= bodyBytes;
      if (missing > 0) return;
      missing = -1;
      count++;
      if (performance.now() < end) return this.#send();
      resolve(count);
      this.#socket.destroy();
    });
    this.#send();
    return promise;
  }

  #send(): void {
    this.#socket.write(this.#request.replace("{n}", () => numbered(next++ % DISTINCT)));
  }
}

function answerOf(head: string): Answer {
  const status = Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length));
  if (status === 304) return { status, length: 0 };
  return { status, length: Number(/\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN) };
}
