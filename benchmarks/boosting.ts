// Gradient boosting against XGBoost, LightGBM, scikit-learn, CatBoost and ml-xgboost: whole processes on the same
// numbers, in turns.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadDiabetes } from "traintracks";
import { type BoostingCase, CASES } from "./boosting-cases.ts";
import { boostingData } from "./boosting-data.ts";
import { timing, writeResult } from "./measure.ts";
import { preparePython } from "./peers/python-environment.ts";

const TURNS = 3;
/** How much worse than the middle one of the peers our test metric may be: these differ from each other by more. */
const METRIC_TOLERANCE = 0.02;

/** What one process says when it is done. Times are of fitting (binning included) and of predicting, in milliseconds. */
interface Report {
  readonly fitMs: number;
  /** Processor time of the fit, all threads together: what a busy machine disturbs least. */
  readonly fitCpuMs: number;
  readonly predictMs: number;
  /** Root mean squared error or log loss on the test rows; on the training rows for the diabetes data. */
  readonly metric: number;
  readonly peakMb: number;
}

/** Measures the named cases, or all; with the peers if asked. */
export async function boosting(words: readonly string[]): Promise<void> {
  const withPeers = words.includes("--peers");
  const names = words.filter((word) => !word.startsWith("--"));
  const unknown = names.find((name) => CASES.every((one) => one.name !== name));
  if (unknown !== undefined) {
    throw new Error(
      `No such case of the boosting benchmark: ${unknown}: there are ${CASES.map(({ name }) => name).join(", ")}`,
    );
  }
  const python = withPeers
    ? await preparePython(join("benchmarks", "peers", "boosting-requirements.txt"))
    : undefined;
  for (const one of CASES) if (names.length === 0 || names.includes(one.name)) measure(one, python);
}

function measure(one: BoostingCase, python: string | undefined): void {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    writeData(one, folder);
    const settings = JSON.stringify({ ...one, folder });
    const names = ["traintracks", ...(python === undefined ? [] : one.peers)];
    console.log(
      `${one.name}: ${one.nRows} rows, ${one.nColumns} features, ${one.nTrees} trees, ${one.nThreads} threads`,
    );
    const reports = names.map((): Report[] => []);
    for (let turn = 1; turn <= TURNS; turn++) {
      names.forEach((who, i) => {
        reports[i]!.push(run(who, settings, python));
      });
      console.log(`turn ${turn}: ${reports.map((row) => `${row.at(-1)!.fitMs.toFixed(1)} ms`).join(", ")}`);
    }
    checkQuality(names, reports);
    summarize(one, names, reports, python);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(who: string, settings: string, python: string | undefined): Report {
  const [command, ...args] =
    who === "traintracks"
      ? ["node", resolve("dist/benchmarks/boosting-ours.js"), settings]
      : who === "ml-xgboost"
        ? ["node", resolve("dist/benchmarks/peers/boosting-ml-xgboost.js"), settings]
        : [python!, resolve("benchmarks/peers/boosting.py"), who, settings];
  return JSON.parse(execFileSync(command, args, { encoding: "utf8" })) as Report;
}

/** Training rows, then a fifth as many to test on; of the diabetes data all rows, twice. */
function writeData({ nRows, nColumns, task }: BoostingCase, folder: string): void {
  const { features, labels } = nRows === 442 ? diabetes() : boostingData(nRows * 1.2, nColumns, task);
  writeFileSync(join(folder, "X.f32"), features);
  writeFileSync(join(folder, "y.f32"), labels);
}

function diabetes(): { readonly features: Float32Array; readonly labels: Float32Array } {
  const { features: table, target } = loadDiabetes();
  const { nRows, nColumns, values } = table.matrix;
  const features = Float32Array.from({ length: 2 * nRows * nColumns }, (_, at) => {
    const [i, j] = [Math.floor(at / nColumns) % nRows, at % nColumns];
    return values[j * nRows + i]!;
  });
  return { features, labels: Float32Array.from({ length: 2 * nRows }, (_, i) => target[i % nRows]!) };
}

/** A time counts only when the model is as good as the peers'. */
function checkQuality(names: readonly string[], reports: readonly (readonly Report[])[]): void {
  const [ours, ...peers] = reports.map((row) => row[0]!.metric);
  if (peers.length === 0) return;
  const middle = [...peers].sort((a, b) => a - b)[Math.floor(peers.length / 2)]!;
  if (ours! <= middle * (1 + METRIC_TOLERANCE)) return;
  throw new Error(`our metric is ${ours} where ${names[1 + peers.indexOf(middle)]} has ${middle}`);
}

function summarize(
  one: BoostingCase,
  names: readonly string[],
  reports: readonly (readonly Report[])[],
  python: string | undefined,
): void {
  const take = (what: keyof Report) =>
    reports.map((row, i) =>
      timing(
        names[i]!,
        row.map((report) => report[what]),
      ),
    );
  const [fit, fitCpu, predict] = [take("fitMs"), take("fitCpuMs"), take("predictMs")];
  const ratios = names.map((_, i) => middleRatio(reports, i, "fitMs"));
  const predictRatios = names.map((_, i) => middleRatio(reports, i, "predictMs"));
  names.forEach((who, i) => {
    console.log(
      `${who.padEnd(18)} fit ${fit[i]!.medianMs.toFixed(1)} ms (processor ${fitCpu[i]!.medianMs.toFixed(1)} ms), ours/it ${ratios[i]!.toFixed(2)}; ` +
        `predict ${predict[i]!.medianMs.toFixed(1)} ms, ours/it ${predictRatios[i]!.toFixed(2)}; metric ${reports[i]![0]!.metric.toFixed(4)}, peak ${reports[i]![0]!.peakMb.toFixed(0)} MB`,
    );
  });
  writeResult(`boosting-${one.name}`, {
    what: "gradient boosting: processes in turns, fit with binning; metric is RMSE or log loss on test rows; ratios are the middle of those turn by turn, ours to each. Where the spread of the times is wide the machine was busy",
    case: one,
    versions: python === undefined ? {} : versions(python),
    fit,
    fitProcessor: fitCpu,
    predict,
    ratios,
    predictRatios,
    metrics: reports.map((row) => row[0]!.metric),
    peakMb: reports.map((row) => Math.max(...row.map(({ peakMb }) => peakMb))),
  });
}

function versions(python: string): unknown {
  const script = resolve("benchmarks/peers/boosting.py");
  return JSON.parse(execFileSync(python, [script, "versions"], { encoding: "utf8" }));
}

/** The middle of the ratios of our time to a contestant's in the same turn. */
function middleRatio(
  reports: readonly (readonly Report[])[],
  i: number,
  what: "fitMs" | "predictMs",
): number {
  const ratios = reports[i]!.map((report, turn) => reports[0]![turn]![what] / report[what]);
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)]!;
}
