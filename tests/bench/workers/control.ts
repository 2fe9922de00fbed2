import { type Context, Hono } from "hono";

type ControlEnv = { Bindings: { KV: KVNamespace } };

const JSON_TYPE = { "content-type": "application/json" };

/**
 * What the service is measured against: the least that a Worker with Hono does. It reads the value
 * and metadata of one KV key, which its path names, and returns the value.
 */
const control = new Hono<ControlEnv>();

control.get("/text/*", async (c) => {
  const { value } = await c.env.KV.getWithMetadata(keyOf(c), { type: "text", cacheTtl: 30 });
  return value === null ? c.notFound() : c.body(value, 200, JSON_TYPE);
});

/** Bytes handed on unread: what no route that makes something of its value can reach. */
control.get("/stream/*", async (c) => {
  const { value } = await c.env.KV.getWithMetadata(keyOf(c), { type: "stream", cacheTtl: 30 });
  return value === null ? c.notFound() : c.body(value, 200, JSON_TYPE);
});

function keyOf(c: Context<ControlEnv>): string {
  return c.req.path.slice(c.req.path.indexOf("/", 1) + 1);
}

export default control;
