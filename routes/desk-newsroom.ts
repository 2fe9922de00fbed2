import type { AppContext } from "./context.ts";

/** The one Newsroom. */
export function newsroom(c: AppContext) {
  return c.env.NEWSROOM.getByName("newsroom");
}
