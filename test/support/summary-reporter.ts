import type { Reporter, SerializedError, TestModule } from "vitest/node";
import { chromiumPath } from "./browser.ts";
import { programsWithClients } from "./postgres-programs.ts";
import { hasQpdf } from "./qpdf.ts";

/** Ends a run with one plain line for CI: `12 passed, 0 failed, 3 skipped`. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const { passed, failed, skipped } = tally(modules);
    if (skipped > 0 && !chromiumPath()) {
      print("Browser tests were skipped: no Chromium was found. Install one, or set CHROMIUM_PATH.");
    }
    if (skipped > 0 && !programsWithClients())
      print("pg_dump and pg_restore were not tested: no Postgres server with its clients was found on this machine.");
    if (skipped > 0 && !hasQpdf()) print("Checks of PDF files were skipped: no qpdf was found.");
    print(`${passed} passed, ${failed + errors.length} failed, ${skipped} skipped`);
  }
}

function tally(modules: readonly TestModule[]) {
  const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
  for (const module of modules) {
    const before = count.failed;
    for (const test of module.children.allTests()) count[test.result().state] += 1;
    // A file that cannot be loaded, or whose hook throws, has no failed test to show for it.
    if (module.state() === "failed" && count.failed === before) count.failed += 1;
  }
  // A test that never finished did not pass.
  return { passed: count.passed, failed: count.failed + count.pending, skipped: count.skipped };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
