import { retryAfterMs } from "./retry-after.ts";

/** What deepl-node asks for. */
interface Request {
  baseURL: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Longest wait for the whole answer, milliseconds. */
  timeout: number;
  data?: URLSearchParams | object;
  params?: URLSearchParams;
}

/** What it reads of the answer; it throws for no status. */
interface Answer {
  status: number;
  data: string;
  headers: Record<string, string>;
}

/** A connection that failed; deepl-node and our adapter read the code. */
class ConnectionFault extends Error {
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

/**
 * An error's status with the pause that came with it. deepl-node drops headers, so it travels as a
 * fault, which the library hands on whole.
 */
export class AskedToWait extends Error {
  /** What it is known by, from whatever bundle it comes. */
  readonly code = "ERR_RETRY_AFTER";
  readonly status: number;
  /** Milliseconds. */
  readonly retryAfterMs: number;

  constructor(status: number, waitMs: number) {
    super(`status ${status}, and a wait of ${waitMs} ms`);
    this.status = status;
    this.retryAfterMs = waitMs;
  }
}

/**
 * In the place of the package `axios` (wrangler.toml, `[alias]`): all of it that deepl-node uses, on
 * fetch, which it would come down to anyway; 21 KiB of the bundle. No redirect is followed: the
 * key belongs to one host.
 */
async function request({ baseURL, url, method, headers, timeout, data, params }: Request): Promise<Answer> {
  const query = params === undefined ? "" : `?${params}`;
  const address = `${baseURL.replace(/\/+$/, "")}/${url.replace(/^\/+/, "")}${query}`;
  const body = data === undefined || data instanceof URLSearchParams ? data : JSON.stringify(data);
  try {
    const signal = AbortSignal.timeout(timeout);
    const answer = await fetch(address, { method, headers, redirect: "manual", signal, ...(body && { body }) });
    const text = await answer.text();
    const wait = answer.status < 400 ? null : retryAfterMs(answer.headers.get("retry-after"), Date.now());
    if (wait !== null) throw new AskedToWait(answer.status, wait);
    return { status: answer.status, data: text, headers: {} };
  } catch (error) {
    throw error instanceof AskedToWait ? error : faultOf(error as Error, timeout);
  }
}

function faultOf(error: Error, timeout: number): ConnectionFault {
  if (error.name === "TimeoutError") return new ConnectionFault(`timeout of ${timeout}ms exceeded`, "ECONNABORTED");
  const cause = error.cause as { code?: string; message?: string } | undefined;
  const message = [error.message, cause?.message].filter(Boolean).join(": ");
  return new ConnectionFault(message, cause?.code ?? "ERR_NETWORK");
}

export default { create: () => ({ request }) };
