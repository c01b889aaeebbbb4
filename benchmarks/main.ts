// Runs one benchmark by name: npm run bench -- tutorial

/** Each loads its file and runs it; one line a benchmark. */
const BENCHMARKS: Readonly<Record<string, () => Promise<void>>> = {
  autolog: async () => (await import("./autolog.ts")).autologging(process.argv.slice(3)),
  scoring: async () => (await import("./scoring.ts")).scoring(process.argv.slice(3)),
  linear: async () => (await import("./linear.ts")).linear(process.argv.slice(3)),
  boosting: async () => (await import("./boosting.ts")).boosting(process.argv.slice(3)),
  tracking: async () => (await import("./tracking.ts")).tracking(process.argv.slice(3)),
  ui: async () => (await import("./ui.ts")).ui(process.argv.slice(3)),
  tutorial: async () => (await import("./tutorial.ts")).tutorial(),
};

const name = process.argv[2] ?? "";
const benchmark = Object.hasOwn(BENCHMARKS, name) ? BENCHMARKS[name] : undefined;
if (benchmark === undefined) {
  console.error(
    `Usage: npm run bench -- <name>, where <name> is one of: ${Object.keys(BENCHMARKS).join(", ")}`,
  );
  process.exitCode = 2;
} else {
  await benchmark();
}
