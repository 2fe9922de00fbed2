import { abortAllDurableObjects, reset } from "cloudflare:test";
import { afterEach, beforeAll } from "vitest";
import { backToNow } from "./fake-engine.ts";

// What the last file's objects were about to put must not be found by this one's.
beforeAll(async () => {
  await abortAllDurableObjects();
  await reset();
});
// A test's clock is its own: one that let a month pass must not make the next one's answers a month late.
afterEach(backToNow);
