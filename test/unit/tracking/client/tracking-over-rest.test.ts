// Logging to a tracking server: in the background, in order, in batches, and what happens when the server fails.
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  activeRun,
  endRun,
  flush,
  getMetricHistory,
  getRun,
  listArtifacts,
  logMetric,
  logParam,
  logParams,
  logText,
  openFileStore,
  setTag,
  setTrackingUri,
  startRun,
  withRun,
} from "../../../../src/tracking/index.ts";
import { type ScriptedAnswer, type SeenRequest, scriptedServer } from "../../../support/scripted-server.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { servedStore } from "../../../support/tracking-server.ts";
import { withWarnings } from "../../../support/warnings.ts";

beforeEach(() => {
  vi.stubEnv("HOME", temporaryFolder());
  vi.stubEnv("MLFLOW_HTTP_REQUEST_BACKOFF_FACTOR", "0");
});
afterEach(async () => {
  while (activeRun() !== undefined) await endRun().catch(() => {});
  vi.unstubAllEnvs();
});

describe("at our own server", () => {
  beforeEach(async () => {
    const folder = join(temporaryFolder(), "mlruns");
    setTrackingUri(await servedStore(openFileStore(folder, { artifactRoot: "mlflow-artifacts:/" })));
  });

  it("everything is there when the run has ended, in the order logged", async () => {
    const runId = await withRun(async (run) => {
      for (let step = 0; step < 2500; step++) {
        logMetric("loss", 1 / (step + 1), { step });
        if (step % 500 === 0) await nextTurn();
      }
      for (let i = 0; i < 250; i++) logParam(`p${i}`, i);
      setTag("last", "one");
      return run.runId;
    });
    const { info, data } = await getRun(runId);
    expect(info.status).toBe("FINISHED");
    expect(data.params.size).toBe(250);
    expect(data.tags.get("last")).toBe("one");
    const history = await getMetricHistory(runId, "loss");
    expect(history.map(({ step }) => step)).toEqual(Array.from({ length: 2500 }, (_, i) => i));
  });

  it("a flush is enough to read what was logged", async () => {
    const run = await startRun();
    logMetric("m", Number.NaN);
    await flush();
    expect((await getRun(run.runId)).data.metrics.get("m")?.value).toBeNaN();
  });

  it("nothing has to be awaited before the end, also what comes before the run exists", async () => {
    const outer = startRun();
    logParam("who", "outer");
    const inner = startRun({ nested: true });
    logParam("who", "inner");
    await endRun();
    await endRun();
    const [outerRun, innerRun] = [await getRun((await outer).runId), await getRun((await inner).runId)];
    expect(outerRun.data.params.get("who")).toBe("outer");
    expect(innerRun.data.params.get("who")).toBe("inner");
    expect(innerRun.data.tags.get("mlflow.parentRunId")).toBe(outerRun.info.runId);
  });

  it("a run is started by the first thing logged", async () => {
    logMetric("m", 1);
    const run = await activeRun()?.ready();
    await endRun();
    expect((await getRun(String(run?.runId))).data.metrics.get("m")?.value).toBe(1);
  });

  it("a mistake is thrown at the call", async () => {
    await startRun();
    expect(() => logParam("a*b", 1)).toThrow(/alphanumerics/);
    logParam("alpha", 1);
    expect(() => logParam("alpha", 2)).toThrow(/do not change/);
    await endRun();
  });

  it("a param that an earlier process has set costs only itself", async () => {
    const runId = await withRun((run) => {
      logParam("alpha", 1);
      return run.runId;
    });
    await startRun({ runId });
    const { warnings } = await withWarnings(() => logParams({ alpha: 2, beta: 3 }));
    logMetric("m", 1);
    await expect(endRun()).rejects.toMatchObject({
      code: "DATA_LOSS",
      message: expect.stringMatching(/alpha/),
    });
    expect(warnings).toEqual([]);
    const { info, data } = await getRun(runId);
    expect(info.status).toBe("FINISHED");
    expect(Object.fromEntries(data.params)).toEqual({ alpha: "1", beta: "3" });
    expect(data.metrics.has("m")).toBe(true);
  });

  it("artifacts go through the server's proxy", async () => {
    const runId = await withRun(async (run) => {
      await logText("hello", "notes/a.txt");
      return run.runId;
    });
    expect(await listArtifacts(runId, "notes")).toEqual([
      { path: "notes/a.txt", isFolder: false, sizeBytes: 5 },
    ]);
  });

  it("a run tells the address of its page", async () => {
    const run = await startRun();
    expect(run.location).toMatch(new RegExp(`^http://127.0.0.1:\\d+/#/experiments/0/runs/${run.runId}$`));
  });
});

