import type { AppContext } from "./context.ts";

/** The name under which a write is recorded. */
export function authorOf(c: AppContext): string {
  return c.get("author").name;
}
