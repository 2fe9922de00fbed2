// @ts-check
import { ask } from "./api.js";

/** @typedef {import("./api.js").Problem} Problem */
/** @typedef {{ name: string, scopes: string[] }} Me */

/**
 * Who is signed in, for as long as this page is open. The token is in this module's memory alone: in no cookie (so no
 * other site can make a request with it), no storage, no address.
 *
 * @type {string | null}
 */
let token = null;

/** @type {Me | null} */
let me = null;

/** What was typed and not saved yet, by article, language and place; it outlives a view, and a token that is refused. */
export const drafts = /** @type {Map<string, string>} */ (new Map());

/** @type {{ editions: string[], source: string }} */
export let publication = { editions: [], source: "" };

/** Called when the API no longer takes the token. */
let onRefused = () => {};

/** @param {() => void} listener */
export function whenRefused(listener) {
  onRefused = listener;
}

export const whoAmI = () => me;

/** Whether the token may do what needs a scope. @param {string} scope */
export function may(scope) {
  return me !== null && (me.scopes.includes("admin") || me.scopes.includes(scope));
}

/**
 * Null when it is done; the problem where the token is none.
 *
 * @param {string} given
 * @returns {Promise<Problem | null>}
 */
export async function signIn(given) {
  /** @type {import("./api.js").Answer<Me>} */
  const answer = await ask(given, "GET", "/api/me");
  if (!answer.ok) return answer.problem;
  /** @type {import("./api.js").Answer<{ editions: string[], source_language: string }>} */
  const health = await ask(null, "GET", "/health");
  if (!health.ok) return health.problem;
  publication = { editions: health.value.editions, source: health.value.source_language };
  token = given;
  me = answer.value;
  return null;
}

export function signOut() {
  token = null;
  me = null;
}

/**
 * A request as who is signed in.
 *
 * @template T
 * @param {string} method
 * @param {string} path
 * @param {{ body?: object, ifMatch?: string | null }} [sent]
 * @returns {Promise<import("./api.js").Answer<T>>}
 */
export async function request(method, path, sent) {
  /** @type {import("./api.js").Answer<T>} */
  const answer = await ask(token, method, path, sent);
  if (!answer.ok && answer.problem.status === 401) {
    signOut();
    onRefused();
  }
  return answer;
}
