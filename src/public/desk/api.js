// @ts-check

/**
 * What went wrong, as RFC 9457 tells it; `status` 0 where there was no answer.
 *
 * @typedef {object} Problem
 * @property {number} status
 * @property {string} type
 * @property {string | null} detail In English, as the API writes it.
 * @property {number | null} retryAfter Seconds.
 * @property {{ id: string, checks: Finding[] }[]} paragraphs Of a text that the checks refuse.
 * @property {string[]} errors
 */

/** @typedef {{ check: string, severity: "error" | "warning", detail: string }} Finding */

/**
 * @template T
 * @typedef {{ ok: true, value: T, etag: string | null } | { ok: false, problem: Problem }} Answer
 */

/** The longest that an answer is waited for, milliseconds. */
const PATIENCE_MS = 60_000;

/**
 * One request of the public API, and nothing else: the page has no way in of its own.
 *
 * @template T
 * @param {string | null} token Goes into the Authorization header, and nowhere else.
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, ifMatch?: string | null }} [sent]
 * @returns {Promise<Answer<T>>}
 */
export async function ask(token, method, path, { body, ifMatch } = {}) {
  /** @type {Record<string, string>} */
  const headers = { accept: "application/json, application/problem+json" };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  if (ifMatch) headers["if-match"] = ifMatch;
  try {
    const answer = await fetch(path, {
      method,
      headers,
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const json = await answer.json().catch(() => null);
    if (answer.ok && json !== null) return { ok: true, value: json, etag: answer.headers.get("etag") };
    return { ok: false, problem: problemOf(answer, json) };
  } catch {
    return { ok: false, problem: { status: 0, type: "", detail: null, retryAfter: null, paragraphs: [], errors: [] } };
  }
}

/**
 * @param {Response} answer
 * @param {any} json
 * @returns {Problem}
 */
function problemOf(answer, json) {
  const retryAfter = Number(answer.headers.get("retry-after") ?? Number.NaN);
  /** @type {{ pointer?: string, parameter?: string, detail: string }[]} */
  const errors = Array.isArray(json?.errors) ? json.errors : [];
  return {
    status: answer.status,
    type: String(json?.type ?? "").replace("urn:dragoman:problem:", ""),
    detail: typeof json?.detail === "string" ? json.detail : null,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
    paragraphs: Array.isArray(json?.paragraphs) ? json.paragraphs : [],
    errors: errors.map(({ parameter, detail }) => (parameter === undefined ? detail : `${parameter}: ${detail}`)),
  };
}
