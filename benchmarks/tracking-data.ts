// The runs that are searched: the same for everybody, in a folder of runs, and as lines for MLflow's database.
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TrackingClient } from "traintracks";

const START_MS = 1_700_000_000_000;
const POINTS_PER_WRITE = 50_000;

/** A store with runs in one experiment. */
export interface BenchStore {
  readonly folder: string;
  readonly experimentId: string;
  /** The first run: the one with the long history, if there is one. */
  readonly runId: string;
}

/** How much is made. */
export interface BenchStoreSize {
  readonly runs: number;
  readonly metrics: number;
  /** How many points the metric `long` of the first run has. */
  readonly longPoints: number;
}

/** A number from 0 to 1 that looks random, the same in each run of the benchmark, and different for each i and k. */
function value(i: number, k: number): number {
  const x = Math.sin(i * 12.9898 + k * 78.233) * 43758.5453;
  return x - Math.floor(x);
}

/**
 * Makes a folder of runs, and beside it a file of lines from which MLflow's database is filled.
 *
 * @param lines The path of that file.
 */
export async function makeStore(folder: string, lines: string, size: BenchStoreSize): Promise<BenchStore> {
  const client = new TrackingClient(folder);
  const experimentId = await client.createExperiment(`bench ${size.runs}`);
  let runId = "";
  for (let i = size.runs - 1; i >= 0; i--) runId = await makeRun(client, experimentId, lines, size, i);
  if (size.longPoints > 0)
    writeHistory(join(folder, experimentId, runId, "metrics", "long"), size.longPoints);
  return { folder, experimentId, runId };
}

async function makeRun(
  client: TrackingClient,
  experimentId: string,
  lines: string,
  { metrics: nMetrics }: BenchStoreSize,
  i: number,
): Promise<string> {
  const startTimeMs = START_MS + i * 1000;
  const tags = new Map([
    ["mlflow.user", "bench"],
    ["group", String(i % 10)],
  ]);
  const name = `run-${i}`;
  const { info } = await client.createRun({
    experimentId,
    runName: name,
    userId: "bench",
    startTimeMs,
    tags,
  });
  const { runId } = info;
  const metrics = Array.from({ length: nMetrics }, (_, k) => [`m${k}`, value(i, k)] as const);
  const params = new Map(Array.from({ length: 5 }, (_, k) => [`p${k}`, String((i + k) % 10)] as const));
  await client.logBatch(runId, {
    metrics: metrics.map(([key, number]) => ({ key, value: number, timestampMs: startTimeMs, step: 0 })),
    params,
  });
  await client.setTerminated(runId, "FINISHED", startTimeMs + 1);
  const line = {
    id: runId,
    name,
    start: startTimeMs,
    metrics: Object.fromEntries(metrics),
    params: Object.fromEntries(params),
    tags: { ...Object.fromEntries(tags), "mlflow.runName": name },
  };
  appendFileSync(lines, `${JSON.stringify(line)}\n`);
  return runId;
}

function writeHistory(path: string, points: number): void {
  writeFileSync(path, "");
  for (let first = 0; first < points; first += POINTS_PER_WRITE) {
    const count = Math.min(POINTS_PER_WRITE, points - first);
    const text = Array.from({ length: count }, (_, k) => {
      const i = first + k;
      return `${i} ${i % 7 === 0 ? `${i / 7}.0` : i / 7} ${i}\n`;
    });
    appendFileSync(path, text.join(""));
  }
}
