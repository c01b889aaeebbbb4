// The scoring server, alone or against `mlflow models serve`: the same model folders, one worker each, the same requests, in turns.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ElasticNet, GradientBoostingRegressor, loadDiabetes, saveModel } from "traintracks";
import { underLoad } from "./http-load.ts";
import { timing, writeResult } from "./measure.ts";
import { preparePython } from "./peers/python-environment.ts";

const ROUNDS = 3;
const LOAD_MS = 3_000;
const WARM_UP_MS = 1_000;
const START_TIMEOUT_MS = 120_000;
const POLL_MS = 5;
/** Two ways to add ten products differ in the last digits; trees are added in single precision. */
const TOLERANCES = { linear: 1e-12, trees: 1e-6 } as const;
const KINDS = ["linear", "trees"] as const;
const COLUMNS = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"];

/** One of the servers. */
interface Contestant {
  readonly who: string;
  readonly command: string;
  argsFor(folder: string, port: number): readonly string[];
}

/** A server that answers. */
interface Running {
  readonly port: number;
  readonly startMs: number;
  readonly child: ChildProcess;
}

/** The figures of one round. */
interface Round {
  readonly firstAnswerMs: number;
  readonly oneConnection: number;
  readonly eightConnections: number;
  readonly eightP50Ms: number;
  readonly eightP99Ms: number;
  readonly thousandRows: number;
  readonly thousandRowsOfTrees: number;
  readonly residentMb: number;
}

/**
 * Measures all, in turns, and keeps the result.
 *
 * @param options `--peers` to measure MLflow too, which then makes the models.
 */
export async function scoring(options: readonly string[]): Promise<void> {
  const python = options.includes("--peers")
    ? await preparePython(join("test", "interop", "requirements.txt"))
    : undefined;
  const folder = mkdtempSync(join(tmpdir(), "traintracks-bench-"));
  const models: Models = { linear: join(folder, "linear"), trees: join(folder, "trees") };
  try {
    if (python === undefined) await saveModels(models);
    else execFileSync(python, [resolve("benchmarks", "peers", "scoring.py"), folder], { stdio: "ignore" });
    const contestants = contestantsWith(python);
    for (const kind of KINDS) await checkSameAnswers(contestants, models[kind], TOLERANCES[kind]);
    const rounds = contestants.map((): Round[] => []);
    for (let round = 1; round <= ROUNDS; round++) {
      for (const [i, contestant] of contestants.entries()) {
        const figures = await measure(contestant, models);
        rounds[i]!.push(figures);
        console.log(`round ${round} of ${ROUNDS}: ${contestant.who}: ${JSON.stringify(figures, rounded)}`);
      }
    }
    report(contestants, rounds, python);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folders of the models, by kind. */
type Models = Readonly<Record<(typeof KINDS)[number], string>>;

/** The models as the peers make them, made here. */
async function saveModels({ linear, trees }: Models): Promise<void> {
  const { features, target } = loadDiabetes();
  const example = { inputExample: loadDiabetes().take([0, 1]).features };
  await saveModel(new ElasticNet({ alpha: 0.01, l1Ratio: 0.75 }).fit(features, target), linear, example);
  const boosted = new GradientBoostingRegressor({ nEstimators: 100, maxDepth: 6 });
  await saveModel(boosted.fit(features, target), trees, example);
}

function contestantsWith(python: string | undefined): readonly Contestant[] {
  const own: Contestant = {
    who: "traintracks models serve",
    command: process.execPath,
    argsFor: (path, port) => [resolve("dist/cli/main.js"), "models", "serve", "-m", path, "-p", `${port}`],
  };
  if (python === undefined) return [own];
  const mlflow: Contestant = {
    who: "mlflow models serve",
    command: python,
    argsFor: (path, port) => [
      ...["-m", "mlflow", "models", "serve", "-m", path, "-p", `${port}`],
      ...["--env-manager", "local", "-w", "1"],
    ],
  };
  return [own, mlflow];
}

async function checkSameAnswers(
  contestants: readonly Contestant[],
  model: string,
  tolerance: number,
): Promise<void> {
  const answers: number[][] = [];
  for (const contestant of contestants) {
    await whileRunning(contestant, model, async ({ port }) => {
      answers.push(await predictionsFrom(port, bodyOf(100)));
    });
  }
  const [ours = [], ...others] = answers;
  const same = others.every((theirs) =>
    ours.every((value, i) => Math.abs(value - theirs[i]!) <= tolerance * Math.abs(theirs[i]!)),
  );
  if (!same || ours.length !== 100) throw new Error("The servers do not answer the same");
}

async function measure(contestant: Contestant, { linear, trees }: Models): Promise<Round> {
  const thousandRowsOfTrees = await whileRunning(contestant, trees, async ({ port }) => {
    const load = { port, path: "/invocations", body: bodyOf(1000) };
    await underLoad(load, 1, WARM_UP_MS);
    return (await underLoad(load, 1, LOAD_MS)).requestsPerSecond;
  });
  return await whileRunning(contestant, linear, async ({ port, startMs, child }) => {
    const one = { port, path: "/invocations", body: bodyOf(1) };
    await predictionsFrom(port, one.body);
    const firstAnswerMs = performance.now() - startMs;
    await underLoad(one, 8, WARM_UP_MS);
    const single = await underLoad(one, 1, LOAD_MS);
    const eight = await underLoad(one, 8, LOAD_MS);
    const thousand = await underLoad({ ...one, body: bodyOf(1000) }, 1, LOAD_MS);
    return {
      firstAnswerMs,
      oneConnection: single.requestsPerSecond,
      eightConnections: eight.requestsPerSecond,
      eightP50Ms: eight.p50Ms,
      eightP99Ms: eight.p99Ms,
      thousandRows: thousand.requestsPerSecond,
      thousandRowsOfTrees,
      residentMb: residentMb(child.pid ?? 0),
    };
  });
}

/** Starts a server, waits until it answers, and stops it when the work is done. */
async function whileRunning<T>(
  { who, command, argsFor }: Contestant,
  model: string,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const port = await freePort();
  const startMs = performance.now();
  // MLflow looks for uvicorn on the path.
  const env = { ...process.env, PATH: `${dirname(command)}${delimiter}${process.env["PATH"]}` };
  const child = spawn(command, argsFor(model, port), { env, stdio: "ignore", detached: true });
  const ended = new Promise((done) => child.once("exit", done));
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - startMs > START_TIMEOUT_MS)
        throw new Error(`${who} does not start`);
      await delay(POLL_MS);
    }
    return await work({ port, startMs, child });
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGTERM");
    await ended;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/ping`)).ok;
  } catch {
    return false; // nobody listens yet
  }
}

async function predictionsFrom(port: number, body: string): Promise<number[]> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`http://127.0.0.1:${port}/invocations`, { method: "POST", headers, body });
  const answer = (await response.json()) as { predictions: number[] };
  return answer.predictions;
}

