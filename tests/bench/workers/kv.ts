import type { Replica } from "../../../src/replica/values.ts";

type Entry = { bytes: Uint8Array; headers: Record<string, string> };

const entries = new Map<string, Entry>();

/** KV in memory: answers what a runtime's KV binding asks, which is `GET /{key, encoded}?urlencoded=true…`. */
export default {
  fetch(request, env) {
    if (entries.size === 0) fill(env.VALUES);
    const path = request.url.slice(request.url.indexOf("/", "https://".length) + 1);
    const entry = entries.get(path.split("?", 1)[0] as string);
    return entry === undefined ? new Response(null, { status: 404 }) : new Response(entry.bytes, entry);
  },
} satisfies ExportedHandler<{ VALUES: Record<string, Replica> }>;

function fill(values: Record<string, Replica>): void {
  for (const [key, { value, metadata }] of Object.entries(values)) {
    const headers = { "cf-kv-metadata": JSON.stringify(metadata) };
    entries.set(encodeURIComponent(key), { bytes: new TextEncoder().encode(value), headers });
  }
}
