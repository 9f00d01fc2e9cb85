import { defineConfig } from "vitest/config";
import { E2eFirst } from "./test/support/e2e-first.ts";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    globalSetup: ["test/support/template.ts"],
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
