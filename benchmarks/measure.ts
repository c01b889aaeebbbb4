// What every benchmark needs: times as they fell, their middle and spread, the machine, and a file that keeps them.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from "node:os";
import { join } from "node:path";

const RESULTS = join("benchmarks", "results");

/** One contestant's times. */
export interface Timing {
  readonly who: string;
  /** In the order in which they were taken. */
  readonly timesMs: readonly number[];
  readonly medianMs: number;
  /** The least and the largest. */
  readonly rangeMs: readonly [number, number];
}

/** Sums up the times of one contestant. */
export function timing(who: string, timesMs: readonly number[]): Timing {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const medianMs = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { who, timesMs, medianMs, rangeMs: [sorted[0]!, sorted.at(-1)!] };
}

/**
 * Keeps a result in `benchmarks/results/<name>.json`, with the machine and the commit it was measured on.
 *
 * @param name The benchmark's, perhaps with a size.
 * @param result What was measured, and with which versions.
 */
export function writeResult(name: string, result: Readonly<Record<string, unknown>>): void {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name}.json`);
  writeFileSync(
    path,
    `${JSON.stringify({ name, machine: machine(), commit: commit(), ...result }, null, 2)}\n`,
  );
  console.log(`\nWritten to ${path}`);
}

function machine(): Readonly<Record<string, unknown>> {
  return {
    cpu: cpus()[0]?.model.trim(),
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    /** Over the last quarter of an hour: more than the benchmark's own part tells of other work at the same time. */
    load: Number(loadavg()[2]!.toFixed(1)),
    system: `${platform()} ${release()}`,
    node: process.versions.node,
  };
}

function commit(): string {
  return execFileSync("git", ["describe", "--always", "--dirty"], { encoding: "utf8" }).trim();
}
