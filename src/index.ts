import { WorkerEntrypoint } from "cloudflare:workers";
import { app } from "./app.ts";
import { readConfig } from "./env.ts";

export { Edition } from "./edition/edition.ts";
export { Newsroom } from "./newsroom/newsroom.ts";

export default class extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return app.fetch(request, this.env, this.ctx);
  }

  /** Takes up new seeds, finds editions that lag, and keys of KV that differ from what objects hold. */
  override async scheduled(): Promise<void> {
    const own = await Promise.allSettled([this.env.NEWSROOM.getByName("newsroom").sweep()]);
    const { editions } = readConfig(this.env).publication;
    const theirs = await Promise.allSettled(editions.map((lang) => this.env.EDITION.getByName(lang).sweep(lang)));
    // One object that cannot be swept keeps no other from it.
    for (const sweep of [...own, ...theirs]) {
      if (sweep.status === "rejected")
        console.error(JSON.stringify({ event: "sweep-failed", error: String(sweep.reason) }));
    }
  }

  /** Empties the platform's cache for some tags; false where there is no such cache. */
  async purge(tags: string[]): Promise<boolean> {
    const { cache } = this.ctx;
    if (cache === undefined) return false;
    const { success } = await cache.purge({ tags });
    if (!success) throw new Error("the cache refused the purge");
    return true;
  }
}
