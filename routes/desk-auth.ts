import type { MiddlewareHandler } from "hono";
import { fail, ok, type Result } from "../src/articles/result.ts";
import { bearerToken, isSameSecret } from "../src/http/bearer.ts";
import { BRAKED_SECONDS, FailureBrake } from "../src/http/failure-brake.ts";
import { type Problem, problemResponse } from "../src/http/problem.ts";
import { type Author, EDITOR } from "../src/newsroom/author.ts";
import { tokenId } from "../src/newsroom/token-text.ts";
import { type AppContext, type AppEnv, clientOf, coloCache, configOf } from "./context.ts";
import { newsroom } from "./desk-newsroom.ts";

const REALM = 'Bearer realm="desk"';
const HOW = "Send `Authorization: Bearer` with one of the desk's tokens.";

/** Lets nobody past without a token, and notes whose it is. */
export const authenticated: MiddlewareHandler<AppEnv> = async (c, next) => {
  const author = await authorFrom(c);
  if (!author.ok) return problemResponse(author.error);
  c.set("author", author.value);
  await next();
};

/**
 * Whose token the request carries. EDITOR_TOKEN is compared first, so that no brake and no outage
 * of the Newsroom locks its holder out; without one the desk is closed to everybody.
 */
async function authorFrom(c: AppContext): Promise<Result<Author, Problem>> {
  const { editorToken } = configOf(c);
  if (editorToken === null) return fail(closed());
  const field = c.req.header("authorization") ?? "";
  const token = bearerToken(field);
  if (token !== null && isSameSecret(token, editorToken)) return ok(EDITOR);
  if (token === null && isSameSecret(field.replace(/^Bearer +/i, ""), editorToken)) return fail(unsendable());
  // Who shows no credentials tries none: that is no failure to count.
  if (field === "") return fail(unauthorized(REALM, HOW));
  const brake = new FailureBrake(c.env.AUTH_LIMIT, coloCache());
  const client = clientOf(c);
  if (await brake.holds(client)) return fail(braked());
  const author = token === null || tokenId(token) === null ? null : await named(c, token);
  if (author !== null) return ok(author);
  if (await brake.pull(client)) return fail(braked());
  // RFC 6750 §3.1: an error is named only to who sent a token.
  if (token === null) return fail(unauthorized(REALM, HOW));
  return fail(unauthorized('Bearer error="invalid_token"', "This is none of the desk's tokens, or no longer one."));
}

async function named(c: AppContext, token: string): Promise<Author | null> {
  return (await newsroom(c).authenticate(token)) as Author | null;
}

function closed(): Problem {
  const detail = "Set EDITOR_TOKEN: `wrangler secret put EDITOR_TOKEN`, or locally in .dev.vars.";
  return { kind: "desk-closed", detail };
}

/** RFC 6750 §2.1: what a token may consist of. */
function unsendable(): Problem {
  const detail = "EDITOR_TOKEN may have letters, digits and -._~+/ only, and = at its end. Set another.";
  return { kind: "desk-closed", detail };
}

function unauthorized(challenge: string, detail: string): Problem {
  return { kind: "unauthorized", detail, headers: { "www-authenticate": challenge } };
}

function braked(): Problem {
  const detail = "Too many wrong tokens came from this address. Wait a minute.";
  return { kind: "rate-limited", detail, retryAfter: BRAKED_SECONDS };
}
