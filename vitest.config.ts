import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { shippedDeepL } from "./tests/worker/support/shipped-deepl.ts";

export default defineConfig({
  test: {
    projects: [
      {
        // Pure code, and what each clause of a specification asks of it.
        test: {
          name: "unit",
          environment: "node",
          include: ["tests/{unit,conformance}/**/*.test.ts"],
          setupFiles: ["tests/unit/shipped-axios.ts"],
          testTimeout: 30_000,
        },
      },
      {
        // Objects, KV, alarms and HTTP, inside workerd. Engines are set by each test.
        plugins: [
          shippedDeepL(),
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                EDITOR_TOKEN: "a-token-for-tests-only",
                PUBLIC_ORIGIN: "https://news.example",
                // A developer's .dev.vars must not make a test spend money.
                DEEPL_API_KEY: "",
                DEEPL_API_URL: "",
              },
            },
          }),
        ],
        test: {
          name: "worker",
          include: ["tests/worker/**/*.test.ts"],
          globalSetup: ["tests/worker/support/engine-server.ts"],
          setupFiles: ["tests/worker/support/setup.ts"],
          // A machine that does other things too is slow, not wrong.
          testTimeout: 30_000,
          // One at a time: files that are not isolated share one storage.
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        // The real server, from the real command.
        test: {
          name: "e2e",
          environment: "node",
          include: ["tests/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
