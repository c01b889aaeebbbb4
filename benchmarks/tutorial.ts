// The tutorial from start to finish, as whole processes: `npm run train -- 0.01 0.75` against the same script in Python.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { timing, writeResult } from "./measure.ts";
import { preparePython } from "./peers/python-environment.ts";

const ROUNDS = 5;
const SETTING = ["0.01", "0.75"];
const METRICS = ["rmse", "mae", "r2"];
/** scikit-learn stops at its default tolerance, we go on to the optimum: the metrics differ from the sixth digit on. */
const METRIC_TOLERANCE = 1e-5;

/** One way to run the tutorial. */
interface Contestant {
  readonly who: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Measures all, in turns, and keeps the result. */
export async function tutorial(): Promise<void> {
  const python = await preparePython(join("test", "interop", "requirements.txt"));
  const peer = [resolve("benchmarks", "peers", "tutorial.py"), ...SETTING];
  const contestants: readonly Contestant[] = [
    { who: "npm run train", command: "npm", args: ["run", "train", "--", ...SETTING] },
    {
      who: "node dist/examples/train.js",
      command: "node",
      args: [resolve("dist/examples/train.js"), ...SETTING],
    },
    { who: "python tutorial.py --lean", command: python, args: [...peer, "--lean"] },
    { who: "python tutorial.py", command: python, args: peer },
  ];

  console.log("Checking that all of them come to the same answer …");
  const answers = contestants.map((contestant) => inFreshFolder((folder) => answerOf(contestant, folder)));
  for (const answer of answers) compare(answers.at(-1)!, answer);

  const times = contestants.map((): number[] => []);
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [i, contestant] of contestants.entries()) {
      times[i]!.push(inFreshFolder((folder) => run(contestant, folder)));
    }
    console.log(
      `round ${round} of ${ROUNDS}: ${times.map((row) => `${row.at(-1)!.toFixed(0)} ms`).join(", ")}`,
    );
  }

  const timings = contestants.map(({ who }, i) => timing(who, times[i]!));
  const ratios = timings.map(({ medianMs }) => medianMs / timings[0]!.medianMs);
  for (const [i, { who, medianMs, rangeMs }] of timings.entries()) {
    const [low, high] = rangeMs.map((ms) => ms.toFixed(0));
    const median = medianMs.toFixed(0).padStart(6);
    console.log(
      `${who.padEnd(28)} median ${median} ms (${low} to ${high}), ${ratios[i]!.toFixed(1)} times the first`,
    );
  }
  writeResult("tutorial", {
    what: "the tutorial's training script from start to finish: whole processes, in turns, each in an empty folder",
    versions: pythonVersions(python),
    timings,
    timesTheFirst: ratios,
  });
}

/** Runs one contestant to its end and gives back how long it took in milliseconds. */
function run({ command, args }: Contestant, folder: string): number {
  const env = {
    ...process.env,
    MLFLOW_ALLOW_FILE_STORE: "true",
    MLFLOW_DISABLE_TELEMETRY: "true",
    MLFLOW_TRACKING_URI: join(folder, "mlruns"),
  };
  const cwd = command === "npm" ? process.cwd() : folder; // npm works where package.json is
  const start = performance.now();
  execFileSync(command, args, { cwd, env, stdio: "ignore" });
  return performance.now() - start;
}

/** The metrics that a contestant has tracked; checks that the plot and the model are there too. */
function answerOf(contestant: Contestant, folder: string): readonly number[] {
  run(contestant, folder);
  const experiment = join(folder, "mlruns", "0");
  const runs = readdirSync(experiment).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const models = readdirSync(join(experiment, "models"));
  const isComplete =
    runs.length === 1 &&
    existsSync(join(experiment, runs[0]!, "artifacts", "ElasticNet-paths.png")) &&
    existsSync(join(experiment, "models", models[0]!, "artifacts", "MLmodel"));
  if (!isComplete) throw new Error(`${contestant.who} did not track a run with a plot and a model`);
  return METRICS.map((name) => {
    const points = readFileSync(join(experiment, runs[0]!, "metrics", name), "utf8")
      .trim()
      .split("\n");
    return Number(points.at(-1)!.split(" ")[1]);
  });
}

function compare(expected: readonly number[], actual: readonly number[]): void {
  for (const [i, value] of expected.entries()) {
    if (!(Math.abs(actual[i]! - value) <= METRIC_TOLERANCE * Math.abs(value))) {
      throw new Error(`${METRICS[i]} is ${actual[i]} where the peer has ${value}`);
    }
  }
}

function inFreshFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function pythonVersions(python: string): Readonly<Record<string, string>> {
  const script =
    "import json, platform, mlflow, sklearn, numpy, matplotlib; print(json.dumps({'python': platform.python_version(), **{m.__name__: m.__version__ for m in (mlflow, sklearn, numpy, matplotlib)}}))";
  return JSON.parse(execFileSync(python, ["-c", script], { encoding: "utf8" })) as Record<string, string>;
}
