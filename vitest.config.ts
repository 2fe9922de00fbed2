import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

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
        },
      },
      {
        // Objects, KV, alarms and HTTP, inside workerd. Engines are set by each test.
        plugins: [
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
          // A machine that does other things too is slow, not wrong.
          testTimeout: 30_000,
          isolate: false,
          maxWorkers: 2,
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
