// One fit of the boosting benchmark in a process of its own: prints its times and its test metric as JSON.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { train } from "traintracks";

interface Settings {
  readonly folder: string;
  readonly nRows: number;
  readonly nColumns: number;
  readonly task: "regression" | "binary";
  readonly nTrees: number;
  readonly leafWise: boolean;
}

const settings: Settings = JSON.parse(process.argv[2] ?? "{}");
const { nRows, nColumns, task, nTrees, leafWise } = settings;

function singles(name: string, from: number, to: number): Float32Array {
  const bytes = readFileSync(join(settings.folder, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset + 4 * from, to - from);
}

const nTest = nRows / 5;
const X = { data: singles("X.f32", 0, nRows * nColumns), shape: [nRows, nColumns] as const };
const y = singles("y.f32", 0, nRows);
const start = performance.now();
const startCpu = process.cpuUsage();
const booster = train(
  {
    objective: task === "regression" ? "reg:squarederror" : "binary:logistic",
    learningRate: 0.1,
    ...(leafWise ? { growPolicy: "lossguide", maxDepth: 0, maxLeaves: 31 } : { maxDepth: 6 }),
  },
  { X, y },
  { numBoostRound: nTrees },
);
const fitMs = performance.now() - start;
const { user, system } = process.cpuUsage(startCpu);
const startPredict = performance.now();
booster.predict(X);
const predictMs = performance.now() - startPredict;

const test = {
  data: singles("X.f32", nRows * nColumns, (nRows + nTest) * nColumns),
  shape: [nTest, nColumns] as const,
};
const labels = singles("y.f32", nRows, nRows + nTest);
const predictions = booster.predict(test);
const losses = labels.map((label, i) => {
  const p = predictions[i]!;
  return task === "regression" ? (label - p) ** 2 : -Math.log(label === 1 ? p : 1 - p);
});
const mean = losses.reduce((sum, loss) => sum + loss, 0) / nTest;
const report = {
  fitMs,
  fitCpuMs: (user + system) / 1000,
  predictMs,
  metric: task === "regression" ? Math.sqrt(mean) : mean,
  peakMb: process.resourceUsage().maxRSS / 1000,
};
console.log(JSON.stringify(report));
