import type { AppContext } from "./context.ts";

/** The name under which a write is recorded. */
export function authorOf(_c: AppContext): string {
  return "editor";
}
