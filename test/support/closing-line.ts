// Ends every test run with one plain line that machines can add up: `N passed, N failed, N skipped`.
import type { Reporter, TestModule } from "vitest/node";

/** Prints the line after everything else. A file that cannot be loaded counts as one failure. */
export class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        counts[state === "pending" ? "failed" : state]++;
      }
    }
    const { passed, failed, skipped } = counts;
    // Printed last: the default reporter writes its summary in the same hook, and is listed first.
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  }
}
