import { afterEach } from "vitest";
import { backToNow } from "./fake-engine.ts";

// A test's clock is its own: one that let a month pass must not make the next one's answers a month late.
afterEach(backToNow);
