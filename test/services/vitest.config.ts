import { defineConfig } from "vitest/config";
import { E2eFirst } from "../support/e2e-first.ts";

/** Every integration and contract suite, and the program from outside, on real PostgreSQL and Redis. */
export default defineConfig({
  root: new URL("../..", import.meta.url).pathname,
  test: {
    include: ["test/integration/**/*.test.ts", "test/contracts/**/*.test.ts", "test/e2e/**/*.test.ts"],
    globalSetup: ["test/services/setup.ts"],
    setupFiles: ["test/support/already-sent.ts"],
    pool: "forks",
    isolate: false, // a process keeps its modules and its embedded databases from file to file
    maxWorkers: 2,
    sequence: { sequencer: E2eFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
