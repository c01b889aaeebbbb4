// A server that is killed in the middle of its work: what it has acknowledged is there when it is back.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { KILLS } from "../support/effort.ts";
import { newRunIdOf, postJson } from "../support/rest-calls.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
const SEED = 20_261_125;
const WRITERS = 3;
const MAX_WRITES_BEFORE_KILL = 150;
const BATCH_POINTS = 200;
const MS_PER_KILL = 20_000;

interface Server {
  readonly url: string;
  /** Ends it as nothing could stop. */
  kill(): Promise<void>;
}

async function started(folder: string): Promise<Server> {
  const server = spawn("node", [MAIN, "server", "-p", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  onTestFinished(() => void server.kill("SIGKILL"));
  let text = "";
  for await (const chunk of server.stdout) {
    text += String(chunk);
    const url = /Tracking at (http:\S+)/.exec(text)?.[1];
    if (url !== undefined) {
      return {
        url,
        kill: async () => {
          server.kill("SIGKILL");
          await ended;
        },
      };
    }
  }
  throw new Error(`The server ended before it listened: ${text}`);
}

/** What was acknowledged of one run. */
interface Acknowledged {
  readonly runId: string;
  readonly steps: number[];
  readonly batches: number[];
  readonly params: number[];
  tag: number;
}

/** The points after which the server is killed: numbers of acknowledged writes, by a seed that names each failure. */
function killPoints(count: number): readonly number[] {
  return fc.sample(fc.integer({ min: 1, max: MAX_WRITES_BEFORE_KILL }), { numRuns: count, seed: SEED });
}

it(`nothing acknowledged is lost when the server is killed, ${KILLS} times`, {
  timeout: 60_000 + KILLS * MS_PER_KILL,
}, async () => {
  const folder = temporaryFolder();
  const all: Acknowledged[] = [];
  for (const [kill, writes] of killPoints(KILLS).entries()) {
    const server = await started(folder);
    await expectAll(server.url, all, kill);
    const written = { count: 0 };
    const isOver = { now: false };
    const writers = Array.from({ length: WRITERS }, () => write(server.url, all, written, isOver));
    // The moment differs from kill to kill by how much has been written, not by a clock.
    await expect.poll(() => written.count, { timeout: 60_000, interval: 1 }).toBeGreaterThanOrEqual(writes);
    await server.kill();
    isOver.now = true;
    await Promise.all(writers);
  }
  const server = await started(folder);
  await expectAll(server.url, all, KILLS);
  const found = (await postJson(server.url, "runs/search", {
    experiment_ids: ["0"],
    max_results: 50_000,
  })) as {
    runs: { info: { run_id: string } }[];
  };
  expect(found.runs.map(({ info }) => info.run_id)).toEqual(
    expect.arrayContaining(all.map(({ runId }) => runId)),
  );
  await server.kill();
});

/** Logs to a run of its own and remembers what was acknowledged, until the server is gone. */
async function write(
  url: string,
  all: Acknowledged[],
  written: { count: number },
  isOver: { readonly now: boolean },
): Promise<void> {
  try {
    const runId = await newRunIdOf(url);
    const run: Acknowledged = { runId, steps: [], batches: [], params: [], tag: -1 };
    all.push(run);
    for (let step = 0; !isOver.now; step++) {
      await postJson(url, "runs/log-metric", point(runId, "m", step));
      run.steps.push(step);
      if (step % 5 === 0) {
        const metrics = Array.from({ length: BATCH_POINTS }, (_, i) => point(runId, `batch-${step}`, i));
        await postJson(url, "runs/log-batch", { run_id: runId, metrics });
        run.batches.push(step);
        await postJson(url, "runs/log-parameter", { run_id: runId, key: `p${step}`, value: `value ${step}` });
        run.params.push(step);
        await postJson(url, "runs/set-tag", { run_id: runId, key: "t", value: String(step) });
        run.tag = step;
      }
      written.count++;
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // fetch's word for a connection that broke
  }
}

function point(runId: string, key: string, step: number): object {
  return { run_id: runId, key, value: step / 7, timestamp: 1, step };
}

async function expectAll(url: string, all: readonly Acknowledged[], kill: number): Promise<void> {
  for (const { runId, steps, batches, params, tag } of all) {
    const where = `seed ${SEED}, kill ${kill}, run ${runId}`;
    const found = await history(url, runId, "m");
    expect(
      steps.filter((step) => !found.has(step)),
      where,
    ).toEqual([]);
    for (const batch of batches)
      expect((await history(url, runId, `batch-${batch}`)).size, where).toBe(BATCH_POINTS);
    const answer = await fetch(`${url}/api/2.0/mlflow/runs/get?run_id=${runId}`);
    const { run } = (await answer.json()) as {
      run: { data: { params?: { key: string; value: string }[]; tags: { key: string; value: string }[] } };
    };
    const values = new Map(run.data.params?.map(({ key, value }) => [key, value]));
    for (const step of params) expect(values.get(`p${step}`), where).toBe(`value ${step}`);
    const last = run.data.tags.find(({ key }) => key === "t")?.value;
    if (tag >= 0) expect(Number(last), where).toBeGreaterThanOrEqual(tag);
  }
}

/** The steps of a metric; no line of it is served in part. */
async function history(url: string, runId: string, key: string): Promise<ReadonlySet<number>> {
  const answer = await fetch(`${url}/api/2.0/mlflow/metrics/get-history?run_id=${runId}&metric_key=${key}`);
  const { metrics = [] } = (await answer.json()) as {
    metrics?: { step: number; value: number; timestamp: number }[];
  };
  expect(metrics.every(({ step, value, timestamp }) => value === step / 7 && timestamp === 1)).toBe(true);
  return new Set(metrics.map(({ step }) => step));
}
