// Gradient boosting against XGBoost, LightGBM and scikit-learn: whole processes on the same numbers, in turns.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { boostingData } from "./boosting-data.ts";
import { timing, writeResult } from "./measure.ts";
import { preparePython } from "./peers/python-environment.ts";

const ROUNDS_OF_TURNS = 3;
/** How much worse than the peer's our test metric may be: its own spread from seed to seed is about this. */
const METRIC_TOLERANCE = 0.01;

/** One size and task. */
interface Case {
  readonly name: string;
  readonly nRows: number;
  readonly nColumns: number;
  readonly task: "regression" | "binary";
  readonly nTrees: number;
  /** LightGBM's and our best-first growth with 31 leaves, instead of depth 6. */
  readonly leafWise: boolean;
}

const CASES: readonly Case[] = [
  { name: "100k-regression", nRows: 100_000, nColumns: 50, task: "regression", nTrees: 100, leafWise: false },
  { name: "100k-leafwise", nRows: 100_000, nColumns: 50, task: "regression", nTrees: 100, leafWise: true },
  { name: "100k-binary", nRows: 100_000, nColumns: 28, task: "binary", nTrees: 100, leafWise: false },
  { name: "1m-regression", nRows: 1_000_000, nColumns: 28, task: "regression", nTrees: 100, leafWise: false },
];

/** What one process says when it is done. Times are of fitting (binning included) and of predicting, in milliseconds. */
interface Report {
  readonly fitMs: number;
  /** Processor time of the fit, all threads together: what a busy machine disturbs least. */
  readonly fitCpuMs: number;
  readonly predictMs: number;
  readonly metric: number;
  readonly peakMb: number;
}

/** Measures the case of a name, or all but the largest. */
export async function boosting([wanted]: readonly string[]): Promise<void> {
  const python = await preparePython(join("benchmarks", "peers", "boosting-requirements.txt"));
  for (const one of CASES) {
    if (wanted === undefined ? one.nRows <= 100_000 : one.name === wanted) measure(one, python);
  }
}

function measure(one: Case, python: string): void {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    writeData(one, folder);
    const settings = JSON.stringify({ ...one, folder });
    const ours = resolve("dist/benchmarks/boosting-ours.js");
    const peer = resolve("benchmarks/peers/boosting.py");
    const contestants = [
      { who: "traintracks", command: "node", args: [ours, settings] },
      ...["xgboost", "lightgbm", "sklearn"].map((who) => ({
        who,
        command: python,
        args: [peer, who, settings],
      })),
    ];
    console.log(`${one.name}: ${one.nRows} rows, ${one.nColumns} features, ${one.nTrees} trees, one thread`);
    const reports = contestants.map((): Report[] => []);
    for (let turn = 1; turn <= ROUNDS_OF_TURNS; turn++) {
      for (const [i, { command, args }] of contestants.entries()) {
        reports[i]!.push(JSON.parse(execFileSync(command, args, { encoding: "utf8" })) as Report);
      }
      console.log(
        `turn ${turn}: ${reports.map((row) => `${(row.at(-1)!.fitMs / 1000).toFixed(2)} s`).join(", ")}`,
      );
    }
    checkQuality(reports);
    summarize(
      one,
      python,
      contestants.map(({ who }) => who),
      reports,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeData(one: Case, folder: string): void {
  const { features, labels } = boostingData(one.nRows + one.nRows / 5, one.nColumns, one.task);
  writeFileSync(join(folder, "X.f32"), features);
  writeFileSync(join(folder, "y.f32"), labels);
}

/** A time counts only when the model is as good as the peer's. */
function checkQuality(reports: readonly (readonly Report[])[]): void {
  const [ours, peer] = [reports[0]![0]!.metric, reports[1]![0]!.metric];
  if (ours > peer * (1 + METRIC_TOLERANCE))
    throw new Error(`our test metric is ${ours} where XGBoost has ${peer}`);
}

function summarize(
  one: Case,
  python: string,
  names: readonly string[],
  reports: readonly (readonly Report[])[],
): void {
  const take = (what: keyof Report) =>
    reports.map((row, i) =>
      timing(
        names[i]!,
        row.map((report) => report[what]),
      ),
    );
  const [fit, fitCpu, predict] = [take("fitMs"), take("fitCpuMs"), take("predictMs")];
  for (const [i, { who, medianMs }] of fit.entries()) {
    const ratio = fitCpu[0]!.medianMs / fitCpu[i]!.medianMs;
    console.log(
      `${who.padEnd(12)} fit ${(medianMs / 1000).toFixed(2)} s (processor ${(fitCpu[i]!.medianMs / 1000).toFixed(2)} s, ours/it ${ratio.toFixed(2)}), ` +
        `predict ${predict[i]!.medianMs.toFixed(0)} ms, test metric ${reports[i]![0]!.metric.toFixed(4)}, peak ${reports[i]![0]!.peakMb.toFixed(0)} MB`,
    );
  }
  writeResult(`boosting-${one.name}`, {
    what: "gradient boosting on generated data: fresh processes in turns, one thread, fit with binning; metric is RMSE or log loss on test rows. Where the spread of the times is wide the machine was busy: the processor times are then the ones to compare",
    case: one,
    versions: JSON.parse(
      execFileSync(python, [resolve("benchmarks/peers/boosting.py"), "versions"], { encoding: "utf8" }),
    ),
    fit,
    fitProcessor: fitCpu,
    predict,
    metrics: reports.map((row) => row[0]!.metric),
    peakMb: reports.map((row) => row[0]!.peakMb),
  });
}
