// What a process of the boosting benchmark does: reads its numbers, fits, predicts, prints a report.
import { closeSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import type { BoostingCase } from "./boosting-cases.ts";

/** A case and the folder that its numbers are in. */
export type Settings = BoostingCase & { readonly folder: string };

/** Rows of features and their labels. */
export interface Rows {
  readonly features: Float32Array;
  readonly labels: Float32Array;
}

/** The settings on the command line. */
export function settingsGiven(): Settings {
  return JSON.parse(process.argv[2] ?? "{}") as Settings;
}

/** Rows of a case, from the first to before the last: read alone, so that nothing else takes memory. */
function readRows({ folder, nColumns }: Settings, first: number, last: number): Rows {
  return {
    features: singles(join(folder, "X.f32"), first * nColumns, last * nColumns),
    labels: singles(join(folder, "y.f32"), first, last),
  };
}

function singles(path: string, from: number, to: number): Float32Array {
  const numbers = new Float32Array(to - from);
  const bytes = new Uint8Array(numbers.buffer);
  const file = openSync(path, "r");
  for (let at = 0; at < bytes.length; ) at += readSync(file, bytes, at, bytes.length - at, 4 * from + at);
  closeSync(file);
  return numbers;
}

/**
 * Fits as often as asked, predicts the training rows, then tests, and prints the report.
 *
 * @param train Gives what predicts rows.
 */
export function report(
  settings: Settings,
  train: (rows: Rows) => (features: Float32Array, nRows: number) => ArrayLike<number>,
): void {
  const { nRows, task, nRepeats } = settings;
  const nTest = nRows === 442 ? nRows : nRows / 5;
  const rows = readRows(settings, 0, nRows);
  const fits: { readonly ms: number; readonly cpuMs: number }[] = [];
  let predict = (_features: Float32Array, _nRows: number): ArrayLike<number> => [];
  for (let repeat = 0; repeat < nRepeats; repeat++) {
    const start = performance.now();
    const startCpu = process.cpuUsage();
    predict = train(rows);
    const { user, system } = process.cpuUsage(startCpu);
    fits.push({ ms: performance.now() - start, cpuMs: (user + system) / 1000 });
  }
  const { ms, cpuMs } = fits.sort((a, b) => a.ms - b.ms)[Math.floor(fits.length / 2)]!;
  const startPredict = performance.now();
  predict(rows.features, nRows);
  const predictMs = performance.now() - startPredict;
  const peakMb = process.resourceUsage().maxRSS / 1000;
  const test = readRows(settings, nRows, nRows + nTest);
  const predictions = predict(test.features, nTest);
  const losses = test.labels.map((label, i) => {
    const p = predictions[i]!;
    return task === "regression" ? (label - p) ** 2 : -Math.log(label === 1 ? p : 1 - p);
  });
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / nTest;
  const metric = task === "regression" ? Math.sqrt(mean) : mean;
  console.log(JSON.stringify({ fitMs: ms, fitCpuMs: cpuMs, predictMs, metric, peakMb }));
}
