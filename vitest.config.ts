import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// `npm run soak` runs the same suites at the full figures, and those named *.soak.test.ts as well.
const soak = process.env.SOAK === "1";
const patience = soak ? 60 * 60_000 : 30_000;

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: soak ? [] : ["test/**/*.soak.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    reporters: ["default", "./test/support/summary-reporter.ts"],
    pool: "forks",
    // The modules hold nothing that one suite could change for the next, and loading them anew takes a second for each.
    isolate: false,
    // Suites wait for Postgres much of the time, so two of them share even a small machine well; three starve it.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: patience,
    hookTimeout: patience,
  },
});
