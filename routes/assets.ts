import type { AppContext } from "./context.ts";
import { withoutQuery } from "./problems.ts";

/**
 * A file of `src/public/`, which is deployed beside the Worker. Who answers for it gives it a strong entity tag, and 304
 * where that fits; null where there is none.
 * @param file where it lies, if not at the URL's own path
 */
export async function asset(
  c: AppContext,
  path: string,
  headers: Record<string, string>,
  file: string = path,
): Promise<Response | null> {
  const bare = withoutQuery(c, path);
  if (bare !== null) return bare;
  const known = c.req.header("if-none-match");
  const found = await c.env.ASSETS.fetch(`https://assets.invalid${file}`, {
    headers: known === undefined ? {} : { "if-none-match": known },
  });
  if (found.status !== 200 && found.status !== 304) return null;
  const all = new Headers(found.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(found.body, { status: found.status, headers: all });
}