/** Rows like those of the diabetes data, the same on every call, with as many digits as they have there. */
function bodyOf(nRows: number): string {
  let state = 1;
  const cell = (): number => {
    state = (state * 48_271) % 2_147_483_647; // a minimal standard generator: which numbers does not matter
    return (state / 2_147_483_647 - 0.5) / 5;
  };
  const data = Array.from({ length: nRows }, () => COLUMNS.map(cell));
  return JSON.stringify({ dataframe_split: { columns: COLUMNS, data } });
}

function freePort(): Promise<number> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** The resident memory of the largest process of a group: the one that holds the model. */
function residentMb(group: number): number {
  const sizes = readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
      if (Number(fields[2]) !== group) return [];
      return [Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1] ?? 0)];
    } catch {
      return []; // it has ended meanwhile
    }
  });
  return Math.max(0, ...sizes) / 1024;
}

function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(3)) : value;
}

function report(
  contestants: readonly Contestant[],
  rounds: readonly (readonly Round[])[],
  python: string | undefined,
): void {
  const figures = Object.keys(rounds[0]?.[0] ?? {}) as (keyof Round)[];
  const results = Object.fromEntries(
    figures.map((figure) => {
      const all = rounds.map((list) =>
        timing(
          "",
          list.map((round) => round[figure]),
        ),
      );
      const median = all.map(({ medianMs }) => medianMs);
      const [own = Number.NaN, peer] = median;
      const against =
        peer === undefined ? "" : ` against ${peer.toPrecision(4)}: ${(own / peer).toPrecision(3)} times`;
      console.log(`${figure.padEnd(20)} ${own.toPrecision(4)}${against}`);
      return [
        figure,
        {
          median,
          range: all.map(({ rangeMs }) => rangeMs),
          ...(peer !== undefined && { ratio: own / peer }),
        },
      ];
    }),
  );
  writeResult(python === undefined ? "scoring-alone" : "scoring", {
    what: "one server after the other, the same model folders, one worker each; requests a second, milliseconds, megabytes",
    who: contestants.map(({ who }) => who),
    versions: python === undefined ? {} : versionsOf(python),
    rounds: ROUNDS,
    results,
  });
}

function versionsOf(python: string): Readonly<Record<string, string>> {
  const script =
    "import json, platform, mlflow, sklearn, uvicorn, xgboost; print(json.dumps({'python': platform.python_version(), **{m.__name__: m.__version__ for m in (mlflow, sklearn, uvicorn, xgboost)}}))";
  return JSON.parse(execFileSync(python, ["-c", script], { encoding: "utf8" })) as Record<string, string>;
}
