// Runs that tell what the machine is busy with, also while a computation holds the thread, and that they are alive.
import { expect, it, onTestFinished } from "vitest";
import { setTrackingUri, startRun, TrackingClient, withRun } from "../../../../src/index.ts";
import { type ResourceSample, ResourceSampler } from "../../../../src/system/index.ts";
import { startHeartbeat } from "../../../../src/tracking/client/heartbeat.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { withWarnings } from "../../../support/warnings.ts";

const MLFLOW_NAMES = [
  "cpu_utilization_percentage",
  "disk_available_megabytes",
  "disk_usage_megabytes",
  "disk_usage_percentage",
  "system_memory_usage_megabytes",
  "system_memory_usage_percentage",
];
const OWN_NAMES = [
  "event_loop_delay_milliseconds",
  "garbage_collection_percentage",
  "process_cpu_utilization_percentage",
  "process_heap_usage_megabytes",
  "process_memory_usage_megabytes",
];

function store(): TrackingClient {
  const folder = temporaryFolder();
  setTrackingUri(folder);
  return new TrackingClient(folder);
}

function withEnvironment(variables: Readonly<Record<string, string>>): void {
  Object.assign(process.env, variables);
  onTestFinished(() => {
    for (const name of Object.keys(variables)) delete process.env[name];
  });
}

/** Holds the thread until a condition on the time holds, as a fit does. */
function compute(durationMs: number): void {
  const end = performance.now() + durationMs;
  while (performance.now() < end) Math.sqrt(end);
}

async function untilSampled(client: TrackingClient, runId: string, nSamples: number): Promise<void> {
  for (;;) {
    const history = await client.getMetricHistory(runId, "system/cpu_utilization_percentage").catch(() => []);
    if (history.length >= nSamples) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

it("logs MLflow's system metrics and those of this process, with a step for each sample", async () => {
  withEnvironment({ MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL: "0.02" });
  const client = store();
  const runId = await withRun({ logSystemMetrics: true }, async (run) => {
    await untilSampled(client, run.runId, 3);
    return run.runId;
  });
  const { data } = await client.getRun(runId);
  expect([...data.metrics.keys()].sort()).toEqual(
    [...MLFLOW_NAMES, ...OWN_NAMES].map((name) => `system/${name}`).sort(),
  );
  const history = await client.getMetricHistory(runId, "system/process_memory_usage_megabytes");
  expect(history.map(({ step }) => step)).toEqual(history.map((_, step) => step));
  const loggedValue = (name: string): number => data.metrics.get(`system/${name}`)!.value;
  for (const name of [...MLFLOW_NAMES, ...OWN_NAMES].filter((each) => each.endsWith("percentage"))) {
    expect([name, loggedValue(name) >= 0]).toEqual([name, true]);
  }
  expect(loggedValue("process_memory_usage_megabytes")).toBeGreaterThan(
    loggedValue("process_heap_usage_megabytes"),
  );
});

it("samples also while a computation holds the thread, and logs that before the run ends", async () => {
  withEnvironment({
    MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING: "true",
    MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL: "0.02",
  });
  const client = store();
  const run = await startRun();
  await untilSampled(client, run.runId, 1);
  const before = (await client.getMetricHistory(run.runId, "system/cpu_utilization_percentage")).length;
  const start = Date.now();
  compute(400);
  const end = Date.now();
  await run.end();
  const history = await client.getMetricHistory(run.runId, "system/process_cpu_utilization_percentage");
  const during = history.slice(before).filter(({ timestampMs }) => timestampMs > start && timestampMs < end);
  expect(during.length).toBeGreaterThan(1);
  expect((await client.getRun(run.runId)).info.status).toBe("FINISHED");
});

it("does nothing of that unless it is asked for, and warns of an interval that is none", async () => {
  const client = store();
  const runId = await withRun((run) => run.runId);
  expect((await client.getRun(runId)).data.metrics.size).toBe(0);
  withEnvironment({ MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL: "soon" });
  const { warnings } = await withWarnings(() => withRun({ logSystemMetrics: true }, () => undefined));
  expect(warnings).toEqual([expect.stringContaining("it is soon, and 10 is taken")]);
});

it("tells how long the event loop was held", async () => {
  const samples: ResourceSample[] = [];
  const sampler = new ResourceSampler(20, (sample) => samples.push(sample));
  while (samples.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  compute(200);
  const seen = samples.length;
  while (!samples.slice(seen).some(({ main }) => (main?.eventLoopDelayMs ?? 0) > 50)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  sampler.stop();
});

it("gives a sign of life as a tag from time to time", async () => {
  const client = store();
  const run = await startRun();
  const stop = startHeartbeat(run, 5);
  const beat = async (): Promise<string | undefined> =>
    (await client.getRun(run.runId)).data.tags.get("traintracks.heartbeat");
  let first = await beat();
  while (first === undefined) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    first = await beat();
  }
  expect(Number(first)).toBeGreaterThan(run.info.startTimeMs);
  while ((await beat()) === first) await new Promise((resolve) => setTimeout(resolve, 5));
  stop();
  await run.end();
});
