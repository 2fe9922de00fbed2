import { runInDurableObject } from "cloudflare:test";
import type { Newsroom } from "../../../src/newsroom/newsroom.ts";
import { newsroom } from "./desk.ts";

/** Makes it a time for the Newsroom, RFC 3339, and lets it do what is then due. */
export async function becomes(time: string): Promise<void> {
  await runInDurableObject(newsroom(), async (instance: Newsroom) => {
    instance.now = () => Date.parse(time);
    await instance.alarm();
  });
}

/** Rows of the Newsroom's database. */
export function rows(query: string, ...bindings: SqlStorageValue[]): Promise<Record<string, SqlStorageValue>[]> {
  return runInDurableObject(newsroom(), (_: Newsroom, state) => state.storage.sql.exec(query, ...bindings).toArray());
}

/** What an edition would be told from the start of the log. */
export async function told(): Promise<{ slug: string; isPublic: boolean; sequence: number }[]> {
  const { changes } = await runInDurableObject(newsroom(), (instance: Newsroom) => instance.changesSince(null));
  return changes.map(({ slug, article, sequence }) => ({ slug, isPublic: article !== null, sequence }));
}
