import { listDurableObjectIds, reset, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";

/**
 * Deletes everything that the objects and KV hold. `reset` alone deletes only what is in memory: an object
 * that was aborted or evicted, KV's own among them, keeps its storage. So each is woken first.
 */
export async function wipe(): Promise<void> {
  for (const namespace of [env.NEWSROOM, env.EDITION] as DurableObjectNamespace[])
    for (const id of await listDurableObjectIds(namespace))
      await runInDurableObject(namespace.get(id), () => undefined).catch(() => undefined);
  await env.KV.list({ limit: 1 });
  await reset();
}
