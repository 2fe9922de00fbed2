import type * as z from "zod";
import { fail, ok, type Result } from "../../articles/result.ts";
import type { Connection } from "./connection.ts";
import { type Failure, mayPass, ProblemSchema } from "./failure.ts";

/** Tries of one request before its failure is reported. */
export const MOST_TRIES = 5;
/** Longest pause, in seconds, that is waited out rather than reported. */
const LONGEST_PAUSE_S = 300;
/** Statuses by which a service, or what stands before it, says that another try makes sense. */
const BUSY = new Set([429, 502, 503, 504, 522, 523, 524]);
/** A 503 that no waiting mends: the service has no token at all. */
const CLOSED = "urn:dragoman:problem:desk-closed";

export interface Ask {
  method?: string;
  /** JSON where it is no bytes. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Whether the same request may be sent again where nobody knows what became of it; true unless said. */
  repeatable?: boolean;
}

/** An answer, read whole. */
export interface Read {
  bytes: Buffer;
  headers: Headers;
  status: number;
}

export interface ServiceOptions {
  fetch: typeof fetch;
  /** Resolves after that many milliseconds, or at once when `stop` is aborted. */
  sleep(milliseconds: number, stop: AbortSignal): Promise<void>;
  now(): number;
  stop: AbortSignal;
}

/** The desk's API, as a client sees it: expected failures are values, and what may pass is tried again. */
export class Service {
  readonly #connection: Connection;
  readonly #options: ServiceOptions;
  /** A service that never answered is not there; one that has answered may be starting again. */
  #hasAnswered = false;

  constructor(connection: Connection, options: ServiceOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  get origin(): string {
    return this.#connection.origin;
  }

  /** An answer with a status below 300, read whole; tried again as long as that makes sense. */
  async read(path: string, ask: Ask = {}): Promise<Result<Read, Failure>> {
    for (let tries = 1; ; tries++) {
      const answer = await this.#readOnce(path, ask);
      if (answer.ok) return answer;
      if (answer.error.kind === "unreachable" && ask.repeatable === false) return answer;
      const last = await this.pause(answer.error, tries);
      if (last !== null) return fail(last);
    }
  }

  /** Like `read`, its answer JSON of this shape; `text` is that JSON as it came. */
  async json<T>(
    path: string,
    schema: z.ZodType<T>,
    ask: Ask = {},
  ): Promise<Result<{ value: T; text: string }, Failure>> {
    const answer = await this.read(path, ask);
    if (!answer.ok) return answer;
    const text = answer.value.bytes.toString("utf8");
    try {
      const parsed = schema.safeParse(JSON.parse(text));
      if (parsed.success) return ok({ value: parsed.data, text });
    } catch {
      // Reported below, as JSON of another shape is.
    }
    return fail({ kind: "garbled", url: this.origin + path, what: "the answer is not the JSON that was asked for" });
  }

  /** One request, never repeated; its answer is yet to be read. */
  async once(path: string, { method = "GET", body, headers = {} }: Ask): Promise<Result<Response, Failure>> {
    const { origin, token } = this.#connection;
    const isBytes = body instanceof Uint8Array;
    let response: Response;
    try {
      response = await this.#options.fetch(origin + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && !isBytes && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
        redirect: "manual", // The token is for this origin.
        signal: this.#options.stop,
      });
    } catch (error) {
      return fail(this.lost(error));
    }
    this.#hasAnswered = true;
    return response.status < 300 ? ok(response) : fail(await this.#failureOf(response));
  }

  /** A connection that failed or broke off, as a failure. */
  lost(error: unknown): Failure {
    if (this.#options.stop.aborted) return { kind: "interrupted" };
    const cause = (error as { cause?: { code?: string; message?: string } }).cause;
    return { kind: "unreachable", url: this.origin, code: cause?.code ?? cause?.message ?? (error as Error).message };
  }

  /** Waits before try `tries` + 1. Where there is to be none: the failure to report. */
  async pause(failure: Failure, tries: number): Promise<Failure | null> {
    if (!mayPass(failure) || tries >= MOST_TRIES || !this.#hasAnswered) return failure;
    const asked = failure.kind === "busy" ? failure.after : null;
    if (asked !== null && asked > LONGEST_PAUSE_S) return failure;
    const { sleep, stop } = this.#options;
    await sleep((asked ?? 2 ** (tries - 1)) * 1_000, stop);
    return stop.aborted ? { kind: "interrupted" } : null;
  }

  async #readOnce(path: string, ask: Ask): Promise<Result<Read, Failure>> {
    const answer = await this.once(path, ask);
    if (!answer.ok) return answer;
    const { headers, status } = answer.value;
    try {
      return ok({ bytes: Buffer.from(await answer.value.arrayBuffer()), headers, status });
    } catch (error) {
      return fail(this.lost(error)); // It broke off half-way.
    }
  }

  async #failureOf(response: Response): Promise<Failure> {
    const { status } = response;
    if (status < 400) {
      await response.body?.cancel().catch(() => {});
      return { kind: "moved", url: this.origin, to: response.headers.get("location") ?? "nowhere" };
    }
    const problem = ProblemSchema.safeParse(await json(response)).data ?? ProblemSchema.parse({});
    if (problem.title === "") problem.title = response.statusText;
    if (!BUSY.has(status) || problem.type === CLOSED) {
      const { tokenFrom } = this.#connection;
      return { kind: "refused", status, problem, ...(status === 401 && { tokenFrom }) };
    }
    return { kind: "busy", status, problem, after: this.#retryAfter(response.headers.get("retry-after")) };
  }

  /** Seconds, of a Retry-After in either form (RFC 9110 §10.2.3). */
  #retryAfter(value: string | null): number | null {
    if (value === null) return null;
    if (/^\s*\d+\s*$/.test(value)) return Number(value);
    const seconds = (Date.parse(value) - this.#options.now()) / 1_000;
    return Number.isNaN(seconds) ? null : Math.max(0, Math.ceil(seconds));
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null; // An intermediary's HTML, say: the status alone has to speak.
  }
}
