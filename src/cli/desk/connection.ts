import { fail, ok, type Result } from "../../articles/result.ts";
import { effectiveSecrets, textOf } from "../dev-vars.ts";
import { isLoopback } from "../loopback.ts";

/** Where `npm start` serves. */
const DEFAULT_URL = "http://localhost:8787";

/** The service to talk to, and the token that opens its desk. */
export interface Connection {
  origin: string;
  token: string;
  /** Where the token was found, for people. */
  tokenFrom: string;
}

/**
 * `--url`, else DRAGOMAN_URL, else this machine's service; DRAGOMAN_TOKEN, else EDITOR_TOKEN, else that of `.dev.vars`.
 * A token goes over plain http to this machine only.
 */
export function connectionOf(
  given: string | undefined,
  environment: Record<string, string | undefined>,
  devVars: string,
): Result<Connection, string> {
  const text = given ?? (environment["DRAGOMAN_URL"] || DEFAULT_URL);
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) {
    return fail(`${text} is no origin such as https://news.example or ${DEFAULT_URL}`);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return fail(`${url.origin}: the token is sent over https only, except to this machine`);
  }
  const { token, tokenFrom } = tokenOf(environment, devVars);
  if (!token) {
    return fail(
      "No token: set DRAGOMAN_TOKEN, or EDITOR_TOKEN in the environment or in .dev.vars (npm start writes one)",
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) return fail("The token has characters that no HTTP header can carry");
  return ok({ origin: url.origin, token, tokenFrom });
}

function tokenOf(environment: Record<string, string | undefined>, devVars: string) {
  const { DRAGOMAN_TOKEN, EDITOR_TOKEN } = environment;
  if (DRAGOMAN_TOKEN) return { token: DRAGOMAN_TOKEN, tokenFrom: "DRAGOMAN_TOKEN" };
  const token = effectiveSecrets(textOf(devVars), environment)["EDITOR_TOKEN"];
  return { token, tokenFrom: EDITOR_TOKEN === undefined ? `EDITOR_TOKEN in ${devVars}` : "EDITOR_TOKEN" };
}
