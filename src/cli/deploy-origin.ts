import { fail, ok, type Result } from "../articles/result.ts";
import { isLoopback } from "./loopback.ts";

/** The origin to deploy with, or why readers could not reach it. */
export function deployOrigin(configured: string, override: string | undefined): Result<string, string> {
  const given = override ?? configured;
  const what = override === undefined ? `PUBLIC_ORIGIN in wrangler.toml is ${given}` : `--origin is ${given}`;
  const url = URL.parse(given);
  if (url === null || url.origin !== given.replace(/\/$/, ""))
    return fail(`${what}: it is no origin such as https://news.example`);
  if (url.hostname.endsWith(".localhost") || isLoopback(url.hostname)) {
    return fail(`${what}: every URL in pages and feeds would lead readers to their own machines`);
  }
  if (url.protocol !== "https:") return fail(`${what}: a deployed Worker is served over https`);
  return ok(url.origin);
}
