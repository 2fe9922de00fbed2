import { afterEach, beforeAll } from "vitest";
import { backToNow } from "./fake-engine.ts";
import { wipe } from "./wipe.ts";

// Files share one storage: each finds it empty.
beforeAll(wipe);
// A test's clock is its own: one that let a month pass must not make the next one's answers a month late.
afterEach(backToNow);