describe("the requests", () => {
  const RUN_INFO = {
    run_id: "a".repeat(32),
    experiment_id: "0",
    status: "RUNNING",
    lifecycle_stage: "active",
    artifact_uri: "mlflow-artifacts:/0/a/artifacts",
  };
  const CREATED = { status: 200, body: JSON.stringify({ run: { info: RUN_INFO } }) };
  const DONE = { status: 200, body: JSON.stringify({ run_info: RUN_INFO }) };

  async function startedAt(...answers: readonly ScriptedAnswer[]): Promise<readonly SeenRequest[]> {
    const { url, seen } = await scriptedServer(CREATED, ...answers);
    setTrackingUri(url);
    await startRun();
    return seen;
  }
  const paths = (seen: readonly SeenRequest[]): readonly string[] =>
    seen.map(({ url }) => url.replace("/api/2.0/mlflow/", ""));

  it("hold together what was logged without a pause", async () => {
    const seen = await startedAt(DONE);
    for (let i = 0; i < 1200; i++) logMetric("m", i);
    logParam("p", 1);
    await endRun();
    expect(paths(seen)).toEqual(["runs/create", "runs/log-batch", "runs/log-batch", "runs/update"]);
    const [first, second] = seen.slice(1, 3).map(({ body }) => JSON.parse(body));
    expect([first.metrics.length, second.metrics.length]).toEqual([999, 201]);
    expect(first.params).toEqual([{ key: "p", value: "1" }]);
  });

  it("are made again when the server is busy, and nothing is lost", async () => {
    const seen = await startedAt({ status: 503 }, { status: 503 }, DONE);
    logMetric("m", 1);
    await endRun();
    expect(paths(seen)).toEqual([
      "runs/create",
      "runs/log-batch",
      "runs/log-batch",
      "runs/log-batch",
      "runs/update",
    ]);
  });

  it("that fail warn once", async () => {
    const { warnings } = await withWarnings(async () => {
      await startedAt({ status: 500 }, { status: 500 }, DONE);
      logMetric("a", 1);
      logMetric("b", 1);
      await expect(endRun()).rejects.toThrow("2 requests failed");
    });
    expect(warnings).toHaveLength(1);
  });

  it("end with one error that names the server and the first fault", async () => {
    const seen = await startedAt({ status: 500, body: "<h1>broken</h1>" }, DONE);
    logMetric("a", 1);
    await expect(endRun()).rejects.toMatchObject({
      code: "DATA_LOSS",
      message: expect.stringMatching(
        /in http:\/\/127\.0\.0\.1:\d+: 1 request failed: .*status 500: "broken"/,
      ),
      cause: { code: "INTERNAL_ERROR" },
    });
    expect(paths(seen).at(-1)).toBe("runs/update");
  });

  it("that start a run are not made twice when the answer is lost", async () => {
    const { url, seen } = await scriptedServer("hang up", CREATED);
    setTrackingUri(url);
    await expect(startRun()).rejects.toMatchObject({ code: "TEMPORARILY_UNAVAILABLE" });
    expect(activeRun()).toBeUndefined();
    expect(seen).toHaveLength(1);
  });
});
